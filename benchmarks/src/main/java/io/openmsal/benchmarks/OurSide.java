package io.openmsal.benchmarks;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import java.nio.charset.StandardCharsets;

/** This library's applications on the provider in memory, with nothing else changed. */
final class OurSide {

    private static final HttpHeaders JSON = HttpHeaders.empty().with("Content-Type", "application/json");

    private static final int MOST_CACHED = 2_000_000;

    private OurSide() {}

    static PublicClientApplication publicClient(FakeEntra entra) {
        return PublicClientApplication.builder(FakeEntra.CLIENT_ID)
                .authority(FakeEntra.AUTHORITY)
                .cacheAtMost(MOST_CACHED)
                .transport(transport(entra))
                .build();
    }

    static ConfidentialClientApplication confidentialClient(FakeEntra entra, String authority) {
        return confidentialClient(entra, authority, MOST_CACHED);
    }

    static ConfidentialClientApplication confidentialClient(FakeEntra entra, String authority, int atMost) {
        return ConfidentialClientApplication.builder(FakeEntra.CLIENT_ID, ClientCredentials.secret("not-so-secret"))
                .authority(authority)
                .cacheAtMost(atMost)
                .transport(transport(entra))
                .build();
    }

    private static HttpTransport transport(FakeEntra entra) {
        return request -> {
            FakeEntra.Answer answer =
                    entra.answer(request.uri().toString(), new String(request.body(), StandardCharsets.UTF_8));
            return new HttpResponse(answer.status(), JSON, answer.json().getBytes(StandardCharsets.UTF_8));
        };
    }
}

package io.openmsal.benchmarks;

import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.store.TokenStore;
import java.nio.charset.StandardCharsets;

/** This library's applications on the provider in memory, with nothing else changed. */
final class OurSide {

    private static final HttpHeaders JSON = HttpHeaders.empty().with("Content-Type", "application/json");

    private static final int MOST_CACHED = 2_000_000;

    private OurSide() {}

    static PublicClientApplication publicClient(FakeEntra entra) {
        return publicClient(entra, new GsonJsonCodec());
    }

    static PublicClientApplication publicClient(FakeEntra entra, JsonCodec json) {
        return PublicClientApplication.builder(FakeEntra.CLIENT_ID)
                .authority(FakeEntra.AUTHORITY)
                .cacheAtMost(MOST_CACHED)
                .adapters(adapters(entra, json))
                .build();
    }

    /** With a document for each person in a store. */
    static PublicClientApplication publicClient(FakeEntra entra, TokenStore store) {
        return PublicClientApplication.builder(FakeEntra.CLIENT_ID)
                .authority(FakeEntra.AUTHORITY)
                .cacheAtMost(MOST_CACHED)
                .tokenStore(store, StoreOptions.perPartition())
                .adapters(adapters(entra, new GsonJsonCodec()))
                .build();
    }

    static ConfidentialClientApplication confidentialClient(FakeEntra entra, String authority) {
        return confidentialClient(entra, authority, MOST_CACHED);
    }

    static ConfidentialClientApplication confidentialClient(FakeEntra entra, String authority, int atMost) {
        return confidentialClient(entra, new GsonJsonCodec(), authority, atMost);
    }

    static ConfidentialClientApplication confidentialClient(FakeEntra entra, JsonCodec json, String authority) {
        return confidentialClient(entra, json, authority, MOST_CACHED);
    }

    private static ConfidentialClientApplication confidentialClient(
            FakeEntra entra, JsonCodec json, String authority, int atMost) {
        return ConfidentialClientApplication.builder(FakeEntra.CLIENT_ID, ClientCredentials.secret("not-so-secret"))
                .authority(authority)
                .cacheAtMost(atMost)
                .adapters(adapters(entra, json))
                .build();
    }

    private static Adapters adapters(FakeEntra entra, JsonCodec json) {
        Adapters usual = Adapters.standard(HttpSettings.defaults(), EventSink.none());
        return new Adapters(
                transport(entra),
                usual.mutualTls(),
                json,
                usual.browser(),
                usual.redirectListener(),
                usual.events(),
                usual.clock(),
                usual.sleeper(),
                usual.random(),
                usual.environment(),
                usual.xml());
    }

    private static HttpTransport transport(FakeEntra entra) {
        return request -> {
            FakeEntra.Answer answer =
                    entra.answer(request.uri().toString(), new String(request.body(), StandardCharsets.UTF_8));
            return new HttpResponse(answer.status(), JSON, answer.json().getBytes(StandardCharsets.UTF_8));
        };
    }
}

package io.openmsal.benchmarks;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.PublicClientApplication;
import java.net.MalformedURLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** msal4j's applications on the provider in memory, with the executor that suits the comparison. */
final class Msal4jSide {

    private Msal4jSide() {}

    static PublicClientApplication publicClient(FakeEntra entra, ExecutorService executor) {
        return publicClient(entra, executor, builder -> {});
    }

    static PublicClientApplication publicClient(
            FakeEntra entra, ExecutorService executor, ITokenCacheAccessAspect aspect) {
        return publicClient(entra, executor, builder -> builder.setTokenCacheAccessAspect(aspect));
    }

    private static PublicClientApplication publicClient(
            FakeEntra entra, ExecutorService executor, Consumer<PublicClientApplication.Builder> more) {
        try {
            PublicClientApplication.Builder builder = PublicClientApplication.builder(FakeEntra.CLIENT_ID)
                    .authority(FakeEntra.AUTHORITY)
                    .httpClient(httpClient(entra))
                    .executorService(executor);
            more.accept(builder);
            return builder.build();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ConfidentialClientApplication confidentialClient(
            FakeEntra entra, String authority, ExecutorService executor) {
        try {
            return ConfidentialClientApplication.builder(
                            FakeEntra.CLIENT_ID, ClientCredentialFactory.createFromSecret("not-so-secret"))
                    .authority(authority)
                    .httpClient(httpClient(entra))
                    .executorService(executor)
                    .build();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static IHttpClient httpClient(FakeEntra entra) {
        return request -> {
            FakeEntra.Answer answer =
                    entra.answer(request.url().toString(), request.body() == null ? "" : request.body());
            HttpResponse response = new HttpResponse();
            response.statusCode(answer.status());
            response.addHeaders(Map.of("Content-Type", List.of("application/json")));
            response.body(answer.json());
            return response;
        };
    }
}

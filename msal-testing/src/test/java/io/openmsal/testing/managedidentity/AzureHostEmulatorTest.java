package io.openmsal.testing.managedidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Speaks to the emulated hosts by hand, so that nothing but the documented requests is taken for granted. */
@Timeout(120)
class AzureHostEmulatorTest {

    private static final String RESOURCE = "resource=https%3A%2F%2Fvault.azure.net";

    private static final String HASH_OF_TOKEN_1 = "389c3ca6391ef476444d482fd132d2f98238302cbd1fc8ea851806805cc0b356";

    /** A request as a host documents it: address, header, value; a body makes it a POST. */
    private record Asked(String address, String header, String value, String body) {

        HttpRequest.Builder request() {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
            }
            return request;
        }
    }

    private static Asked documented(EmulatedHost host, FakeEnvironment environment) {
        return switch (host) {
            case IMDS, IMDS_V2 ->
                new Asked(
                        at(environment, "AZURE_POD_IDENTITY_AUTHORITY_HOST")
                                + "/metadata/identity/oauth2/token?api-version=2018-02-01&" + RESOURCE,
                        "Metadata",
                        "true",
                        "");
            case APP_SERVICE ->
                new Asked(
                        at(environment, "IDENTITY_ENDPOINT") + "?api-version=2019-08-01&" + RESOURCE,
                        "X-IDENTITY-HEADER",
                        at(environment, "IDENTITY_HEADER"),
                        "");
            case AZURE_ARC ->
                new Asked(
                        at(environment, "IDENTITY_ENDPOINT") + "?api-version=2020-06-01&" + RESOURCE,
                        "Metadata",
                        "true",
                        "");
            case SERVICE_FABRIC ->
                new Asked(
                        at(environment, "IDENTITY_ENDPOINT") + "?api-version=2019-07-01-preview&" + RESOURCE,
                        "Secret",
                        at(environment, "IDENTITY_HEADER"),
                        "");
            case MACHINE_LEARNING ->
                new Asked(
                        at(environment, "MSI_ENDPOINT") + "?api-version=2017-09-01&" + RESOURCE + "&clientid="
                                + at(environment, "DEFAULT_IDENTITY_CLIENT_ID"),
                        "secret",
                        at(environment, "MSI_SECRET"),
                        "");
            case CLOUD_SHELL -> new Asked(at(environment, "MSI_ENDPOINT"), "Metadata", "true", RESOURCE);
        };
    }

    private static String at(FakeEnvironment environment, String variable) {
        return environment.variable(variable).orElseThrow();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        SSLContext careless = SSLContext.getInstance("TLS");
        careless.init(null, new TrustManager[] {new AnyCertificate()}, null);
        return HttpClient.newBuilder().sslContext(careless).build().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> send(Asked asked) throws Exception {
        return send(asked.request().header(asked.header(), asked.value()).build());
    }

    private static JsonObject json(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    @ParameterizedTest
    @EnumSource
    void everyHostAnswersTheDocumentedRequest(EmulatedHost kind) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind)) {
            HttpResponse<String> response = send(documented(kind, host.environment()));

            if (kind == EmulatedHost.AZURE_ARC) {
                assertThat(response.statusCode()).isEqualTo(401);
                assertThat(response.headers().firstValue("WWW-Authenticate"))
                        .contains("Basic realm=/var/opt/azcmagent/tokens/emulated.key");
            } else {
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(json(response).get("access_token").getAsString()).isEqualTo("emulated-token-1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequestWithoutItsHeaderIsRefused(EmulatedHost kind) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind)) {
            Asked asked = documented(kind, host.environment());

            HttpResponse<String> response = send(asked.request().build());

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("the header " + asked.header() + " is missing or wrong");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLOUD_SHELL")
    void anotherApiVersionIsRefused(EmulatedHost kind) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind)) {
            Asked asked = documented(kind, host.environment());

            HttpResponse<String> response = send(new Asked(
                    asked.address().replaceAll("api-version=[^&]+", "api-version=2015-01-01"),
                    asked.header(),
                    asked.value(),
                    ""));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("api-version must be ");
        }
    }

    @Test
    void cloudShellTakesAFormAndNoQuery() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.CLOUD_SHELL)) {
            Asked asked = documented(EmulatedHost.CLOUD_SHELL, host.environment());

            HttpResponse<String> response =
                    send(new Asked(asked.address() + "?" + RESOURCE, asked.header(), asked.value(), ""));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("instead of POST /oauth2/token");
        }
    }

    @Test
    void serviceFabricShowsTheCertificateOfItsThumbprintWhichNobodySigned() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.SERVICE_FABRIC)) {
            Asked asked = documented(EmulatedHost.SERVICE_FABRIC, host.environment());
            HttpRequest request =
                    asked.request().header(asked.header(), asked.value()).build();

            SSLSession session = send(request).sslSession().orElseThrow();
            byte[] shown = session.getPeerCertificates()[0].getEncoded();

            assertThat(HexFormat.of()
                            .withUpperCase()
                            .formatHex(MessageDigest.getInstance("SHA-1").digest(shown)))
                    .isEqualTo(at(host.environment(), "IDENTITY_SERVER_THUMBPRINT"));
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(EmulatedHost.IMDS, "{\"error\":\"c\",\"error_description\":\"m\"}"),
                Arguments.of(EmulatedHost.APP_SERVICE, "{\"statusCode\":400,\"message\":\"m\"}"),
                Arguments.of(EmulatedHost.AZURE_ARC, "{\"error\":\"c\",\"error_description\":\"m\"}"),
                Arguments.of(EmulatedHost.SERVICE_FABRIC, "{\"error\":{\"code\":\"c\",\"message\":\"m\"}}"),
                Arguments.of(EmulatedHost.MACHINE_LEARNING, "{\"error\":\"c\",\"error_description\":\"m\"}"),
                Arguments.of(EmulatedHost.CLOUD_SHELL, "{\"error\":{\"code\":\"c\",\"message\":\"m\"}}"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aRefusalHasTheShapeOfItsHost(EmulatedHost kind, String body) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind)) {
            host.next(HostFault.refused(400, "c", "m"));

            HttpResponse<String> response = send(documented(kind, host.environment()));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).isEqualTo(body);
        }
    }

    @Test
    void arcGivesATokenForTheKeyInItsFileAndForNoOther() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.AZURE_ARC)) {
            HttpRequest.Builder asked = documented(EmulatedHost.AZURE_ARC, host.environment())
                    .request()
                    .header("Metadata", "true");
            byte[] key = host.environment()
                    .file(Path.of(EmulatedHost.ARC_KEY_FILE), 4096)
                    .orElseThrow();

            HttpResponse<String> another = send(
                    asked.copy().header("Authorization", "Basic another-key").build());
            HttpResponse<String> right =
                    send(asked.header("Authorization", "Basic " + new String(key, StandardCharsets.US_ASCII))
                            .build());

            assertThat(another.statusCode()).isEqualTo(401);
            assertThat(right.statusCode()).isEqualTo(200);
            assertThat(json(right).get("access_token").getAsString()).isEqualTo("emulated-token-1");
        }
    }

    /** With the key of Arc's file, for which other hosts do not look. */
    private static JsonObject token(Asked asked, String furtherParameters) throws Exception {
        Asked further = asked.body().isEmpty()
                ? new Asked(asked.address() + furtherParameters, asked.header(), asked.value(), "")
                : new Asked(asked.address(), asked.header(), asked.value(), asked.body() + furtherParameters);
        return json(send(further.request()
                .header(asked.header(), asked.value())
                .header("Authorization", "Basic emulated-arc-key")
                .build()));
    }

    @ParameterizedTest
    @EnumSource
    void everyHostGivesTheSameTokenAgainUntilItIsNearItsEnd(EmulatedHost kind) throws Exception {
        TestClock clock = new TestClock();
        try (AzureHostEmulator host = AzureHostEmulator.start(kind, clock)) {
            Asked asked = documented(kind, host.environment());
            JsonObject first = token(asked, "");
            clock.advance(Duration.ofHours(23));
            JsonObject again = token(asked, "");
            clock.advance(Duration.ofMinutes(55));
            JsonObject last = token(asked, "");

            assertThat(first.get("access_token").getAsString()).isEqualTo("emulated-token-1");
            assertThat(again.get("access_token")).isEqualTo(first.get("access_token"));
            assertThat(again.get("expires_on")).isEqualTo(first.get("expires_on"));
            if (first.has("expires_in")) {
                assertThat(again.get("expires_in").getAsInt()).isEqualTo(3600);
            }
            assertThat(last.get("access_token").getAsString()).isEqualTo("emulated-token-2");
        }
    }

    @Test
    void serviceFabricGivesANewTokenForTheHashOfTheOldOne() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.SERVICE_FABRIC)) {
            Asked asked = documented(EmulatedHost.SERVICE_FABRIC, host.environment());
            token(asked, "");

            assertThat(token(asked, "&token_sha256_to_refresh=0000&xms_cc=cp1")
                            .get("access_token")
                            .getAsString())
                    .isEqualTo("emulated-token-1");
            assertThat(token(asked, "&token_sha256_to_refresh=" + HASH_OF_TOKEN_1)
                            .get("access_token")
                            .getAsString())
                    .isEqualTo("emulated-token-2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorThatIsTriedAgainCanBeHadOfEveryHost(EmulatedHost kind) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind)) {
            Asked asked = documented(kind, host.environment());
            for (int status : new int[] {400, 401, 403, 404, 408, 410, 429, 500, 502, 503, 504}) {
                host.failNext(status);
                assertThat(send(asked).statusCode()).isEqualTo(status);
            }
            host.next(HostFault.throttled(Duration.ofSeconds(9)));

            assertThat(send(asked).headers().firstValue("Retry-After")).contains("9");
            assertThat(send(asked).statusCode()).isEqualTo(kind == EmulatedHost.AZURE_ARC ? 401 : 200);
        }
    }

    @Test
    void faultsAreUsedUpInTheirOrder() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.IMDS)) {
            host.failNext(410)
                    .next(HostFault.throttled(Duration.ofSeconds(7)))
                    .next(HostFault.portal())
                    .next(HostFault.redirect("http://elsewhere.example/"))
                    .next(HostFault.withoutExpiry())
                    .next(HostFault.expiry("tomorrow"));
            Asked asked = documented(EmulatedHost.IMDS, host.environment());

            assertThat(send(asked).statusCode()).isEqualTo(410);
            assertThat(send(asked).headers().firstValue("Retry-After")).contains("7");
            assertThat(send(asked).body()).startsWith("<!doctype html>");
            assertThat(send(asked).headers().firstValue("Location")).contains("http://elsewhere.example/");
            assertThat(json(send(asked)).keySet()).doesNotContain("expires_in", "expires_on");
            assertThat(json(send(asked)).get("expires_on").getAsString()).isEqualTo("tomorrow");
            assertThat(json(send(asked)).get("expires_in").getAsString()).isEqualTo("86400");
        }
    }

    @Test
    void aResetIsNoAnswer() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.CLOUD_SHELL)) {
            // a POST, which the client does not send again by itself
            host.next(HostFault.reset());

            assertThatThrownBy(() -> send(documented(EmulatedHost.CLOUD_SHELL, host.environment())))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void lifetimesAreToldInEachHostsWayByItsClock() throws Exception {
        TestClock clock = new TestClock();
        long end = clock.instant().getEpochSecond() + 86_400;
        Map<EmulatedHost, String> ways = Map.of(
                EmulatedHost.APP_SERVICE, "\"expires_on\":\"" + end + "\"",
                EmulatedHost.SERVICE_FABRIC, "\"expires_on\":" + end,
                EmulatedHost.CLOUD_SHELL, "\"expires_in\":\"86400\",\"expires_on\":\"" + end + "\"");
        for (Map.Entry<EmulatedHost, String> way : ways.entrySet()) {
            try (AzureHostEmulator host = AzureHostEmulator.start(way.getKey(), clock)) {
                assertThat(send(documented(way.getKey(), host.environment())).body())
                        .contains(way.getValue());
            }
        }
    }

    /** A client that asks for no proof, so that what the host shows can be looked at. */
    private static final class AnyCertificate extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, javax.net.ssl.SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

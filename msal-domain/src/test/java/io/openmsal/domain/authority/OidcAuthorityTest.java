package io.openmsal.domain.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Introduction;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OidcAuthorityTest {

    private static final String ISSUER = "https://idp.example/realms/it";

    private final TestClock clock = new TestClock();
    private final FakeHttpTransport http = new FakeHttpTransport();
    private final OidcDiscovery discovery = new OidcDiscovery(
            new ServerExchange(
                    Introduction.of(new FakeEnvironment()), http, new GsonJsonCodec(), clock, EventSink.none()),
            clock);
    private final OidcAuthority authority = OidcAuthority.of(ISSUER, LoopbackHttp.REFUSED);

    private Endpoints endpoints() {
        return authority.endpoints(discovery, new CallContext("c", Deadline.none(), Cancellation.none()));
    }

    private static Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", ISSUER);
        metadata.put("authorization_endpoint", ISSUER + "/auth");
        metadata.put("token_endpoint", ISSUER + "/token");
        metadata.put("device_authorization_endpoint", ISSUER + "/device");
        return metadata;
    }

    private void publish(Map<String, Object> metadata) {
        http.reply(200, new GsonJsonCodec().write(metadata));
    }

    @Test
    void certificatesAreShownWhereTheMetadataSaysSo() {
        Map<String, Object> metadata = metadata();
        metadata.put("mtls_endpoint_aliases", Map.of("token_endpoint", "https://mtls.idp.example/token"));
        publish(metadata);

        Endpoints endpoints = endpoints();

        assertThat(endpoints.token()).hasToString(ISSUER + "/token");
        assertThat(authority.overMutualTls(endpoints).token()).hasToString("https://mtls.idp.example/token");
        assertThat(authority.overMutualTls(endpoints).tokenAudience()).hasToString(ISSUER + "/token");
    }

    @ParameterizedTest
    @CsvSource({
        "login.microsoftonline.com, mtlsauth.microsoft.com, true",
        "login.microsoftonline.com, westeurope.mtlsauth.microsoft.com, true",
        "login.microsoftonline.us, mtlsauth.microsoftonline.us, true",
        "login.microsoftonline.com, mtlsauth.microsoftonline.us, false",
        "login.microsoftonline.com, evilmtlsauth.microsoft.com, false",
        "login.microsoftonline.com, mtls.example, false"
    })
    void certificatesOfAnApplicationOfACloudAreShownToThatCloudAlone(String host, String alias, boolean accepted) {
        String issuer = "https://" + host + "/" + "11111111-2222-3333-4444-555555555555/v2.0";
        Map<String, Object> metadata = Provider.metadata(issuer);
        metadata.put("mtls_endpoint_aliases", Map.of("token_endpoint", "https://" + alias + "/token"));

        Endpoints endpoints = new Provider().publish(OidcAuthority.of(issuer, LoopbackHttp.REFUSED), metadata);

        assertThat(endpoints.mutualTlsToken().isPresent()).isEqualTo(accepted);
    }

    @Test
    void certificatesAreShownAtTheUsualAddressWhenThereIsNoOther() {
        Map<String, Object> metadata = metadata();
        metadata.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt", "tls_client_auth"));
        publish(metadata);

        assertThat(authority.overMutualTls(endpoints()).token()).hasToString(ISSUER + "/token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://mtls.idp.example/token", "mtls", ""})
    void anAliasThatMustNotBeUsedIsNotReplacedByTheUsualAddress(String alias) {
        Map<String, Object> metadata = metadata();
        metadata.put("mtls_endpoint_aliases", Map.of("token_endpoint", alias));
        metadata.put("token_endpoint_auth_methods_supported", List.of("tls_client_auth"));
        publish(metadata);

        Endpoints endpoints = endpoints();

        assertThatThrownBy(() -> authority.overMutualTls(endpoints)).isInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void theAddressesComeFromTheWellKnownDocument() {
        publish(metadata());

        Endpoints endpoints = endpoints();

        assertThat(http.onlyRequest().uri())
                .hasToString("https://idp.example/realms/it/.well-known/openid-configuration");
        assertThat(endpoints.token()).hasToString(ISSUER + "/token");
        assertThat(endpoints.deviceAuthorization().orElseThrow()).hasToString(ISSUER + "/device");
        assertThat(endpoints.formPost()).isEqualTo(FormPostSupport.UNSAID);
    }

    @Test
    void theDocumentIsFetchedOnceADay() {
        publish(metadata());
        endpoints();
        endpoints();
        assertThat(http.requests()).hasSize(1);

        clock.advance(Duration.ofHours(25));
        publish(metadata());
        endpoints();
        assertThat(http.requests()).hasSize(2);
    }

    @Test
    void theDocumentServesForASecondDayWhileTheProviderIsOutOfReach() {
        publish(metadata());
        endpoints();

        clock.advance(Duration.ofHours(25));
        http.fail(new IOException("out of reach"));
        assertThat(endpoints().token()).hasToString(ISSUER + "/token");
        assertThat(endpoints().token()).as("without asking each time").hasToString(ISSUER + "/token");
        assertThat(http.requests()).hasSize(2);

        clock.advance(Duration.ofHours(23));
        http.fail(new IOException("out of reach"));
        assertThatThrownBy(this::endpoints).isInstanceOf(MsalTransportException.class);
    }

    @Test
    void aProviderThatSwallowsTheQuestionCostsSecondsOnceWhileTheDocumentServes() {
        publish(metadata());
        endpoints();
        clock.advance(Duration.ofHours(25));
        http.replyWith(request -> {
            clock.advance(Duration.ofSeconds(6));
            throw new UncheckedIOException(new SocketTimeoutException("no answer"));
        });

        assertThat(endpoints().token()).hasToString(ISSUER + "/token");
        assertThat(endpoints().token()).as("without asking again").hasToString(ISSUER + "/token");
        assertThat(http.requests()).hasSize(2);
    }

    @Test
    void aProviderThatSwallowsTheQuestionLeavesHalfOfTheTimeToACallThatHasLittle() {
        publish(metadata());
        endpoints();
        clock.advance(Duration.ofHours(25));
        http.replyWith(request -> {
            assertThat(request.deadline().remainingAtMost(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(2));
            clock.advance(Duration.ofSeconds(3));
            throw new UncheckedIOException(new SocketTimeoutException("no answer"));
        });
        CallContext hasty = new CallContext("c", Deadline.after(clock, Duration.ofSeconds(4)), Cancellation.none());

        assertThat(authority.endpoints(discovery, hasty).token()).hasToString(ISSUER + "/token");
    }

    @Test
    void aCallThatIsOverMeanwhileLeavesThePauseBehind() {
        publish(metadata());
        endpoints();
        clock.advance(Duration.ofHours(25));
        http.replyWith(request -> {
            clock.advance(Duration.ofSeconds(9));
            throw new UncheckedIOException(new SocketTimeoutException("no answer"));
        });
        CallContext hasty = new CallContext("c", Deadline.after(clock, Duration.ofSeconds(4)), Cancellation.none());

        assertThatThrownBy(() -> authority.endpoints(discovery, hasty)).isInstanceOf(MsalTimeoutException.class);
        assertThat(endpoints().token()).as("without asking again").hasToString(ISSUER + "/token");
        assertThat(http.requests()).hasSize(2);
    }

    @Test
    void theDocumentIsFetchedAnewWhenTheClockWasSetBackByDays() {
        publish(metadata());
        endpoints();
        clock.advance(Duration.ofDays(-3));
        publish(metadata());
        endpoints();

        assertThat(http.requests()).hasSize(2);
    }

    @Test
    @Timeout(60)
    void whileOneFetchesItAgainTheDocumentServesAllOthers() {
        publish(metadata());
        endpoints();
        clock.advance(Duration.ofHours(25));
        http.replyWith(request -> {
            assertThat(endpoints().token()).hasToString(ISSUER + "/token");
            return new HttpResponse(
                    200,
                    HttpHeaders.empty(),
                    new GsonJsonCodec().write(metadata()).getBytes(StandardCharsets.UTF_8));
        });

        endpoints();

        assertThat(http.requests()).hasSize(2);
    }

    @Test
    void howeverManyAskForTheFirstTimeOneFetches() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch asked = new CountDownLatch(8);
            CountDownLatch released = new CountDownLatch(1);
            http.when(request -> true).replyWith(request -> {
                awaitQuietly(released);
                return new HttpResponse(
                        200,
                        HttpHeaders.empty(),
                        new GsonJsonCodec().write(metadata()).getBytes(StandardCharsets.UTF_8));
            });
            List<Future<Endpoints>> all = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                all.add(pool.submit(() -> {
                    asked.countDown();
                    return endpoints();
                }));
            }
            awaitQuietly(asked);
            released.countDown();
            for (Future<Endpoints> each : all) {
                assertThat(each.get(60, TimeUnit.SECONDS).token()).hasToString(ISSUER + "/token");
            }
            assertThat(http.requests()).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void theDocumentsOfAThousandIssuersAreRememberedAndNotMore() {
        Provider provider = new Provider();
        for (int i = 0; i < 1000; i++) {
            provider.publishFor(OidcAuthority.of("https://issuer-" + i + ".example", LoopbackHttp.REFUSED));
        }
        Authority first = OidcAuthority.of("https://issuer-0.example", LoopbackHttp.REFUSED);
        provider.endpointsOf(first);
        assertThat(provider.asked()).hasSize(1000);

        provider.publishFor(OidcAuthority.of("https://issuer-1000.example", LoopbackHttp.REFUSED));
        provider.publishFor(first);

        assertThat(provider.asked()).hasSize(1002);
    }

    @Test
    void formPostIsOfferedWhenTheListOfModesHasIt() {
        Map<String, Object> metadata = metadata();
        metadata.put("response_modes_supported", List.of("query", "form_post"));
        publish(metadata);

        assertThat(endpoints().formPost()).isEqualTo(FormPostSupport.OFFERED);
    }

    @Test
    void formPostIsNotOfferedWhenTheListOfModesLacksIt() {
        Map<String, Object> metadata = metadata();
        metadata.put("response_modes_supported", List.of("query", "fragment"));
        publish(metadata);

        assertThat(endpoints().formPost()).isEqualTo(FormPostSupport.NOT_OFFERED);
    }

    @Test
    void aProviderThatIsOutOfReachIsNotAskedForEachCallerAndNoIssuerStandsInForAnother() {
        http.fail(new IOException("out of reach"));
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(this::endpoints).isInstanceOf(MsalTransportException.class);
        }
        assertThat(http.requests()).hasSize(1);

        http.reply(200, new GsonJsonCodec().write(Provider.metadata("https://other.example")));
        assertThat(OidcAuthority.of("https://other.example", LoopbackHttp.REFUSED)
                        .endpoints(discovery, new CallContext("c", Deadline.none(), Cancellation.none()))
                        .issuer())
                .contains("https://other.example");
    }

    @Test
    void aSlashAtTheEndOfTheIssuerMakesNoDifference() {
        Map<String, Object> metadata = metadata();
        metadata.put("issuer", ISSUER + "/");
        publish(metadata);

        assertThat(endpoints().issuer()).contains(ISSUER + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "https://idp.example/realms/other", "http://idp.example/realms/it", ""})
    void metadataOfAnotherIssuerIsNotTrusted(String issuer) {
        Map<String, Object> metadata = metadata();
        metadata.put("issuer", issuer);
        publish(metadata);

        assertThatThrownBy(this::endpoints)
                .isInstanceOf(MsalUntrustedResponseException.class)
                .hasMessageContaining(ISSUER);
    }

    @Test
    void metadataThatNamesNoIssuerIsNotTrusted() {
        Map<String, Object> metadata = metadata();
        metadata.remove("issuer");
        publish(metadata);
        assertThatThrownBy(this::endpoints).isInstanceOf(MsalUntrustedResponseException.class);

        clock.advance(Duration.ofSeconds(5));
        metadata.put("issuer", List.of(ISSUER));
        publish(metadata);
        assertThatThrownBy(this::endpoints).isInstanceOf(MsalUntrustedResponseException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_endpoint", "token_endpoint"})
    void anAddressThatIsNeededAndMissingIsNamed(String name) {
        Map<String, Object> metadata = metadata();
        metadata.remove(name);
        publish(metadata);

        assertThatThrownBy(this::endpoints)
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining(name);
    }

    @Test
    void anAddressWithoutTlsIsNotUsed() {
        Map<String, Object> metadata = metadata();
        metadata.put("token_endpoint", "http://idp.example/token");
        publish(metadata);

        assertThatThrownBy(this::endpoints)
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining("token_endpoint");
    }

    @Test
    void addressesWithoutTlsThatAreNotNeededCountAsMissing() {
        Map<String, Object> metadata = metadata();
        metadata.put("device_authorization_endpoint", "http://idp.example/device");
        metadata.put("jwks_uri", "http://idp.example/keys");
        publish(metadata);

        Endpoints endpoints = endpoints();

        assertThat(endpoints.deviceAuthorization()).isEmpty();
        assertThat(endpoints.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 404, 500, 503})
    void aStatusThatIsNoSuccessIsATypedFailureWhateverCameWithIt(int status) {
        http.reply(status, new GsonJsonCodec().write(metadata()));

        assertThatThrownBy(this::endpoints)
                .isInstanceOfSatisfying(
                        MsalServiceException.class,
                        failure -> assertThat(failure.serviceError().status()).isEqualTo(status))
                .hasMessageContaining("Check the issuer's address");

        clock.advance(Duration.ofSeconds(5));
        publish(metadata());
        assertThat(endpoints().token()).hasToString(ISSUER + "/token");
    }

    @Test
    void aProviderThatAsksForPatienceIsAskedAgainWhenThatIsOver() {
        http.reply(429, "{}");
        assertThatThrownBy(this::endpoints)
                .isInstanceOf(MsalThrottledException.class)
                .hasMessageContaining("idp.example answered 429");

        clock.advance(Duration.ofSeconds(5));
        publish(metadata());
        assertThat(endpoints().token()).hasToString(ISSUER + "/token");
    }

    @Test
    void aDocumentOfTenMegabytesIsATypedFailureAndIsNotRememberedForLong() {
        Map<String, Object> metadata = metadata();
        metadata.put("padding", "x".repeat(10 * 1024 * 1024));
        publish(metadata);

        assertThatThrownBy(this::endpoints)
                .isInstanceOfSatisfying(
                        MsalServiceException.class,
                        failure -> assertThat(failure.errorCode()).isEqualTo("response_too_large"))
                .hasMessageContaining("idp.example");

        clock.advance(Duration.ofSeconds(5));
        publish(metadata());
        assertThat(endpoints().token()).hasToString(ISSUER + "/token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html></html>", "[]", "null", "{}", "{\"issuer\":1}", "{\"issuer\":\"https://idp"})
    void anythingElseIsATypedFailureAndIsNotRememberedForLong(String body) {
        http.reply(200, body);
        assertThatThrownBy(this::endpoints).isInstanceOf(MsalException.class).hasMessageContaining("idp.example");

        clock.advance(Duration.ofSeconds(5));
        publish(metadata());
        assertThat(endpoints().token()).hasToString(ISSUER + "/token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example/realms/it",
                "idp.example",
                "https://idp.example/realms/it/.well-known/openid-configuration",
                "https://idp.example/?realm=it",
                "mailto:x@idp.example"
            })
    void whatIsNoIssuerIsRefused(String issuer) {
        assertThatThrownBy(() -> OidcAuthority.of(issuer, LoopbackHttp.REFUSED))
                .isInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void thereAreNoTenantsToChooseFrom() {
        assertThatThrownBy(() -> authority.withTenant("other")).isInstanceOf(MsalConfigurationException.class);
    }
}

package io.openmsal.domain.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceDiscoveryTest {

    private static final String UNKNOWN = "https://login.sovereign.example/contoso.com";
    private static final String KNOWN = "https://login.microsoftonline.us/contoso.us";
    private static final String TOKEN = UNKNOWN + "/oauth2/v2.0/token";
    private static final String TID = "11111111-2222-3333-4444-555555555555";

    private final Provider provider = new Provider();

    private String tokenEndpoint(Authority authority) {
        return provider.endpointsOf(authority).token().toString();
    }

    @Nested
    class BuiltIn {

        @Test
        void knownHostsNeedNoRequestAndOthersAreRefused() {
            assertThat(tokenEndpoint(Authorities.parse(KNOWN))).isEqualTo(KNOWN + "/oauth2/v2.0/token");
            assertThatThrownBy(() -> Authorities.parse(UNKNOWN))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("login.sovereign.example")
                    .hasMessageContaining("trustedAuthority");
            assertThat(provider.asked()).isEmpty();
        }
    }

    @Nested
    class Given {

        private static final String METADATA = """
                {"tenant_discovery_endpoint":"https://login.sovereign.example/x","api-version":"1.1","metadata":[
                 {"preferred_network":"login.sovereign.example","preferred_cache":"sts.sovereign.example",
                  "aliases":["Login.Sovereign.example","sts.sovereign.example","old.sovereign.example"]},
                 {"preferred_network":"login.microsoftonline.com","preferred_cache":"login.microsoftonline.com",
                  "aliases":["login.microsoftonline.com"]}]}
                """;

        private InstanceDiscovery instances(String json) {
            return InstanceDiscovery.given(new GsonJsonCodec(), json);
        }

        @Test
        void allNamesOfAnInstanceLeadToOneCacheAndNoRequestIsMade() {
            for (String host : new String[] {"login", "sts", "old"}) {
                Authority authority =
                        Authorities.parse("https://" + host + ".sovereign.example/contoso.com", instances(METADATA));
                assertThat(authority.environment()).isEqualTo("sts.sovereign.example");
                assertThat(tokenEndpoint(authority))
                        .isEqualTo("https://" + host + ".sovereign.example/contoso.com/oauth2/v2.0/token");
            }
            assertThat(provider.asked()).isEmpty();
        }

        @Test
        void aCloudThatIsBuiltInKeepsItsCacheName() {
            assertThat(Authorities.parse("https://login.microsoftonline.com/common", instances(METADATA))
                            .environment())
                    .isEqualTo("login.windows.net");
        }

        @Test
        void anIdTokenMayNameTheInstanceByAnyOfItsNames() {
            Authority authority = Authorities.parse(UNKNOWN, instances(METADATA));

            assertThat(issued(authority, "https://sts.sovereign.example/" + TID + "/"))
                    .isTrue();
            assertThat(issued(authority, "https://login.microsoftonline.com/" + TID + "/v2.0"))
                    .isFalse();
            assertThat(issued(authority, "https://sts.windows.net/" + TID + "/"))
                    .isFalse();
        }

        private boolean issued(Authority authority, String issuer) {
            return authority.issued(
                    new IdTokenClaims(Map.of("iss", issuer, "tid", TID)), provider.endpointsOf(authority));
        }

        @Test
        void aHostThatIsNotListedIsRefusedEvenIfItIsBuiltIn() {
            assertThatThrownBy(() -> Authorities.parse(KNOWN, instances(METADATA)))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("login.microsoftonline.us is not in the given instance metadata")
                    .hasMessageContaining("old.sovereign.example");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "[]",
                    "{}",
                    "not json",
                    "{\"metadata\":{}}",
                    "{\"metadata\":[]}",
                    "{\"metadata\":[{}]}",
                    "{\"metadata\":[{\"aliases\":[\"evil.example/x\"]}]}",
                    "{\"metadata\":[{\"aliases\":[\"evil.example:1\"]}]}"
                })
        void metadataOfAnotherShapeIsRefusedShowingTheRightOne(String json) {
            assertThatThrownBy(() -> instances(json))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("preferred_cache");
        }
    }

    @Nested
    class Live {

        private final Authority authority = Authorities.parse(UNKNOWN, InstanceDiscovery.live());
        private final ExecutorService threads = Executors.newCachedThreadPool();

        @AfterEach
        void stop() {
            threads.shutdownNow();
        }

        @Test
        void nothingIsAskedAboutAHostThatIsBuiltIn() {
            assertThat(tokenEndpoint(Authorities.parse(KNOWN, InstanceDiscovery.live())))
                    .startsWith(KNOWN);
            assertThat(provider.asked()).isEmpty();
        }

        @Test
        void theWorldwideCloudIsAskedAboutAnotherOnceADay() {
            provider.http.reply(200, "{\"tenant_discovery_endpoint\":\"https://login.sovereign.example/x\"}");

            assertThat(tokenEndpoint(authority)).isEqualTo(TOKEN);
            assertThat(tokenEndpoint(authority.withTenant("fabrikam.com"))).contains("fabrikam.com");

            assertThat(provider.asked())
                    .containsExactly(
                            "https://login.microsoftonline.com/common/discovery/instance?api-version=1.1"
                                    + "&authorization_endpoint=https%3A%2F%2Flogin.sovereign.example%2Fcontoso.com%2Foauth2%2Fv2.0%2Fauthorize");
            provider.clock.advance(Duration.ofHours(25));
            provider.http.reply(200, "{\"tenant_discovery_endpoint\":\"https://login.sovereign.example/x\"}");
            tokenEndpoint(authority);
            assertThat(provider.asked()).hasSize(2);
        }

        @Test
        void itIsAskedOnceByFiftyThreads() throws Exception {
            provider.http.reply(200, "{\"tenant_discovery_endpoint\":\"https://login.sovereign.example/x\"}");
            CountDownLatch answered = new CountDownLatch(1);
            provider.http.pauseUntil(answered);

            List<Future<String>> all = asking(50);
            provider.http.awaitRequests(1, Duration.ofSeconds(10));
            answered.countDown();

            for (Future<String> one : all) {
                assertThat(one.get()).isEqualTo(TOKEN);
            }
            assertThat(provider.asked()).hasSize(1);
        }

        @Test
        void whileOneAsksAgainTheOthersGoByWhatWasSaidBefore() throws Exception {
            provider.http
                    .when(request -> true)
                    .reply(200, "{\"tenant_discovery_endpoint\":\"https://login.sovereign.example/x\"}");
            tokenEndpoint(authority);
            provider.clock.advance(Duration.ofHours(25));
            CountDownLatch answered = new CountDownLatch(1);
            provider.http.pauseUntil(answered);
            List<Future<String>> first = asking(1);
            provider.http.awaitRequests(2, Duration.ofSeconds(10));

            for (Future<String> other : asking(50)) {
                assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(TOKEN);
            }
            assertThat(provider.asked()).hasSize(2);

            answered.countDown();
            assertThat(first.get(0).get()).isEqualTo(TOKEN);
        }

        private List<Future<String>> asking(int callers) {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(() -> tokenEndpoint(authority)));
            }
            return all;
        }

        @Test
        void aThousandAnswersAreRememberedAndNotMore() {
            InstanceDiscovery live = InstanceDiscovery.live();
            provider.http
                    .when(request -> true)
                    .reply(200, "{\"tenant_discovery_endpoint\":\"https://login.sovereign.example/x\"}");
            for (int i = 0; i < 1000; i++) {
                tokenEndpoint(Authorities.parse("https://login-" + i + ".sovereign.example/contoso.com", live));
            }
            tokenEndpoint(Authorities.parse("https://login-0.sovereign.example/contoso.com", live));
            assertThat(provider.asked()).hasSize(1000);

            tokenEndpoint(Authorities.parse("https://login-1000.sovereign.example/contoso.com", live));
            tokenEndpoint(Authorities.parse("https://login-0.sovereign.example/contoso.com", live));

            assertThat(provider.asked()).hasSize(1002);
        }

        @Test
        void anInvalidInstanceIsRefusedAndStaysRefused() {
            provider.http.reply(400, "{\"error\":\"invalid_instance\",\"error_description\":\"AADSTS50049\"}");

            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> tokenEndpoint(authority))
                        .isInstanceOf(MsalConfigurationException.class)
                        .hasMessageContaining("invalid_instance")
                        .hasMessageContaining("login.sovereign.example");
            }
            assertThat(provider.asked()).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource({"404, {}", "502, <html>", "200, {}", "200, []", "500, ''"})
        void withoutAnAnswerTheHostIsUsedAsGivenAndTheQuestionWaits(int status, String body) {
            provider.http.reply(status, body);

            for (int i = 0; i < 100; i++) {
                assertThat(tokenEndpoint(authority)).isEqualTo(TOKEN);
            }
            assertThat(provider.asked()).hasSize(1);
        }

        private List<Event> warnings() {
            return provider.events.stream()
                    .filter(event -> event.level() == Event.Level.WARNING)
                    .toList();
        }

        @Test
        void operatorsAreToldOnceInEachPauseThatNobodyVouchedForTheHost() {
            provider.http.reply(502, "<html>");
            for (int i = 0; i < 100; i++) {
                tokenEndpoint(authority);
            }

            assertThat(warnings())
                    .singleElement()
                    .satisfies(told -> assertThat(told)
                            .hasToString("instance.unconfirmed host=login.sovereign.example"
                                    + " reason=login.microsoftonline.com answered 502 (application/json, not a JSON object)"
                                    + " pauseSeconds=60 correlationId=c"));

            provider.clock.advance(Duration.ofMinutes(1));
            provider.http.fail(new IOException("blocked"));
            tokenEndpoint(authority);
            assertThat(warnings()).hasSize(2);
            assertThat(warnings().get(1).toString())
                    .contains("reason=connection_broken")
                    .contains("pauseSeconds=120");
        }

        @Test
        void operatorsAreToldNothingOfAHostThatIsConfirmedOrRefused() {
            provider.http
                    .reply(200, "{\"tenant_discovery_endpoint\":\"https://login.sovereign.example/x\"}")
                    .reply(400, "{\"error\":\"invalid_instance\"}");
            tokenEndpoint(authority);
            provider.clock.advance(Duration.ofHours(25));
            assertThatThrownBy(() -> tokenEndpoint(authority)).isInstanceOf(MsalConfigurationException.class);

            assertThat(warnings()).isEmpty();
        }

        @Test
        void eachTimeItCannotBeAskedThePauseIsLonger() {
            provider.http.when(request -> true).fail(new IOException("blocked"));

            tokenEndpoint(authority);
            provider.clock.advance(Duration.ofSeconds(61));
            tokenEndpoint(authority);
            provider.clock.advance(Duration.ofSeconds(61));
            tokenEndpoint(authority);
            assertThat(provider.asked()).hasSize(2);
            provider.clock.advance(Duration.ofSeconds(60));
            tokenEndpoint(authority);
            assertThat(provider.asked()).hasSize(3);
        }

        @Test
        void aCallThatIsOverEndsAndIsNotMistakenForABlockedHost() {
            Cancellation cancelled = new Cancellation();
            cancelled.cancel();
            CallContext over = new CallContext("c", Deadline.after(provider.clock, Duration.ZERO), Cancellation.none());
            CallContext ended = new CallContext("c", Deadline.none(), cancelled);

            assertThatThrownBy(() -> authority.endpoints(provider.discovery, over))
                    .isInstanceOf(MsalTimeoutException.class);
            assertThatThrownBy(() -> authority.endpoints(provider.discovery, ended))
                    .isInstanceOf(MsalCancelledException.class);
            assertThat(provider.asked()).isEmpty();
        }

        @Test
        void aHostThatSwallowsTheQuestionCostsSecondsAndNotTheWholeCall() throws Exception {
            provider.http.pauseUntil(new CountDownLatch(1));
            Thread time = new Thread(() -> {
                try {
                    provider.http.awaitRequests(1, Duration.ofSeconds(10));
                    provider.clock.advance(Duration.ofSeconds(6));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            time.start();

            assertThat(tokenEndpoint(authority)).isEqualTo(TOKEN);
            time.join();
        }
    }

    @Nested
    class GivenProviderMetadata {

        private static final String ISSUER = "https://idp.example/realms/it";
        private final OidcAuthority authority = OidcAuthority.of(ISSUER, LoopbackHttp.REFUSED);

        @Test
        void nothingIsFetched() {
            Authority knowing = authority.withMetadata(
                    provider.codec, provider.codec.write(Provider.metadata(ISSUER, ISSUER + "/token")));

            assertThat(tokenEndpoint(knowing)).isEqualTo(ISSUER + "/token");
            assertThat(provider.asked()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{}",
                    "[]",
                    "{\"issuer\":\"https://evil.example\"}",
                    "{\"issuer\":\"https://idp.example/realms/it\"}",
                    "{\"issuer\":\"https://idp.example/realms/it\",\"authorization_endpoint\":\"https://x.example/a\",\"token_endpoint\":\"http://x.example/t\"}"
                })
        void theRulesOfFetchedMetadataHold(String json) {
            assertThatThrownBy(() -> authority.withMetadata(provider.codec, json))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining(ISSUER + "/.well-known/openid-configuration");
        }

        @Test
        void otherKindsTakeNone() {
            assertThatThrownBy(() -> Authorities.parse(KNOWN).withMetadata(provider.codec, "{}"))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("OpenID Connect");
        }
    }
}

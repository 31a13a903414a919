package io.openmsal.domain.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.testing.environment.FakeEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

    private static final String CENTRAL = "https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token";
    private static final String PROBE = "http://169.254.169.254/metadata/instance/compute?api-version=2021-02-01";

    private final Provider provider = new Provider();
    private final FakeEnvironment environment = new FakeEnvironment();
    private final EntraAuthority central = EntraAuthority.of("https://login.microsoftonline.com/contoso.com");

    private Endpoints in(Region region) {
        return provider.endpointsOf(central.inRegion(region));
    }

    private static String regional(String region) {
        return "https://" + region + ".login.microsoft.com/contoso.com/oauth2/v2.0/token";
    }

    @Nested
    class Named {

        @ParameterizedTest
        @CsvSource({
            "login.microsoftonline.com, westus2.login.microsoft.com",
            "login.microsoft.com, westus2.login.microsoft.com",
            "login.windows.net, westus2.login.microsoft.com",
            "sts.windows.net, westus2.login.microsoft.com",
            "login.microsoftonline.us, westus2.login.microsoftonline.us",
            "login.chinacloudapi.cn, westus2.login.chinacloudapi.cn",
        })
        void theRegionGoesBeforeTheHost(String host, String regional) {
            Authority authority =
                    EntraAuthority.of("https://" + host + "/contoso.com").inRegion(Region.named("westus2"));

            assertThat(provider.endpointsOf(authority).token())
                    .hasToString("https://" + regional + "/contoso.com/oauth2/v2.0/token");
        }

        @Test
        void nothingIsProbedAndEverythingButTheTokenEndpointStaysCentral() {
            environment.withVariable("MSAL_FORCE_REGION", "eastus").withVariable("REGION_NAME", "eastus");

            Endpoints endpoints = in(Region.named("West US 2"));

            assertThat(endpoints.token()).hasToString(regional("westus2"));
            assertThat(endpoints.tokenAudience()).hasToString(CENTRAL);
            assertThat(endpoints.authorization().getHost()).isEqualTo("login.microsoftonline.com");
            assertThat(central.inRegion(Region.named("westus2")).environment()).isEqualTo("login.windows.net");
            assertThat(provider.asked()).isEmpty();
        }

        @Test
        void anotherTenantIsInTheSameRegion() {
            Authority other = central.inRegion(Region.named("westus2")).withTenant("fabrikam.com");

            assertThat(provider.endpointsOf(other).token())
                    .hasToString("https://westus2.login.microsoft.com/fabrikam.com/oauth2/v2.0/token");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "evil.example/x",
                    "evil.example",
                    "evil#",
                    "a@b",
                    "2west",
                    "-west",
                    "west-",
                    "wést",
                    "west\n",
                    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                })
        void whatIsNoLabelIsRefused(String name) {
            assertThatThrownBy(() -> Region.named(name))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("westus2");
        }

        @Test
        void anAuthorityWithoutRegionsSaysSo() {
            Authority oidc = OidcAuthority.of("https://idp.example", LoopbackHttp.REFUSED);

            assertThatThrownBy(() -> oidc.inRegion(Region.named("westus2")))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("https://idp.example");
            assertThat(oidc.inRegion(Region.unlessForced(environment))).isSameAs(oidc);
        }
    }

    @Nested
    class UnlessForced {

        @Test
        void thereIsNoneWhateverRegionTheProcessRunsIn() {
            environment.withVariable("REGION_NAME", "eastus");

            assertThat(in(Region.unlessForced(environment)).token()).hasToString(CENTRAL);
            assertThat(provider.asked()).isEmpty();
        }

        @Test
        void theOperatorsRegionIsTakenUnlessTheApplicationOptsOut() {
            environment.withVariable("MSAL_FORCE_REGION", "EastUS");

            assertThat(in(Region.unlessForced(environment)).token()).hasToString(regional("eastus"));
            assertThat(in(Region.central()).token()).hasToString(CENTRAL);
            assertThat(provider.asked()).isEmpty();
        }

        @Test
        void anEmptyVariableIsAsIfItWereNotThere() {
            environment.withVariable("MSAL_FORCE_REGION", " ");

            assertThat(in(Region.unlessForced(environment)).token()).hasToString(CENTRAL);
        }

        @Test
        void whatIsNoRegionIsRefusedByTheNameOfTheVariable() {
            environment.withVariable("MSAL_FORCE_REGION", "evil.example/x");

            assertThatThrownBy(() -> in(Region.unlessForced(environment)))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("MSAL_FORCE_REGION")
                    .message()
                    .doesNotContain("evil.example");
        }

        @Test
        void aPrivateGatewayHasNoRegions() {
            environment.withVariable("MSAL_FORCE_REGION", "eastus");
            Authority gateway = EntraAuthority.trusted("https://gateway.example/contoso.com", LoopbackHttp.REFUSED)
                    .inRegion(Region.unlessForced(environment));

            assertThat(provider.endpointsOf(gateway).token().getHost()).isEqualTo("gateway.example");
        }
    }

    @Nested
    class Detected {

        private final Region region = Region.detected(environment);

        @Test
        void theEnvironmentIsReadFirst() {
            environment.withVariable("REGION_NAME", "East US");

            assertThat(in(region).token()).hasToString(regional("eastus"));
            assertThat(provider.asked()).isEmpty();
        }

        @Test
        void thenTheMetadataServiceIsAskedOnce() {
            provider.http.reply(200, "{\"location\":\"westus2\",\"name\":\"vm\"}");

            assertThat(in(region).token()).hasToString(regional("westus2"));
            assertThat(in(region).token()).hasToString(regional("westus2"));

            assertThat(provider.asked()).containsExactly(PROBE);
            assertThat(provider.http.onlyRequest().header("Metadata")).contains("true");
        }

        @Test
        void anOlderMetadataServiceIsAskedInTheNewestVersionThatItKnows() {
            provider.http
                    .reply(400, "{\"error\":\"Bad request\",\"newest-versions\":[\"2020-09-01\",\"2020-06-01\"]}")
                    .reply(200, "{\"location\":\"westus2\"}");

            assertThat(in(region).token()).hasToString(regional("westus2"));
            assertThat(in(region).token()).hasToString(regional("westus2"));

            assertThat(provider.asked()).containsExactly(PROBE, PROBE.replace("2021-02-01", "2020-09-01"));
            assertThat(provider.http.lastRequest().header("Metadata")).contains("true");
        }

        @Test
        void aVersionIsNoMoreThanAValueAndIsAskedForOnce() {
            provider.http.when(request -> true).reply(400, "{\"newest-versions\":[\"2020-09-01&format=text#\"]}");

            assertThat(in(region).token()).hasToString(CENTRAL);
            assertThat(in(region).token()).hasToString(CENTRAL);

            assertThat(provider.asked())
                    .containsExactly(PROBE, PROBE.replace("2021-02-01", "2020-09-01%26format%3Dtext%23"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "400|{\"newest-versions\":[]}",
                    "400|{\"newest-versions\":[\"\"]}",
                    "404|{\"newest-versions\":[\"2020-09-01\"]}",
                    "200|{\"location\":\"evil.example/x\"}",
                    "200|{}",
                    "200|westus2",
                    "400|{\"location\":\"westus2\"}",
                    "404|",
                    "500|<html>"
                })
        void anyOtherAnswerMeansNoRegionAndIsRememberedToo(int status, String body) {
            provider.http.reply(status, body == null ? "" : body);

            for (int i = 0; i < 3; i++) {
                assertThat(in(region).token()).hasToString(CENTRAL);
            }
            assertThat(provider.asked()).hasSize(1);
        }

        @Test
        void outsideOfAzureThereIsOneShortProbe() throws Exception {
            provider.http.pauseUntil(new CountDownLatch(1));
            Thread time = new Thread(() -> {
                try {
                    provider.http.awaitRequests(1, Duration.ofSeconds(10));
                    provider.clock.advance(Duration.ofMillis(900));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            time.start();

            assertThat(in(region).token()).hasToString(CENTRAL);
            assertThat(in(region).token()).hasToString(CENTRAL);
            time.join();
            assertThat(provider.asked()).hasSize(1);
        }

        @Test
        void aValueOfTheVariableThatIsNoRegionIsPassedOver() {
            environment.withVariable("REGION_NAME", "evil.example/x");
            provider.http.fail(new IOException("no route"));

            assertThat(in(region).token()).hasToString(CENTRAL);
        }

        @Test
        void aCancelledCallSaysNothingAboutTheRegion() {
            Cancellation cancelled = new Cancellation();
            cancelled.cancel();

            assertThatThrownBy(() -> central.inRegion(region)
                            .endpoints(provider.discovery, new CallContext("c", Deadline.none(), cancelled)))
                    .isInstanceOf(MsalCancelledException.class);
            provider.http.reply(200, "{\"location\":\"westus2\"}");
            assertThat(in(region).token()).hasToString(regional("westus2"));
        }

        private CallContext callOf(Duration time) {
            return new CallContext("c", Deadline.after(provider.clock, time), new Cancellation());
        }

        @Test
        void aShortCallKeepsHalfOfItsTimeForTheToken() {
            List<Duration> allowances = new ArrayList<>();
            provider.http.replyWith(request -> {
                allowances.add(request.deadline().remainingAtMost(Duration.ofHours(1)));
                provider.clock.advance(Duration.ofMillis(250));
                throw new UncheckedIOException(new IOException("silence"));
            });

            Endpoints endpoints =
                    central.inRegion(region).endpoints(provider.discovery, callOf(Duration.ofMillis(500)));

            assertThat(allowances).containsExactly(Duration.ofMillis(250));
            assertThat(endpoints.token()).hasToString(CENTRAL);
        }

        private void staySilent() {
            provider.http.replyWith(request -> {
                provider.clock.advance(request.deadline().remainingAtMost(Duration.ofHours(1)));
                throw new UncheckedIOException(new IOException("silence"));
            });
        }

        @Test
        void aProbeThatAShortCallCutOffSaysNothingSoTheNextCallAsksAgain() {
            staySilent();
            provider.http.reply(200, "{\"location\":\"westus2\"}");

            Endpoints hurried = central.inRegion(region).endpoints(provider.discovery, callOf(Duration.ofMillis(10)));

            assertThat(hurried.token()).hasToString(CENTRAL);
            assertThat(in(region).token()).hasToString(regional("westus2"));
            assertThat(provider.asked()).hasSize(2);
        }

        @Test
        void theSilenceOfTheWholeTimeIsRememberedAlsoWhenTheCallEndedWithTheProbe() {
            provider.http.replyWith(request -> {
                provider.clock.advance(Duration.ofSeconds(2));
                throw new UncheckedIOException(new IOException("silence"));
            });

            assertThatThrownBy(
                            () -> central.inRegion(region).endpoints(provider.discovery, callOf(Duration.ofSeconds(2))))
                    .isInstanceOf(MsalTimeoutException.class);

            assertThat(in(region).token()).hasToString(CENTRAL);
            assertThat(provider.asked()).hasSize(1);
        }

        @Test
        void aConnectionThatFailsIsAnAnswerHoweverShortTheCall() {
            provider.http.fail(new IOException("no route"));

            central.inRegion(region).endpoints(provider.discovery, callOf(Duration.ofMillis(10)));

            assertThat(in(region).token()).hasToString(CENTRAL);
            assertThat(provider.asked()).hasSize(1);
        }

        @Nested
        class WhileAnotherCallAsks {

            private final CountDownLatch released = new CountDownLatch(1);
            private final ExecutorService threads = Executors.newFixedThreadPool(2);

            @AfterEach
            void stop() {
                threads.shutdownNow();
            }

            private Future<String> asking() throws InterruptedException {
                provider.http.pauseUntil(released).reply(200, "{\"location\":\"westus2\"}");
                Future<String> first = threads.submit(() -> in(region).token().toString());
                provider.http.awaitRequests(1, Duration.ofSeconds(10));
                return first;
            }

            @Test
            void whoWaitsStopsWhenItsOwnCallIsCancelled() throws Exception {
                Future<String> first = asking();
                Cancellation cancelled = new Cancellation();
                AtomicReference<Thread> waiting = new AtomicReference<>();
                Future<Endpoints> second = threads.submit(() -> {
                    waiting.set(Thread.currentThread());
                    return central.inRegion(region)
                            .endpoints(provider.discovery, new CallContext("c", Deadline.none(), cancelled));
                });
                while (!second.isDone()
                        && (waiting.get() == null || waiting.get().getState() != Thread.State.TIMED_WAITING)) {
                    Thread.onSpinWait();
                }

                cancelled.cancel();

                assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(MsalCancelledException.class);
                released.countDown();
                assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(regional("westus2"));
                assertThat(provider.asked()).hasSize(1);
            }

            @Test
            void whoHasLittleTimeIsServedCentrallyAndTheRegionIsStillFound() throws Exception {
                Future<String> first = asking();

                Endpoints hurried =
                        central.inRegion(region).endpoints(provider.discovery, callOf(Duration.ofMillis(20)));

                assertThat(hurried.token()).hasToString(CENTRAL);
                released.countDown();
                assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(regional("westus2"));
                assertThat(in(region).token()).hasToString(regional("westus2"));
                assertThat(provider.asked()).hasSize(1);
            }
        }

        @Test
        void manyThreadsMakeOneProbe() throws Exception {
            provider.http.when(request -> true).reply(200, "{\"location\":\"westus2\"}");
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<String>> answers = IntStream.range(0, 8)
                        .mapToObj(i -> threads.submit(() -> in(region).token().toString()))
                        .toList();
                for (Future<String> answer : answers) {
                    assertThat(answer.get()).isEqualTo(regional("westus2"));
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(provider.asked()).hasSize(1);
        }
    }
}

package io.openmsal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.Adapters;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalCredentialException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Cancellation;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialChainTest {

    private static final TokenDemand VAULT = TokenDemand.of("https://vault.azure.net/.default");
    private static final String TOKEN_FILE = "/var/run/secrets/azure/tokens/azure-identity-token";

    @TempDir
    Path home;

    private final TestClock clock = new TestClock();
    private final FakeSleeper sleeper = new FakeSleeper(clock);
    private final FakeHttpTransport http = new FakeHttpTransport();
    private final FakeEnvironment environment = new FakeEnvironment().withProperty("os.name", "Linux");

    @BeforeEach
    void nobodySignedIn() {
        environment.withVariable("OPENMSAL_HOME", home.toString());
    }

    private CredentialChain chain() {
        return CredentialChain.standard()
                .adapters(Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                        .withTransport(http)
                        .withClock(clock, sleeper)
                        .withEnvironment(environment))
                .build();
    }

    private void offAzure() {
        http.when(CredentialChainTest::isMetadataService).fail(new IOException("reset"));
    }

    private static boolean isMetadataService(HttpRequest request) {
        return "169.254.169.254".equals(request.uri().getHost());
    }

    private void secretInTheEnvironment() {
        environment
                .withVariable("AZURE_CLIENT_ID", "client-1")
                .withVariable("AZURE_TENANT_ID", "contoso.example")
                .withVariable("AZURE_CLIENT_SECRET", "canary-secret");
    }

    private void pod() {
        environment
                .withVariable("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/")
                .withVariable("AZURE_CLIENT_ID", "client-1")
                .withVariable("AZURE_TENANT_ID", "contoso.example")
                .withVariable("AZURE_FEDERATED_TOKEN_FILE", TOKEN_FILE)
                .withFile(TOKEN_FILE, "canary-assertion");
    }

    private void appService() {
        environment
                .withVariable("IDENTITY_ENDPOINT", "http://127.0.0.1:41056/msi/token")
                .withVariable("IDENTITY_HEADER", "canary-header");
    }

    private static String token(String value) {
        return "{\"access_token\":\"" + value + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";
    }

    @Nested
    class WhenNothingApplies {

        @Test
        void oneFailureListsEachCredentialInOneLine() {
            offAzure();
            environment.withVariable("AZURE_CLIENT_ID", "client-1").withVariable("AZURE_TENANT_ID", "");

            assertThatThrownBy(() -> chain().token(VAULT))
                    .isInstanceOfSatisfying(MsalCredentialException.class, failure -> {
                        assertThat(failure.attempts())
                                .containsExactly(
                                        "environment: seen AZURE_CLIENT_ID, missing AZURE_TENANT_ID (set, but empty)"
                                                + " and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH",
                                        "workload identity: seen AZURE_CLIENT_ID, missing AZURE_TENANT_ID (set, but"
                                                + " empty) and AZURE_FEDERATED_TOKEN_FILE",
                                        "managed identity: There is no managed identity here: no answer from"
                                                + " 169.254.169.254 (connection_broken). Run this on an Azure host"
                                                + " with an identity, or name the source if it is one.",
                                        "developer sign-in: nobody signed in. Sign in: msal login --developer.");
                        assertThat(failure.failure()).isEmpty();
                        assertThat(failure.errorCode()).isEqualTo("credential_unavailable");
                        assertThat(failure)
                                .hasMessageContainingAll(failure.attempts().toArray(String[]::new));
                    });
            assertThat(http.requests()).as("the probe, and nothing else").hasSize(1);
        }

        @Test
        void whatAppearsLaterIsSeen() {
            offAzure();
            CredentialChain chain = chain();
            assertThatThrownBy(() -> chain.token(VAULT)).isInstanceOf(MsalCredentialException.class);

            secretInTheEnvironment();
            http.reply(200, token("token-1"));

            assertThat(chain.token(VAULT).accessToken()).isEqualTo("token-1");
        }
    }

    @Nested
    class WhenOneApplies {

        @Test
        void theSecretOfTheEnvironmentGoesFirst() {
            secretInTheEnvironment();
            appService();
            http.reply(200, token("token-1"));

            assertThat(chain().token(VAULT).accessToken()).isEqualTo("token-1");

            assertThat(http.onlyRequest().uri())
                    .hasToString("https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token");
            assertThat(http.onlyRequest().formParameters())
                    .containsEntry("client_secret", "canary-secret")
                    .containsEntry("scope", "https://vault.azure.net/.default");
        }

        @Test
        void theWorkloadIdentityOfAPodGoesBeforeItsManagedIdentity() {
            pod();
            appService();
            http.reply(200, token("token-1"));

            chain().token(VAULT);

            assertThat(http.onlyRequest().formParameters())
                    .containsEntry("client_assertion", "canary-assertion")
                    .doesNotContainKey("client_secret");
        }

        @Test
        void theManagedIdentityIsTheOneThatTheClientIdNames() {
            appService();
            environment.withVariable("AZURE_CLIENT_ID", "client-1");
            http.reply(200, token("token-1"));

            chain().token(VAULT);

            assertThat(http.onlyRequest().queryParameter("client_id")).contains("client-1");
            assertThat(http.onlyRequest().queryParameter("resource")).contains("https://vault.azure.net");
        }

        @Test
        void itAloneIsAskedFromThenOn() {
            appService();
            http.reply(200, token("token-1"));
            CredentialChain chain = chain();
            chain.token(VAULT);

            secretInTheEnvironment();

            assertThat(chain.token(VAULT).accessToken()).isEqualTo("token-1");
            assertThat(chain.token(VAULT).source()).isEqualTo(TokenSource.CACHE);
        }

        @Test
        void aMachineWithoutAnyIdentityIsPassedOver() {
            http.when(request -> isMetadataService(request)
                            && !request.headers().first("Metadata").isPresent())
                    .reply(400, "{}");
            http.when(CredentialChainTest::isMetadataService)
                    .reply(400, "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}");

            assertThatThrownBy(() -> chain().token(VAULT))
                    .isInstanceOfSatisfying(
                            MsalCredentialException.class,
                            failure -> assertThat(failure.failure()).isEmpty())
                    .hasMessageContaining("Identity not found")
                    .hasMessageContaining("developer sign-in: nobody signed in");
        }
    }

    @Nested
    class WhenOneAppliesAndFails {

        @Test
        void noneAfterItIsTriedSoThatNobodyEndsUpAsSomebodyElse() {
            secretInTheEnvironment();
            appService();
            http.reply(401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: expired\"}");

            assertThatThrownBy(() -> chain().token(VAULT))
                    .isInstanceOfSatisfying(MsalCredentialException.class, failure -> {
                        assertThat(failure.failure()).containsInstanceOf(MsalServiceException.class);
                        assertThat(failure.errorCode()).isEqualTo("invalid_client");
                        assertThat(failure.attempts().get(0))
                                .startsWith("environment: failed. ")
                                .contains("invalid_client");
                        assertThat(failure.attempts())
                                .endsWith(
                                        "workload identity: not tried",
                                        "managed identity: not tried",
                                        "developer sign-in: not tried")
                                .hasSize(4);
                        assertThat(failure.attempts())
                                .allSatisfy(line -> assertThat(line).hasLineCount(1));
                    });
            assertThat(http.requests()).hasSize(1);
        }

        @Test
        void itsKindIsKept() {
            appService();
            http.when(request -> true)
                    .reply(new HttpResponse(
                            429,
                            HttpHeaders.empty().with("Retry-After", "600"),
                            "{}".getBytes(StandardCharsets.UTF_8)));

            assertThatThrownBy(() -> chain().token(VAULT))
                    .isInstanceOfSatisfying(
                            MsalCredentialException.class,
                            failure -> assertThat(failure.failure()).containsInstanceOf(MsalThrottledException.class));
        }

        @Test
        void aNamedIdentityThatTheHostDoesNotKnowIsAFailure() {
            appService();
            environment.withVariable("AZURE_CLIENT_ID", "client-1");
            http.reply(400, "{\"statusCode\":400,\"message\":\"Identity not found\"}");

            assertThatThrownBy(() -> chain().token(VAULT))
                    .isInstanceOfSatisfying(
                            MsalCredentialException.class,
                            failure -> assertThat(failure.failure()).isPresent());
        }

        @Test
        void laterItFailsInItsOwnWay() {
            secretInTheEnvironment();
            http.reply(200, token("token-1")).fail(new IOException("cable cut"));
            CredentialChain chain = chain();
            chain.token(VAULT);
            clock.advance(Duration.ofHours(2));

            assertThatThrownBy(() -> chain.token(VAULT)).isInstanceOf(MsalTransportException.class);
        }

        @Test
        void noSecretIsInTheFailureNorInItsSerializedForm() throws Exception {
            secretInTheEnvironment();
            http.reply(401, "{\"error\":\"invalid_client\",\"error_description\":\"no canary-secret\"}");

            MsalCredentialException failure = null;
            try {
                chain().token(VAULT);
            } catch (MsalCredentialException expected) {
                failure = expected;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(failure);
            }

            assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
                    .contains("invalid_client")
                    .doesNotContain("canary");
        }

        @Test
        void aCancellationIsTheCallersOwnAndEndsTheChain() {
            secretInTheEnvironment();
            Cancellation over = new Cancellation();
            over.cancel();

            assertThatThrownBy(() -> chain().token(VAULT.withCancellation(over)))
                    .isInstanceOf(MsalCancelledException.class);
        }
    }

    @Test
    void theChainExplainsItselfAndSendsNothing() {
        pod();

        assertThat(chain().explain())
                .startsWith("environment: seen AZURE_CLIENT_ID and AZURE_TENANT_ID, missing AZURE_CLIENT_SECRET or"
                        + " AZURE_CLIENT_CERTIFICATE_PATH\n"
                        + "workload identity: seen AZURE_CLIENT_ID and AZURE_TENANT_ID and AZURE_FEDERATED_TOKEN_FILE,"
                        + " missing nothing\n"
                        + "managed identity:\n  Service Fabric: seen nothing")
                .endsWith("So this is taken for Azure VM (IMDS).\ndeveloper sign-in: nobody signed in")
                .doesNotContain("canary", "client-1", "contoso");
        assertThat(http.requests()).isEmpty();
    }

    @Test
    void anAuthorityHostOfNoKnownCloudGetsNoSecret() {
        secretInTheEnvironment();
        environment.withVariable("AZURE_AUTHORITY_HOST", "https://login.elsewhere.example");

        assertThatThrownBy(() -> chain().token(VAULT))
                .isInstanceOfSatisfying(
                        MsalCredentialException.class,
                        failure -> assertThat(failure.failure()).containsInstanceOf(MsalConfigurationException.class))
                .hasMessageContaining("login.elsewhere.example");
        assertThat(http.requests()).isEmpty();
    }

    @Test
    void chainsMayStandInChains() {
        List<String> asked = new ArrayList<>();
        CredentialChain inner = CredentialChain.of(new Absent("a", asked), new Absent("b", asked));
        CredentialChain outer = CredentialChain.of(inner, new Absent("c", asked));

        assertThatThrownBy(() -> outer.token(VAULT))
                .isInstanceOfSatisfying(
                        MsalCredentialException.class,
                        failure -> assertThat(failure.attempts()).containsExactly("a: no", "b: no", "c: no"));
        assertThat(asked).containsExactly("a", "b", "c");
        assertThat(outer).hasToString("a, then b, then c");
    }

    @Test
    void aChainOfNothingAndATokenForNothingAreRefused() {
        assertThatThrownBy(CredentialChain::of).isInstanceOf(MsalConfigurationException.class);
        assertThatThrownBy(TokenDemand::of).isInstanceOf(MsalConfigurationException.class);
        assertThatThrownBy(() -> TokenDemand.of(" ")).isInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void aHostIsAskedForOneResourceAtATime() {
        appService();

        assertThatThrownBy(() -> chain().token(TokenDemand.of("https://a.example/.default", "https://b.example")))
                .isInstanceOf(MsalCredentialException.class)
                .hasMessageContaining("one resource at a time");
        assertThat(http.requests()).isEmpty();
    }

    @Test
    void aDemandForSeveralScopesPassesByWhereThereIsNoHost() {
        offAzure();
        List<String> asked = new ArrayList<>();
        CredentialChain chain = CredentialChain.of(chain(), new Absent("the next", asked));

        assertThatThrownBy(() -> chain.token(TokenDemand.of("User.Read", "Mail.Read")))
                .isInstanceOfSatisfying(MsalCredentialException.class, failure -> {
                    assertThat(failure.failure()).isEmpty();
                    assertThat(failure.attempts())
                            .anySatisfy(line -> assertThat(line)
                                    .startsWith("managed identity: There is no managed identity here: no answer from"));
                });
        assertThat(asked).containsExactly("the next");
        assertThat(http.requests()).as("the probe, and nothing else").hasSize(1);
    }

    @Test
    void aDemandForSeveralScopesStopsAtAHostThatIsThereAndCannotBeAsked() {
        environment.withVariable("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://identity.example");
        List<String> asked = new ArrayList<>();
        CredentialChain chain = CredentialChain.of(chain(), new Absent("the next", asked));

        assertThatThrownBy(() -> chain.token(TokenDemand.of("User.Read", "Mail.Read")))
                .isInstanceOfSatisfying(
                        MsalCredentialException.class,
                        failure -> assertThat(failure.failure()).isPresent());
        assertThat(asked).isEmpty();
    }

    @Test
    void aDemandForSeveralScopesStopsAtAHostThatIsThereWithNoQuestionButWhetherItIs() {
        http.when(CredentialChainTest::isMetadataService).reply(400, "{}");
        List<String> asked = new ArrayList<>();
        CredentialChain chain = CredentialChain.of(chain(), new Absent("the next", asked));

        assertThatThrownBy(() -> chain.token(TokenDemand.of("User.Read", "Mail.Read")))
                .isInstanceOf(MsalCredentialException.class)
                .hasMessageContainingAll("one resource at a time", "Azure VM (IMDS)");
        assertThat(asked).isEmpty();
        assertThat(http.requests()).as("the probe, and nothing else").hasSize(1);
    }

    @Test
    void aDemandForSeveralScopesWaitsNoLongerForAHostThanItMayTake() {
        Duration limit = Duration.ofMillis(300);
        List<Duration> allowances = new ArrayList<>();
        http.when(CredentialChainTest::isMetadataService).replyWith(request -> {
            Duration allowance = request.deadline().remainingAtMost(Duration.ofHours(1));
            allowances.add(allowance);
            clock.advance(allowance);
            throw new UncheckedIOException(new IOException("silence"));
        });

        assertThatThrownBy(() ->
                        chain().token(TokenDemand.of("User.Read", "Mail.Read").withTimeout(limit)))
                .isInstanceOf(MsalCredentialException.class);
        assertThat(allowances).containsExactly(limit);
    }

    /** A credential of a caller's own that never applies. */
    private record Absent(String name, List<String> asked) implements TokenCredential {

        @Override
        public AuthenticationResult token(TokenDemand demand) {
            asked.add(name);
            throw MsalCredentialException.notHere(name, "no");
        }

        @Override
        public String explain() {
            return name + ": no";
        }
    }
}

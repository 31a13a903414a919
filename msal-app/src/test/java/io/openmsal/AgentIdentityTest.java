package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorRequest;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agent acts for itself and for people, on the word of its blueprint, which the emulator checks at each step. */
class AgentIdentityTest {

    private static final TestClock CLOCK = new TestClock();
    private static final String AGENT = "0a6e7f00-1111-2222-3333-444455556666";
    private static final FederatedUser ADA = FederatedUser.withUsername("ada@contoso.example");

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private Emulator emulator;
    private ConfidentialClientApplication blueprint;
    private AgentIdentity agent;

    @BeforeEach
    void build() {
        emulator = EMULATOR.get();
        emulator.add(EmulatorApp.of(AGENT)
                .asAgentOf(emulator.defaultConfidentialClientId())
                .withAdminConsent());
        blueprint = Emulated.confidentialClient(emulator, Emulated.adapters(emulator, CLOCK, EventSink.none()));
        agent = blueprint.agent(AGENT);
    }

    private List<String> grants() {
        return emulator.requests().stream()
                .map(request -> request.form().get("grant_type"))
                .collect(Collectors.toList());
    }

    @Test
    void getsATokenForAPersonInOneCallOfThreeRequestsAndThenFromTheCache() {
        AuthenticationResult first = agent.acquireTokenForUser(ADA, "User.Read").execute();

        assertThat(first.account().orElseThrow().username()).isEqualTo("ada@contoso.example");
        assertThat(grants()).containsExactly("client_credentials", "client_credentials", "user_fic");
        EmulatorRequest vouching = emulator.requests().get(0);
        assertThat(vouching.form())
                .containsEntry("client_id", blueprint.clientId())
                .containsEntry("fmi_path", AGENT);
        EmulatorRequest trade = emulator.requests().get(2);
        assertThat(trade.form()).containsEntry("client_id", AGENT).containsEntry("username", "ada@contoso.example");
        assertThat(trade.header("X-AnchorMailbox")).contains("upn:ada@contoso.example");

        AuthenticationResult again = agent.acquireTokenForUser(ADA, "User.Read").execute();
        assertThat(again.source()).isEqualTo(TokenSource.CACHE);
        assertThat(again.accessToken()).isEqualTo(first.accessToken());
        assertThat(emulator.requests()).hasSize(3);
    }

    @Test
    void takesEachStepFromTheCacheWhenItIsThere() {
        agent.acquireTokenForAgent(Emulated.SCOPE).execute();
        assertThat(grants()).containsExactly("client_credentials", "client_credentials");

        agent.acquireTokenForUser(ADA, "User.Read").execute();
        agent.acquireTokenForUser(FederatedUser.withUsername("grace@contoso.example"), "User.Read")
                .execute();

        assertThat(grants())
                .as("the blueprint's word is used again, and so is the agent's own token")
                .containsExactly(
                        "client_credentials", "client_credentials", "client_credentials", "user_fic", "user_fic");
    }

    @Test
    void refreshesWhatItHasOfAPersonWithTheirRefreshToken() {
        agent.acquireTokenForUser(ADA, "User.Read").execute();
        CLOCK.advance(Duration.ofHours(2));
        emulator.clearRequests();

        agent.acquireTokenForUser(ADA, "User.Read").execute();

        assertThat(grants()).containsExactly("client_credentials", "refresh_token");
    }

    @Test
    void asksAnewWithoutThePersonWhenTheirRefreshTokenIsRevoked() {
        agent.acquireTokenForUser(ADA, "User.Read").execute();
        emulator.revokeRefreshTokens("ada@contoso.example");
        CLOCK.advance(Duration.ofHours(2));
        emulator.clearRequests();

        assertThat(agent.acquireTokenForUser(ADA, "User.Read").execute().source())
                .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(grants()).endsWith("user_fic");
        assertThat(emulator.requests().stream()
                        .filter(request -> List.of("refresh_token", "user_fic")
                                .contains(request.form().get("grant_type")))
                        .map(request -> request.headers().get("client-request-id")))
                .as("one call, under one id and within one deadline")
                .hasSize(2)
                .doesNotContainNull()
                .containsOnly(emulator.requests().get(0).headers().get("client-request-id"));
    }

    @Test
    void tradesAgainWhenItIsForced() {
        agent.acquireTokenForUser(ADA, "User.Read").execute();

        agent.acquireTokenForUser(ADA, "User.Read").forceRefresh().execute();

        assertThat(grants()).endsWith("user_fic", "user_fic");
    }

    @Test
    void namesAPersonByTheirObjectIdToo() {
        String home = agent.acquireTokenForUser(ADA, "User.Read")
                .execute()
                .account()
                .orElseThrow()
                .homeAccountId();
        UUID objectId = UUID.fromString(home.substring(0, home.indexOf('.')));

        AuthenticationResult result = agent.acquireTokenForUser(FederatedUser.withObjectId(objectId), "User.Read")
                .forceRefresh()
                .execute();

        assertThat(result.account().orElseThrow().username()).isEqualTo("ada@contoso.example");
        assertThat(emulator.requests().get(3).form()).containsEntry("user_id", objectId.toString());
    }

    @Test
    void isTheSameAgentHoweverOftenItIsAskedFor() throws Exception {
        assertThat(blueprint.agent(AGENT)).isSameAs(agent);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<AuthenticationResult>> calls = Collections.nCopies(
                    16,
                    () -> blueprint
                            .agent(AGENT)
                            .acquireTokenForAgent(Emulated.SCOPE)
                            .execute());
            for (Future<AuthenticationResult> each : threads.invokeAll(calls)) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(grants()).containsExactly("client_credentials", "client_credentials");
    }

    @Test
    void isRefusedWhenAnotherApplicationVouchesForIt() {
        emulator.add(EmulatorApp.of(AGENT).asAgentOf("another-blueprint"));

        assertThatThrownBy(() -> agent.acquireTokenForAgent(Emulated.SCOPE).execute())
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining("invalid_client");
    }

    @Test
    void isRefusedWithATokenThatIsNotItsOwn() {
        String blueprints = blueprint
                .acquireTokenForClient("api://AzureADTokenExchange/.default")
                .execute()
                .accessToken();
        ConfidentialClientApplication byHand = ConfidentialClientApplication.builder(
                        AGENT,
                        ClientCredentials.assertion(request -> Secret.of(blueprint
                                .acquireTokenForClient("api://AzureADTokenExchange/.default")
                                .fmiPath(AGENT)
                                .execute()
                                .accessToken())))
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(Emulated.adapters(emulator, CLOCK, EventSink.none()))
                .build();
        String own = byHand.acquireTokenForClient("api://AzureADTokenExchange/.default")
                .execute()
                .accessToken();

        assertThat(byHand.acquireTokenByUserFederatedIdentityCredential(ADA, Secret.of(own), "User.Read")
                        .execute()
                        .account())
                .isPresent();
        assertThatThrownBy(() -> byHand.acquireTokenByUserFederatedIdentityCredential(
                                FederatedUser.withUsername("grace@contoso.example"), Secret.of(blueprints), "User.Read")
                        .execute())
                .isInstanceOf(MsalException.class);
    }

    @Test
    void refusesWhatNamesNobodyBeforeAnythingIsSent() {
        assertThatThrownBy(() -> FederatedUser.withUsername(" ")).isInstanceOf(MsalConfigurationException.class);
        assertThatThrownBy(() -> blueprint.agent(" "))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageStartingWith("The agent's id is empty.");
        assertThatThrownBy(() -> blueprint
                        .acquireTokenByUserFederatedIdentityCredential(ADA, Secret.of(""), "User.Read")
                        .execute())
                .isInstanceOf(MsalConfigurationException.class);
        assertThat(emulator.tokenRequestCount()).isZero();
    }
}

package io.openmsal.cli.demo;

import static io.openmsal.domain.token.TokenSource.CACHE;
import static io.openmsal.domain.token.TokenSource.IDENTITY_PROVIDER;

import io.openmsal.AgentIdentity;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.OnBehalfOfSessions;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.domain.authority.OnBehalfOfProtocol;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorIssuer;
import java.time.Duration;
import java.util.List;

/** What applications do for people: with the token of whoever called, in sessions that outlive it, and as agents. */
final class DelegationScenarios {

    private static final String READ = "User.Read";
    private static final String ORDERS = "api://orders/read";
    private static final String AGENT = "0a6e7f00-1111-2222-3333-444455556666";

    private final DemoWorld world;
    private final ConfidentialClientApplication api;
    private final ConfidentialClientApplication standardApi;
    private final OnBehalfOfSessions sessions;
    private final AgentIdentity agent;
    private final Secret session;
    private Secret received = Secret.of("nothing yet");

    DelegationScenarios(DemoWorld world) {
        this.world = world;
        this.api = world.server();
        this.standardApi = ConfidentialClientApplication.builder(
                        world.emulator.defaultConfidentialClientId(), world.secret())
                .oidcAuthority(world.emulator.oidcAuthority(world.home))
                .adapters(world.adapters)
                .build();
        this.sessions = api.onBehalfOfSessions();
        this.session = sessions.newKey();
        world.emulator.consent(DemoWorld.ADA, api.clientId(), READ);
        world.emulator.add(EmulatorApp.of(AGENT).asAgentOf(api.clientId()).withAdminConsent());
        this.agent = api.agent(AGENT);
    }

    List<Scenario> all() {
        FederatedUser ada = FederatedUser.withUsername(DemoWorld.ADA);
        return List.of(
                Scenario.token("on behalf of: whoever called a web API", IDENTITY_PROVIDER, this::forCaller),
                Scenario.token("on behalf of: the same caller again", CACHE, () -> onBehalf(received)),
                Scenario.token(
                        "on behalf of: by token exchange, RFC 8693",
                        IDENTITY_PROVIDER,
                        () -> standardApi
                                .acquireTokenOnBehalfOf(received, "orders")
                                .execute()),
                Scenario.token(
                        "on behalf of: whom another issuer vouches for", IDENTITY_PROVIDER, this::accordingToOthers),
                Scenario.token(
                        "session: begun with the caller's token",
                        IDENTITY_PROVIDER,
                        () -> sessions.begin(session, received, READ).execute()),
                Scenario.token("session: goes on when that expired", IDENTITY_PROVIDER, this::later),
                Scenario.failure(
                        "session: is over when it is ended", MsalInteractionRequiredException.class, this::ended),
                Scenario.token(
                        "agent: its own token, vouched for",
                        IDENTITY_PROVIDER,
                        () -> agent.acquireTokenForAgent("api://demo/.default").execute()),
                Scenario.token(
                        "agent: for a person, user_fic",
                        IDENTITY_PROVIDER,
                        () -> agent.acquireTokenForUser(ada, READ).execute()),
                Scenario.token(
                        "agent: for the same person again",
                        CACHE,
                        () -> agent.acquireTokenForUser(ada, READ).execute()),
                Scenario.token(
                        "application: federated identity path, fmi_path",
                        IDENTITY_PROVIDER,
                        () -> api.acquireTokenForClient("api://AzureADTokenExchange/.default")
                                .fmiPath("agents/seven")
                                .execute()));
    }

    private AuthenticationResult forCaller() {
        PublicClientApplication caller = world.program(new MemoryTokenStore());
        received = Secret.of(caller.acquireTokenInteractive(ORDERS).execute().accessToken());
        return onBehalf(received);
    }

    private AuthenticationResult onBehalf(Secret userAssertion) {
        return api.acquireTokenOnBehalfOf(userAssertion, READ).execute();
    }

    private AuthenticationResult accordingToOthers() {
        EmulatorIssuer issuer = EmulatorIssuer.named("https://sts.fabrikam.example");
        world.emulator.add(issuer);
        String provider = world.emulator.oidcAuthority(world.home);
        return ConfidentialClientApplication.builder(world.emulator.defaultConfidentialClientId(), world.secret())
                .oidcAuthority(provider)
                .onBehalfOf(OnBehalfOfProtocol.JWT_BEARER)
                .adapters(world.adapters)
                .build()
                .acquireTokenOnBehalfOf(issuer.assertion(DemoWorld.GRACE, provider, world.clock.instant()), "orders")
                .execute();
    }

    private AuthenticationResult later() {
        world.clock.advance(Duration.ofHours(5));
        return sessions.acquireToken(session, READ).execute();
    }

    private AuthenticationResult ended() {
        sessions.end(session);
        return sessions.acquireToken(session, READ).execute();
    }
}

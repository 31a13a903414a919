package io.openmsal.cli.demo;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.testing.emulator.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What goes wrong, and which exception says so. */
final class Failures {

    private static final String READ = "User.Read";
    private static final URI SITE = URI.create("https://app.example/signed-in");

    private final DemoWorld world;

    Failures(DemoWorld world) {
        this.world = world;
    }

    List<Scenario> all() {
        return List.of(
                Scenario.failure(
                        "failure: wrong client secret",
                        MsalServiceException.class,
                        () -> world.server(ClientCredentials.secret("not the secret"))
                                .acquireTokenForClient("api://demo/.default")
                                .execute()),
                Scenario.failure(
                        "failure: wrong password", MsalServiceException.class, () -> wrongPassword(DemoWorld.HEDY)),
                Scenario.failure(
                        "failure: wrong password, said by the organization",
                        MsalServiceException.class,
                        () -> wrongPassword(DemoWorld.FAY)),
                Scenario.failure("failure: forged state", MsalUntrustedResponseException.class, this::forgedState),
                Scenario.failure(
                        "failure: ID token with another nonce",
                        MsalUntrustedResponseException.class,
                        spoiled(Fault.wrongNonce())),
                Scenario.failure(
                        "failure: the person declines",
                        MsalCancelledException.class,
                        () -> fresh().acquireTokenByDeviceCode(
                                        code -> world.emulator.declineDeviceCode(code.userCode()), READ)
                                .execute()),
                Scenario.failure("failure: nobody uses the device code", MsalTimeoutException.class, this::unused),
                Scenario.failure(
                        "failure: refresh token revoked", MsalInteractionRequiredException.class, this::revoked),
                Scenario.failure(
                        "failure: HTTP 429, wait a minute",
                        MsalThrottledException.class,
                        spoiled(Fault.tooManyRequests(Duration.ofMinutes(1)))),
                Scenario.failure(
                        "failure: HTML from a portal in between", MsalServiceException.class, spoiled(Fault.html(200))),
                Scenario.failure(
                        "failure: connection broken off", MsalTransportException.class, spoiled(Fault.reset())));
    }

    /** A sign-in whose code is redeemed at an endpoint that misbehaves. */
    private Callable<AuthenticationResult> spoiled(Fault fault) {
        return () -> {
            ConfidentialClientApplication site = world.server();
            PendingSignIn pending = site.signIn(SITE, READ).begin();
            Map<String, String> answer = world.emulator.signIn(pending.authorizationUri(), DemoWorld.ADA);
            world.emulator.nextTokenRequest(fault);
            return site.acquireTokenByAuthorizationCode(pending, answer).execute();
        };
    }

    private AuthenticationResult wrongPassword(String username) {
        return fresh().acquireTokenByUsernamePassword(username, Secret.of("not the password"), READ)
                .execute();
    }

    private AuthenticationResult forgedState() {
        ConfidentialClientApplication site = world.server();
        PendingSignIn pending = site.signIn(SITE, READ).begin();
        Map<String, String> answer = new HashMap<>(world.emulator.signIn(pending.authorizationUri(), DemoWorld.ADA));
        answer.put("state", "somebody else's");
        return site.acquireTokenByAuthorizationCode(pending, answer).execute();
    }

    private AuthenticationResult unused() {
        world.emulator.deviceCodeLifetime(Duration.ofSeconds(12));
        return fresh().acquireTokenByDeviceCode(code -> {}, READ).execute();
    }

    private AuthenticationResult revoked() {
        PublicClientApplication program = fresh();
        Account ada = program.acquireTokenInteractive(READ).execute().account().orElseThrow();
        world.emulator.revokeRefreshTokens(DemoWorld.ADA);
        return program.acquireTokenSilent(ada, READ).forceRefresh().execute();
    }

    private PublicClientApplication fresh() {
        return world.program(new MemoryTokenStore());
    }
}

package io.openmsal.cli.demo;

import static io.openmsal.domain.token.TokenSource.CACHE;
import static io.openmsal.domain.token.TokenSource.IDENTITY_PROVIDER;

import io.openmsal.ClientCredentialsRequest;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.domain.oauth.ClaimsChallenge;
import io.openmsal.domain.shape.TokenSharing;
import io.openmsal.domain.token.AuthenticationResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** Requests of a shape of their own: what they ask for beyond scopes, and which tokens of the cache answer them. */
final class RequestScenarios {

    private static final String SCOPE = "api://shapes/.default";
    private static final String CLAIMS = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

    private final DemoWorld world;
    private final ConfidentialClientApplication server;

    RequestScenarios(DemoWorld world) {
        this.world = world;
        this.server = world.server();
    }

    List<Scenario> all() {
        return List.of(
                Scenario.token("request: a plain one, for comparison", IDENTITY_PROVIDER, asking(plain -> plain)),
                Scenario.token(
                        "request: answers a WWW-Authenticate challenge",
                        IDENTITY_PROVIDER,
                        asking(request -> request.claims(challenge()))),
                Scenario.token(
                        "request: claims of the application's own",
                        IDENTITY_PROVIDER,
                        asking(request -> request.clientClaims(CLAIMS))),
                Scenario.token(
                        "request: the same claims again", CACHE, asking(request -> request.clientClaims(CLAIMS))),
                Scenario.token("request: by an application with CP1", IDENTITY_PROVIDER, this::capable),
                Scenario.token(
                        "request: further parameter, kept apart",
                        IDENTITY_PROVIDER,
                        asking(request -> request.extraBodyParameter("slice", "one", TokenSharing.SEPARATE))),
                Scenario.token(
                        "request: further header, shared",
                        CACHE,
                        asking(request -> request.extraHeader("x-trace", "demo", TokenSharing.SHARED))));
    }

    private Callable<AuthenticationResult> asking(UnaryOperator<ClientCredentialsRequest> shape) {
        return () -> shape.apply(server.acquireTokenForClient(SCOPE)).execute();
    }

    private AuthenticationResult capable() {
        return ConfidentialClientApplication.builder(server.clientId(), world.secret())
                .trustedAuthority(world.emulator.authority(world.home))
                .adapters(world.adapters)
                .clientCapabilities("CP1")
                .build()
                .acquireTokenForClient(SCOPE)
                .execute();
    }

    /** What a web API says with a 401 when its policy changed. */
    private static String challenge() {
        String header = "Bearer realm=\"\", error=\"insufficient_claims\", claims=\""
                + Base64.getEncoder().encodeToString(CLAIMS.getBytes(StandardCharsets.UTF_8)) + "\"";
        return ClaimsChallenge.fromWwwAuthenticate(header).orElseThrow();
    }
}

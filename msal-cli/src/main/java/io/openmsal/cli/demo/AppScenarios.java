package io.openmsal.cli.demo;

import static io.openmsal.domain.token.TokenSource.CACHE;
import static io.openmsal.domain.token.TokenSource.IDENTITY_PROVIDER;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.domain.client.ProvidedToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.EmulatorApp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What applications do on their own behalf. */
final class AppScenarios {

    private static final String SCOPE = "api://demo/.default";

    private final DemoWorld world;
    private final ConfidentialClientApplication server;

    AppScenarios(DemoWorld world) {
        this.world = world;
        this.server = world.server();
    }

    List<Scenario> all() {
        return List.of(
                Scenario.token("application: by client secret", IDENTITY_PROVIDER, this::ownToken),
                Scenario.token("application: the same token again", CACHE, this::ownToken),
                Scenario.token(
                        "application: in another tenant",
                        IDENTITY_PROVIDER,
                        () -> server.acquireTokenForClient(SCOPE)
                                .tenant(DemoWorld.ELSEWHERE)
                                .execute()),
                Scenario.token("application: by certificate, PS256", IDENTITY_PROVIDER, this::byCertificate),
                Scenario.token(
                        "application: the second secret, the first refused", IDENTITY_PROVIDER, this::bySecondSecret),
                Scenario.token("application: brings its own tokens", IDENTITY_PROVIDER, this::ofItsOwn),
                new Scenario("application: forgets its tokens", this::forget));
    }

    private AuthenticationResult ownToken() {
        return server.acquireTokenForClient(SCOPE).execute();
    }

    private AuthenticationResult bySecondSecret() {
        return world.server(ClientCredentials.primaryAndSecondary(
                        ClientCredentials.secret("no longer valid"), world.secret()))
                .acquireTokenForClient(SCOPE)
                .execute();
    }

    private AuthenticationResult ofItsOwn() {
        return world.server(ClientCredentials.appTokenProvider(
                        request -> ProvidedToken.of(Secret.of("minted elsewhere"), Duration.ofHours(1))))
                .acquireTokenForClient(SCOPE)
                .execute();
    }

    private Scenario.Seen forget() throws UnexpectedOutcomeException {
        server.removeTokensForClient();
        if (ownToken().source() != IDENTITY_PROVIDER) {
            throw new UnexpectedOutcomeException("one is still there");
        }
        return new Scenario.Seen("and asks for a new one", Optional.empty());
    }

    private AuthenticationResult byCertificate() {
        TestCertificate certificate = TestCertificates.valid();
        EmulatorApp registered =
                EmulatorApp.of("11111111-2222-3333-4444-555555555555").withCertificate(certificate.certificate());
        world.emulator.add(registered);
        return ConfidentialClientApplication.builder(
                        registered.clientId(),
                        ClientCredentials.pemCertificate(
                                certificate.certificatePem(), Secret.of(certificate.privateKeyPem()), Optional.empty()))
                .trustedAuthority(world.emulator.authority(world.home))
                .adapters(world.adapters)
                .build()
                .acquireTokenForClient(SCOPE)
                .execute();
    }
}

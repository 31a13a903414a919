package io.openmsal.cli.demo;

import static io.openmsal.domain.token.TokenSource.IDENTITY_PROVIDER;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.EmulatorApp;
import java.util.List;
import java.util.Optional;

/** An application that proves itself by a token of another, which is worth nothing without the certificate it is bound to. */
final class BoundAssertionScenarios {

    private static final String SCOPE = "api://demo/.default";
    private static final String EXCHANGE = "api://AzureADTokenExchange/.default";
    private static final String CERTIFIED = "11111111-2222-3333-4444-555555555557";
    private static final String AGENT = "11111111-2222-3333-4444-555555555558";

    private final DemoWorld world;
    private final TestCertificate key = TestCertificates.valid();
    private final ClientCertificate certificate =
            ClientCredentials.pemCertificate(key.certificatePem(), Secret.of(key.privateKeyPem()), Optional.empty());
    private final ConfidentialClientApplication certified;

    BoundAssertionScenarios(DemoWorld world) {
        this.world = world;
        world.emulator.add(EmulatorApp.of(CERTIFIED).withCertificate(key.certificate()));
        world.emulator.add(EmulatorApp.of(AGENT).asAgentOf(CERTIFIED).withAdminConsent());
        this.certified = application(CERTIFIED, certificate);
    }

    List<Scenario> all() {
        return List.of(
                Scenario.token("application: by a bound assertion", IDENTITY_PROVIDER, () -> own(agent())),
                Scenario.failure(
                        "failure: a bound assertion without the rest",
                        MsalServiceException.class,
                        () -> own(application(AGENT, ClientCredentials.assertion(this::boundWordForTheAgent)))));
    }

    private ConfidentialClientApplication application(String clientId, ClientCredential credential) {
        return ConfidentialClientApplication.builder(clientId, credential)
                .trustedAuthority(world.emulator.authority(world.home))
                .adapters(world.adapters)
                .build();
    }

    private static AuthenticationResult own(ConfidentialClientApplication application) {
        return application.acquireTokenForClient(SCOPE).execute();
    }

    private ConfidentialClientApplication agent() {
        return application(
                AGENT,
                ClientCredentials.boundAssertion(certificate::tlsIdentity, (request, shown) -> boundWordForTheAgent()));
    }

    private Secret boundWordForTheAgent() {
        return Secret.of(certified
                .acquireTokenForClient(EXCHANGE)
                .fmiPath(AGENT)
                .withMutualTlsProofOfPossession()
                .execute()
                .accessToken());
    }
}

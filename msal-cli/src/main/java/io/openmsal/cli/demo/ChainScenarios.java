package io.openmsal.cli.demo;

import static io.openmsal.domain.token.TokenSource.IDENTITY_PROVIDER;

import io.openmsal.Adapters;
import io.openmsal.AuthorityHost;
import io.openmsal.credential.CredentialChain;
import io.openmsal.credential.EnvironmentCredential;
import io.openmsal.credential.ManagedIdentityCredential;
import io.openmsal.credential.TokenCredential;
import io.openmsal.credential.TokenDemand;
import io.openmsal.credential.WorkloadIdentityCredential;
import io.openmsal.domain.failure.MsalCredentialException;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.environment.Environment;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.managedidentity.EmulatedHost;
import java.util.List;

/** What a program does that runs anywhere: it takes the credential that applies. */
final class ChainScenarios {

    private static final TokenDemand DEMO = TokenDemand.of("api://demo/.default");

    private final DemoWorld world;

    ChainScenarios(DemoWorld world) {
        this.world = world;
    }

    List<Scenario> all() {
        return List.of(
                Scenario.token(
                        "credentials: a secret in the environment", IDENTITY_PROVIDER, () -> token(application(true))),
                Scenario.token("credentials: none there, but a host", IDENTITY_PROVIDER, this::onHost),
                Scenario.failure(
                        "credentials: none applies, each says why",
                        MsalCredentialException.class,
                        () -> token(new FakeEnvironment())),
                Scenario.failure(
                        "credentials: one applies and fails",
                        MsalCredentialException.class,
                        () -> token(application(false))));
    }

    private FakeEnvironment application(boolean knowsItsSecret) {
        return new FakeEnvironment()
                .withVariable("AZURE_AUTHORITY_HOST", world.emulator.baseUri().toString())
                .withVariable("AZURE_TENANT_ID", world.home)
                .withVariable("AZURE_CLIENT_ID", world.emulator.defaultConfidentialClientId())
                .withVariable(
                        "AZURE_CLIENT_SECRET",
                        knowsItsSecret ? world.emulator.defaultClientSecret().reveal() : "not the secret");
    }

    private AuthenticationResult token(Environment environment) {
        return CredentialChain.of(environmentIn(environment), workloadIn(environment))
                .token(DEMO);
    }

    private AuthenticationResult onHost() {
        Environment nothing = new FakeEnvironment();
        TokenCredential host = new ManagedIdentityCredential(
                world.identity(EmulatedHost.APP_SERVICE, ManagedIdentityId.systemAssigned()));
        return CredentialChain.of(environmentIn(nothing), workloadIn(nothing), host)
                .token(DEMO);
    }

    private TokenCredential environmentIn(Environment environment) {
        return new EnvironmentCredential(adapters(environment), AuthorityHost.ANY);
    }

    private TokenCredential workloadIn(Environment environment) {
        return new WorkloadIdentityCredential(adapters(environment), AuthorityHost.ANY);
    }

    private Adapters adapters(Environment environment) {
        return world.adapters.withEnvironment(environment);
    }
}

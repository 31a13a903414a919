package io.openmsal.cli.demo;

import static io.openmsal.domain.token.TokenSource.CACHE;
import static io.openmsal.domain.token.TokenSource.IDENTITY_PROVIDER;

import io.openmsal.ManagedIdentityApplication;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.managedidentity.CredentialStep;
import io.openmsal.testing.managedidentity.EmulatedHost;
import io.openmsal.testing.managedidentity.HostFault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** What programs on Azure hosts do: managed identities, and what the hosts do to them. */
final class HostScenarios {

    private static final String VAULT = "https://vault.azure.net";
    private static final String ANOTHER_CERTIFICATE = "0123456789012345678901234567890123456789";

    private final DemoWorld world;
    private final ManagedIdentityApplication machine;
    private final ManagedIdentityApplication machineV2;

    HostScenarios(DemoWorld world) {
        this.world = world;
        this.machine = world.identity(EmulatedHost.IMDS, ManagedIdentityId.systemAssigned());
        this.machineV2 = world.bound(EmulatedHost.IMDS_V2);
    }

    List<Scenario> all() {
        return List.of(
                Scenario.token("managed identity: virtual machine", IDENTITY_PROVIDER, () -> token(machine)),
                Scenario.token("managed identity: the same token again", CACHE, () -> token(machine)),
                Scenario.token("managed identity: half its life later", IDENTITY_PROVIDER, this::renewed),
                Scenario.token("managed identity: App Service", IDENTITY_PROVIDER, on(EmulatedHost.APP_SERVICE)),
                Scenario.token("managed identity: Arc, key file", IDENTITY_PROVIDER, on(EmulatedHost.AZURE_ARC)),
                Scenario.token(
                        "managed identity: Service Fabric, pinned", IDENTITY_PROVIDER, on(EmulatedHost.SERVICE_FABRIC)),
                Scenario.token(
                        "managed identity: Machine Learning", IDENTITY_PROVIDER, on(EmulatedHost.MACHINE_LEARNING)),
                Scenario.token("managed identity: Cloud Shell", IDENTITY_PROVIDER, on(EmulatedHost.CLOUD_SHELL)),
                Scenario.token(
                        "managed identity: a minute of update, 410",
                        IDENTITY_PROVIDER,
                        afterFaults(
                                EmulatedHost.IMDS,
                                HostFault.status(410),
                                HostFault.status(410),
                                HostFault.status(410),
                                HostFault.status(410),
                                HostFault.status(410),
                                HostFault.status(410))),
                Scenario.token(
                        "managed identity: patience asked for, 429",
                        IDENTITY_PROVIDER,
                        afterFaults(EmulatedHost.APP_SERVICE, HostFault.throttled(Duration.ofSeconds(20)))),
                Scenario.token(
                        "managed identity v2: bound to a certificate", IDENTITY_PROVIDER, () -> bound(machineV2)),
                Scenario.token("managed identity v2: the same token again", CACHE, () -> bound(machineV2)),
                Scenario.token("managed identity v2: certificate not taken", IDENTITY_PROVIDER, this::notTaken),
                Scenario.failure(
                        "failure: the host speaks version 1 only",
                        MsalConfigurationException.class,
                        () -> bound(machine)),
                Scenario.failure(
                        "failure: a host without certificates",
                        MsalConfigurationException.class,
                        () -> bound(world.identity(EmulatedHost.APP_SERVICE, ManagedIdentityId.systemAssigned()))),
                Scenario.failure(
                        "failure: an id the host does not take",
                        MsalConfigurationException.class,
                        () -> token(world.identity(
                                EmulatedHost.CLOUD_SHELL, ManagedIdentityId.userAssignedClientId("assigned")))),
                Scenario.failure(
                        "failure: an identity the host has not",
                        MsalServiceException.class,
                        afterFaults(EmulatedHost.IMDS, HostFault.identityNotFound())),
                Scenario.failure(
                        "failure: Arc names a foreign file",
                        MsalUntrustedResponseException.class,
                        afterFaults(EmulatedHost.AZURE_ARC, HostFault.challenge("Basic realm=/etc/passwd"))),
                Scenario.failure("failure: Service Fabric's place taken", MsalTransportException.class, this::impostor),
                Scenario.failure(
                        "failure: a token without expiry",
                        MsalServiceException.class,
                        afterFaults(EmulatedHost.IMDS, HostFault.withoutExpiry())),
                Scenario.failure(
                        "failure: a portal instead of the host",
                        MsalServiceException.class,
                        afterFaults(EmulatedHost.APP_SERVICE, HostFault.portal())));
    }

    private static AuthenticationResult token(ManagedIdentityApplication app) {
        return app.acquireTokenForManagedIdentity(VAULT).execute();
    }

    private static AuthenticationResult bound(ManagedIdentityApplication app) {
        return app.acquireTokenForManagedIdentity(VAULT)
                .withMutualTlsProofOfPossession()
                .execute();
    }

    /** The program of another process, whose certificate was revoked meanwhile. */
    private AuthenticationResult notTaken() {
        world.host(EmulatedHost.IMDS_V2)
                .next(CredentialStep.TOKEN, HostFault.refused(401, "invalid_client", "AADSTS1000612"));
        return bound(world.bound(EmulatedHost.IMDS_V2));
    }

    private AuthenticationResult renewed() {
        world.clock.advance(Duration.ofHours(13));
        return token(machine);
    }

    private Callable<AuthenticationResult> on(EmulatedHost host) {
        return afterFaults(host);
    }

    private Callable<AuthenticationResult> afterFaults(EmulatedHost host, HostFault... faults) {
        return () -> {
            for (HostFault fault : faults) {
                world.host(host).next(fault);
            }
            return token(world.identity(host, ManagedIdentityId.systemAssigned()));
        };
    }

    private AuthenticationResult impostor() {
        FakeEnvironment environment = world.host(EmulatedHost.SERVICE_FABRIC)
                .environment()
                .withVariable("IDENTITY_SERVER_THUMBPRINT", ANOTHER_CERTIFICATE);
        return token(world.identity(environment, ManagedIdentityId.systemAssigned()));
    }
}

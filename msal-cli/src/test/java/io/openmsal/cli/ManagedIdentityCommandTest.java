package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.managedidentity.AzureHostEmulator;
import io.openmsal.testing.managedidentity.EmulatedHost;
import io.openmsal.testing.managedidentity.HostFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On emulated hosts whose signs are all variables: the key file of Azure Arc would have to lie in a folder of root's. */
@Timeout(120)
class ManagedIdentityCommandTest {

    private static final String[] TOKEN = {"managed-identity", "--resource", "https://vault.azure.net"};
    private static final List<String> VARIABLES = List.of(
            "AZURE_POD_IDENTITY_AUTHORITY_HOST",
            "DEFAULT_IDENTITY_CLIENT_ID",
            "IDENTITY_ENDPOINT",
            "IDENTITY_HEADER",
            "IDENTITY_SERVER_THUMBPRINT",
            "IMDS_ENDPOINT",
            "MSI_ENDPOINT",
            "MSI_SECRET");

    private static TestShell on(AzureHostEmulator host) {
        TestShell shell = new TestShell();
        FakeEnvironment environment = host.environment();
        VARIABLES.forEach(name -> environment.variable(name).ifPresent(value -> shell.variable(name, value)));
        return shell;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AZURE_ARC")
    void theTokenOfTheHostIsPrintedAlone(EmulatedHost kind) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind)) {
            var token = on(host).run(TOKEN);

            assertThat(token.err()).isEmpty();
            assertThat(token.out().trim()).isEqualTo("emulated-token-1");
            assertThat(token.code()).isZero();
        }
    }

    @Test
    void programsGetADocument() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE)) {
            var token = on(host).always("--output", "json").run(TOKEN);

            assertThat(token.json())
                    .containsEntry("access_token", "emulated-token-1")
                    .containsEntry("token_source", "identity_provider")
                    .containsEntry("scope", "https://vault.azure.net");
        }
    }

    @Test
    void anAssignedIdentityIsNamedInOneOfThreeWays() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE)) {
            on(host).always("--client-id", "a").run(TOKEN);
            on(host).always("--object-id", "b").run(TOKEN);
            on(host).always("--resource-id", "/c").run(TOKEN);

            assertThat(host.requests())
                    .extracting(request -> request.requestLine().replaceAll(".*vault.azure.net&?| HTTP.*", ""))
                    .containsExactly("client_id=a", "object_id=b", "mi_res_id=%2Fc");
        }
    }

    @Test
    void aHostThatIsNamedIsNotLookedFor() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE)) {
            var token = on(host).always("--source", "cloud_shell").run(TOKEN);

            assertThat(token.code()).isEqualTo(2);
            assertThat(token.err()).contains("MSI_ENDPOINT is not set");
            assertThat(host.requests()).isEmpty();
        }
    }

    @Test
    void aRefusalSaysWhoRefusedAndNeverTheHeader() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE)) {
            host.next(HostFault.refused(400, "", "no identity for emulated-identity-header"));

            var token = on(host).always("-v", "-v").run(TOKEN);

            assertThat(token.code()).isEqualTo(1);
            assertThat(token.err()).contains("App Service", "400").doesNotContain("emulated-identity-header");
        }
    }

    @Test
    void theDoctorTellsTheHostAndWhyWithoutASecretOrARequest() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.SERVICE_FABRIC)) {
            var doctor = on(host).run("doctor", "--managed-identity");

            assertThat(doctor.code()).isZero();
            assertThat(doctor.out().lines())
                    .contains(
                            "Service Fabric: seen IDENTITY_ENDPOINT and IDENTITY_HEADER and"
                                    + " IDENTITY_SERVER_THUMBPRINT, missing nothing",
                            "Azure Machine Learning: seen nothing, missing MSI_ENDPOINT and MSI_SECRET",
                            "So this is taken for Service Fabric.");
            assertThat(doctor.out()).doesNotContain("emulated-fabric-secret", "127.0.0.1");
            assertThat(host.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"imds", "app_service", "arc", "service_fabric", "machine_learning", "cloud_shell"})
    void everyHostCanBeNamed(String source) {
        var doctor = new TestShell().run("doctor", "--managed-identity", "--source", source);

        assertThat(doctor.code()).isZero();
        assertThat(doctor.out().lines()).hasSize(2).first().asString().contains("named by the application");
    }

    /** Adds what it takes to reach the token endpoint behind the host. */
    private static TestShell trusting(AzureHostEmulator host, Path directory) throws IOException {
        Path ca = Files.writeString(directory.resolve("ca.pem"), host.tokenEndpointCaPem());
        return on(host).always("--ca-cert", ca.toString());
    }

    @Test
    void aTokenBoundToACertificateIsPrintedWithTheCertificate(@TempDir Path directory) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.IMDS_V2)) {
            var token = trusting(host, directory)
                    .always("--mtls-pop", "--output", "json")
                    .run(TOKEN);

            X509Certificate issued = host.certificates().get(0);
            assertThat(token.json())
                    .containsEntry("access_token", "emulated-token-1")
                    .containsEntry("token_type", "mtls_pop")
                    .extractingByKey("binding_certificate")
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("x5c", List.of(Base64.getEncoder().encodeToString(issued.getEncoded())))
                    .containsOnlyKeys("x5c", "thumbprint_sha256");
            assertThat(token.err()).isEmpty();
        }
    }

    @Test
    void aHostThatHasNoneIsSaidByName() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE)) {
            var token = on(host).always("--mtls-pop").run(TOKEN);

            assertThat(token.code()).isEqualTo(2);
            assertThat(token.err()).contains("App Service gives bearer tokens alone");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IMDS_V2, 'Azure VM (IMDS): tokens bound to a certificate can be had; binding strength at most: software.'",
        "IMDS, 'Azure VM (IMDS): tokens bound to a certificate cannot be had (127.0.0.1 answered 404'",
        "APP_SERVICE, 'App Service: tokens bound to a certificate cannot be had (App Service gives bearer tokens alone'"
    })
    void theDoctorTellsWhatCanBeHad(EmulatedHost kind, String expected) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind)) {
            var doctor = on(host).run("doctor", "--managed-identity");

            assertThat(doctor.code()).isZero();
            assertThat(doctor.out().lines().reduce((before, last) -> last))
                    .hasValueSatisfying(last -> assertThat(last).startsWith(expected));
        }
    }

    @Test
    void theDoctorsWordsAreADocumentToo() {
        var doctor = new TestShell()
                .variable("OPENMSAL_HOME", "no such folder")
                .variable("AZURE_CLIENT_ID", "canary")
                .run("doctor", "--managed-identity", "--credentials", "--output", "json");

        assertThat(doctor.json())
                .containsOnlyKeys("managed_identity", "credentials", "failures")
                .containsEntry("failures", Map.of());
        assertThat(doctor.out())
                .contains("environment: seen AZURE_CLIENT_ID, missing", "developer sign-in: nobody signed in")
                .doesNotContain("canary");
    }
}

package io.openmsal.domain.managedidentity;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.environment.FakeEnvironment;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourceDetectionTest {

    static Stream<Arguments> recordedEnvironments() {
        return Stream.of(
                Arguments.of("a virtual machine", AzureHost.virtualMachine(), "Azure VM (IMDS)"),
                Arguments.of("a Windows machine without agent", AzureHost.windows(), "Azure VM (IMDS)"),
                Arguments.of("a pod behind a stand-in", AzureHost.podIdentity(), "Azure VM (IMDS)"),
                Arguments.of(
                        "a pod with a workload identity, which is another matter",
                        AzureHost.linux()
                                .withVariable("AZURE_CLIENT_ID", "client-1")
                                .withVariable("AZURE_FEDERATED_TOKEN_FILE", "/var/run/secrets/token"),
                        "Azure VM (IMDS)"),
                Arguments.of("App Service", AzureHost.appService(), "App Service"),
                Arguments.of("Functions on the consumption plan", AzureHost.functions(), "App Service"),
                Arguments.of("Container Apps", AzureHost.containerApps(), "App Service"),
                Arguments.of("Service Fabric", AzureHost.serviceFabric(), "Service Fabric"),
                Arguments.of("Azure Machine Learning", AzureHost.machineLearning(), "Azure Machine Learning"),
                Arguments.of("Cloud Shell", AzureHost.cloudShell(), "Cloud Shell"),
                Arguments.of("Arc on Linux, by its variables", AzureHost.arcOnLinux(), "Azure Arc"),
                Arguments.of("Arc on Windows, by its agent", AzureHost.arcOnWindows(), "Azure Arc"),
                Arguments.of(
                        "Arc on Linux, by its agent",
                        AzureHost.linux().withFile("/opt/azcmagent/bin/himds", new byte[9000]),
                        "Azure Arc"),
                Arguments.of(
                        "Arc on Linux, by its older agent",
                        AzureHost.linux().withFile("/var/opt/azcmagent/bin/himds", new byte[9000]),
                        "Azure Arc"),
                Arguments.of(
                        "half of App Service",
                        AzureHost.linux().withVariable("IDENTITY_ENDPOINT", "http://127.0.0.1:1/"),
                        "Azure VM (IMDS)"),
                Arguments.of(
                        "App Service with an empty header",
                        AzureHost.linux()
                                .withVariable("IDENTITY_ENDPOINT", "http://127.0.0.1:1/")
                                .withVariable("IDENTITY_HEADER", ""),
                        "Azure VM (IMDS)"));
    }

    private static SourceDetection detect(FakeEnvironment environment) {
        return SourceDetection.of(SourceDetection.standardSources(), environment);
    }

    @ParameterizedTest(name = "{0} is taken for {2}")
    @MethodSource("recordedEnvironments")
    void everyHostIsRecognisedByItsEnvironmentAlone(String what, FakeEnvironment environment, String host) {
        assertThat(detect(environment).source().map(ManagedIdentitySource::name))
                .contains(host);
        assertThat(detect(environment).explain()).endsWith("So this is taken for " + host + ".");
    }

    @Test
    void theExplanationListsWhatWasSeenAndWhatIsMissingForEachHostAndNoValue() {
        FakeEnvironment halfAppService = AzureHost.linux()
                .withVariable("IDENTITY_ENDPOINT", "http://127.0.0.1:41056/canary")
                .withVariable("IDENTITY_HEADER", "");

        assertThat(detect(halfAppService).explain()).isEqualTo("""
                        Service Fabric: seen IDENTITY_ENDPOINT, missing IDENTITY_HEADER (set, but empty) and IDENTITY_SERVER_THUMBPRINT
                        App Service: seen IDENTITY_ENDPOINT, missing IDENTITY_HEADER (set, but empty)
                        Azure Machine Learning: seen nothing, missing MSI_ENDPOINT and MSI_SECRET
                        Cloud Shell: seen nothing, missing MSI_ENDPOINT
                        Azure Arc: seen IDENTITY_ENDPOINT, missing IMDS_ENDPOINT and the Connected Machine agent
                        Azure VM (IMDS): seen nothing, missing nothing
                        So this is taken for Azure VM (IMDS).""");
    }
}

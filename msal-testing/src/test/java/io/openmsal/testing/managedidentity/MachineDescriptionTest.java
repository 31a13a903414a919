package io.openmsal.testing.managedidentity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The metadata service tells what machine it stands on, to whoever asks as documented. */
@Timeout(120)
class MachineDescriptionTest {

    private static final String DOCUMENTED = "/metadata/instance/compute?api-version=2021-02-01";

    private static HttpRequest.Builder request(AzureHostEmulator host, String target) {
        return HttpRequest.newBuilder(URI.create(
                host.environment().variable("AZURE_POD_IDENTITY_AUTHORITY_HOST").orElseThrow() + target));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource(names = {"IMDS", "IMDS_V2"})
    void aMachineOfEitherVersionTellsWhatItIs(EmulatedHost kind) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind).runningOn("Windows", "TrustedLaunch")) {
            HttpResponse<String> response = send(request(host, DOCUMENTED).header("Metadata", "true"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .isEqualTo("{\"osType\":\"Windows\",\"securityProfile\":{\"securityType\":\"TrustedLaunch\"}}");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMDS", "IMDS_V2"})
    void whoeverAsksInAnotherWayIsRefused(EmulatedHost kind) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind)) {
            assertRefused(
                    "POST instead of GET",
                    request(host, DOCUMENTED).header("Metadata", "true").POST(HttpRequest.BodyPublishers.noBody()));
            assertRefused("the header Metadata is missing or wrong", request(host, DOCUMENTED));
            assertRefused(
                    "the header Metadata is missing or wrong",
                    request(host, DOCUMENTED).header("Metadata", "false"));
            assertRefused(
                    "api-version is missing",
                    request(host, "/metadata/instance/compute").header("Metadata", "true"));
        }
    }

    private static void assertRefused(String why, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = send(request);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(why);
    }
}

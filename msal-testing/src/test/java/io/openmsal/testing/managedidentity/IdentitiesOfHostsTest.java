package io.openmsal.testing.managedidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.openmsal.testing.environment.FakeEnvironment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host is asked for an identity by the names that it knows, and has the identities that the test assigns. */
@Timeout(120)
class IdentitiesOfHostsTest {

    private static final String RESOURCE = "&resource=https%3A%2F%2Fvault.azure.net";

    /** All that a host wants, and its header; Arc's key is there already. */
    private static HttpRequest.Builder asked(EmulatedHost kind, FakeEnvironment environment, String query) {
        return switch (kind) {
            case IMDS, IMDS_V2 ->
                request(
                        environment,
                        "AZURE_POD_IDENTITY_AUTHORITY_HOST",
                        "/metadata/identity/oauth2/token?api-version=2018-02-01" + RESOURCE + query,
                        "Metadata",
                        "true");
            case APP_SERVICE ->
                request(
                        environment,
                        "IDENTITY_ENDPOINT",
                        "?api-version=2019-08-01" + RESOURCE + query,
                        "X-IDENTITY-HEADER",
                        at(environment, "IDENTITY_HEADER"));
            case AZURE_ARC ->
                request(
                                environment,
                                "IDENTITY_ENDPOINT",
                                "?api-version=2020-06-01" + RESOURCE + query,
                                "Metadata",
                                "true")
                        .header("Authorization", "Basic emulated-arc-key");
            case MACHINE_LEARNING ->
                request(
                        environment,
                        "MSI_ENDPOINT",
                        "?api-version=2017-09-01" + RESOURCE + query,
                        "secret",
                        at(environment, "MSI_SECRET"));
            case CLOUD_SHELL ->
                request(environment, "MSI_ENDPOINT", "", "Metadata", "true")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(RESOURCE.substring(1) + query));
            case SERVICE_FABRIC -> throw new IllegalArgumentException("It has identities of its own alone");
        };
    }

    private static HttpRequest.Builder request(
            FakeEnvironment environment, String variable, String rest, String header, String value) {
        return HttpRequest.newBuilder(URI.create(at(environment, variable) + rest))
                .header(header, value);
    }

    private static String at(FakeEnvironment environment, String variable) {
        return environment.variable(variable).orElseThrow();
    }

    private static HttpResponse<String> send(EmulatedHost kind, AzureHostEmulator host, String query) throws Exception {
        return HttpClient.newHttpClient()
                .send(asked(kind, host.environment(), query).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    @ParameterizedTest
    @CsvSource({
        "IMDS, client_id",
        "IMDS, object_id",
        "IMDS, msi_res_id",
        "IMDS_V2, msi_res_id",
        "APP_SERVICE, client_id",
        "APP_SERVICE, object_id",
        "APP_SERVICE, principal_id",
        "APP_SERVICE, mi_res_id",
        "AZURE_ARC, client_id",
        "AZURE_ARC, object_id",
        "AZURE_ARC, msi_res_id",
        "MACHINE_LEARNING, clientid"
    })
    void anyIdentityIsAssignedUntilTheTestNamesThem(EmulatedHost kind, String parameter) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind)) {
            assertThat(send(kind, host, "&" + parameter + "=one").statusCode()).isEqualTo(200);
            assertThat(send(kind, host, "&" + parameter + "=two").body()).contains("emulated-token-2");

            host.assigns("ONE");

            assertThat(send(kind, host, "&" + parameter + "=one").body()).contains("emulated-token-1");
            HttpResponse<String> refused = send(kind, host, "&" + parameter + "=two");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("Identity not found");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IMDS, mi_res_id",
        "IMDS, clientid",
        "IMDS, token_sha256_to_refresh",
        "IMDS_V2, mi_res_id",
        "APP_SERVICE, msi_res_id",
        "AZURE_ARC, principal_id",
        "CLOUD_SHELL, client_id"
    })
    void aParameterThatTheHostDoesNotKnowIsRefusedByName(EmulatedHost kind, String parameter) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind)) {
            HttpResponse<String> response = send(kind, host, "&" + parameter + "=one");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains(parameter + " is no parameter of this host");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "object_id", "msi_res_id"})
    void machineLearningTakesNothingButClientid(String parameter) throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.MACHINE_LEARNING)) {
            assertThat(send(EmulatedHost.MACHINE_LEARNING, host, "").body()).contains("clientid is missing");
            assertThat(send(EmulatedHost.MACHINE_LEARNING, host, "&clientid=one&" + parameter + "=one")
                            .body())
                    .contains(parameter + " is no parameter of this host");
        }
    }

    @Test
    void theOwnIdentityOfMachineLearningIsTheOneInItsEnvironment() throws Exception {
        try (AzureHostEmulator host =
                AzureHostEmulator.start(EmulatedHost.MACHINE_LEARNING).assigns()) {
            String own = at(host.environment(), "DEFAULT_IDENTITY_CLIENT_ID");

            assertThat(send(EmulatedHost.MACHINE_LEARNING, host, "&clientid=" + own)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send(EmulatedHost.MACHINE_LEARNING, host, "&clientid=another")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void arcConfirmsAnIdAndItsOlderAgentsDoNot() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.AZURE_ARC)) {
            JsonObject own = json(send(EmulatedHost.AZURE_ARC, host, ""));
            JsonObject confirmed = json(send(EmulatedHost.AZURE_ARC, host, "&client_id=one"));

            host.assigns().ignoresIds();
            JsonObject unconfirmed = json(send(EmulatedHost.AZURE_ARC, host, "&client_id=one"));

            assertThat(confirmed.get("client_id").getAsString()).isEqualTo("one");
            assertThat(confirmed.get("access_token")).isNotEqualTo(own.get("access_token"));
            assertThat(unconfirmed.has("client_id")).isFalse();
            assertThat(unconfirmed.get("access_token")).isEqualTo(own.get("access_token"));
        }
    }

    @Test
    void onlyArcHasOlderAgents() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.IMDS)) {
            assertThatThrownBy(host::ignoresIds)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("AZURE_ARC");
        }
    }
}

package io.openmsal.testing.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

    private static final String WELL_KNOWN = "/v2.0/.well-known/openid-configuration";

    @RegisterExtension
    static final EmulatorExtension emulator = EmulatorExtension.create();

    private WireClient client;
    private String base;

    @BeforeEach
    void connect() {
        client = new WireClient(emulator.get());
        base = emulator.get().baseUri().toString();
    }

    @Test
    void aTenantAskedForByNameAnswersWithItsId() throws Exception {
        String id = emulator.get().tenant("contoso").id();

        var metadata = client.get("/contoso.example" + WELL_KNOWN);

        assertThat(metadata.text("issuer")).isEqualTo(base + "/" + id + "/v2.0");
        assertThat(metadata.text("token_endpoint")).isEqualTo(base + "/" + id + "/oauth2/v2.0/token");
        assertThat(metadata.text("authorization_endpoint")).isEqualTo(base + "/" + id + "/oauth2/v2.0/authorize");
        assertThat(metadata.text("device_authorization_endpoint"))
                .isEqualTo(base + "/" + id + "/oauth2/v2.0/devicecode");
        assertThat(metadata.text("end_session_endpoint")).isEqualTo(base + "/" + id + "/oauth2/v2.0/logout");
    }

    @ParameterizedTest
    @CsvSource({
        "common, {tenantid}",
        "organizations, {tenantid}",
        "consumers, 9188040d-6c67-4c5b-b112-36a304b66dad",
    })
    void aTenantWordStaysInTheUris(String word, String issuing) throws Exception {
        var metadata = client.get("/" + word + WELL_KNOWN);

        assertThat(metadata.text("issuer")).isEqualTo(base + "/" + issuing + "/v2.0");
        assertThat(metadata.text("token_endpoint")).isEqualTo(base + "/" + word + "/oauth2/v2.0/token");
    }

    @Test
    void aSlashTooManyIsForgiven() throws Exception {
        assertThat(client.get("/common/" + WELL_KNOWN).status()).isEqualTo(200);
    }

    @Test
    void anUnknownTenantIsTold() throws Exception {
        var reply = client.get("/fabrikam" + WELL_KNOWN);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo("invalid_tenant");
        assertThat(reply.aadsts()).isEqualTo(90002);
    }

    @Test
    void theKeysAreNamedWhereTheMetadataSays() throws Exception {
        String keys = client.get("/contoso" + WELL_KNOWN).text("jwks_uri");

        var key = client.get(keys.substring(base.length()))
                .json()
                .getAsJsonArray("keys")
                .get(0)
                .getAsJsonObject();

        assertThat(key.get("kty").getAsString()).isEqualTo("RSA");
        assertThat(key.get("use").getAsString()).isEqualTo("sig");
        assertThat(key.has("d")).isFalse();
    }

    @Test
    void thePlainProviderDescribesItselfByTheStandardAlone() throws Exception {
        var metadata = client.get("/oidc/contoso/.well-known/openid-configuration");

        assertThat(metadata.text("issuer")).isEqualTo(emulator.get().oidcAuthority("contoso"));
        assertThat(metadata.json().get("response_modes_supported").toString()).contains("form_post");
        assertThat(metadata.json().keySet()).doesNotContain("tenant_region_scope", "cloud_instance_name");
        assertThat(client.get("/oidc/contoso/keys").body())
                .isEqualTo(client.get("/common/discovery/v2.0/keys").body());
    }

    @Test
    void thePlainProviderMayLackFormPost() throws Exception {
        try (Emulator plain = Emulator.builder().oidcWithoutFormPost().start()) {
            var metadata = new WireClient(plain).get("/oidc/contoso/.well-known/openid-configuration");

            assertThat(metadata.json().get("response_modes_supported").toString())
                    .doesNotContain("form_post");
        }
    }

    private WireClient.Reply instance(String version, String authority) throws Exception {
        String endpoint = URLEncoder.encode(authority + "/oauth2/v2.0/authorize", StandardCharsets.UTF_8);
        return client.get("/common/discovery/instance?api-version=" + version + "&authorization_endpoint=" + endpoint);
    }

    @Test
    void theEmulatorIsAKnownInstance() throws Exception {
        var reply = instance("1.1", emulator.get().authority("contoso"));

        assertThat(reply.text("tenant_discovery_endpoint")).isEqualTo(base + "/contoso" + WELL_KNOWN);
        var cloud = reply.json().getAsJsonArray("metadata").get(0).getAsJsonObject();
        String host = emulator.get().baseUri().getAuthority();
        assertThat(cloud.get("preferred_network").getAsString()).isEqualTo(host);
        assertThat(cloud.get("preferred_cache").getAsString()).isEqualTo(host);
        assertThat(cloud.get("aliases").toString()).contains(host);
    }

    @Test
    void theOldVersionListsNoHosts() throws Exception {
        assertThat(instance("1.0", emulator.get().authority("contoso")).json().has("metadata"))
                .isFalse();
    }

    @Test
    void thePublicCloudIsKnown() throws Exception {
        assertThat(instance("1.1", "https://login.windows.net/common").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://login.evil.example/common", "https://localhost/common"})
    void anyOtherHostIsAnInvalidInstance(String authority) throws Exception {
        assertThat(instance("1.1", authority).text("error")).isEqualTo("invalid_instance");
    }
}

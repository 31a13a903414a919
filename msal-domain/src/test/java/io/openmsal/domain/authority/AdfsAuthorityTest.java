package io.openmsal.domain.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdfsAuthorityTest {

    private static final String SERVER = "https://fs.contoso.com/adfs";

    private final Provider provider = new Provider();
    private final AdfsAuthority server = AdfsAuthority.of(SERVER, LoopbackHttp.REFUSED);

    @Test
    void everythingIsKeptUnderTheOneRealm() {
        assertThat(server.environment()).isEqualTo("fs.contoso.com");
        assertThat(server.tenant()).isEqualTo("adfs");
        assertThat(server.realmOf(new IdTokenClaims(Map.of("tid", "other")))).isEqualTo("adfs");
        assertThat(server.realmFor(new Account("subject", "fs.contoso.com", "", Map.of())))
                .isEqualTo("adfs");
        assertThatThrownBy(() -> server.withTenant("contoso.com")).isInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void assertionsAreSignedTheOldWay() {
        assertThat(server.assertionAlgorithm()).isEqualTo(SignatureAlgorithm.RS256);
    }

    @Test
    void theServerItselfSaysWhereItsEndpointsAre() {
        Endpoints endpoints = provider.publish(server, Provider.metadata(SERVER, SERVER + "/oauth2/token"));

        assertThat(endpoints.token()).hasToString(SERVER + "/oauth2/token");
        assertThat(provider.asked()).containsExactly(SERVER + "/.well-known/openid-configuration");
        assertThat(server.issued(new IdTokenClaims(Map.of("iss", SERVER)), endpoints))
                .isTrue();
        assertThat(server.issued(new IdTokenClaims(Map.of("iss", "https://fs.fabrikam.com/adfs")), endpoints))
                .isFalse();
    }

    @Test
    void noOtherHostIsBelievedToBeAnEndpoint() {
        assertThatThrownBy(() ->
                        provider.publish(server, Provider.metadata(SERVER, "https://evil.example/adfs/oauth2/token")))
                .isInstanceOf(MsalException.class)
                .hasMessageContaining("fs.contoso.com");
    }

    @Test
    void noOtherHostIsBelievedToBeTheIssuer() {
        assertThatThrownBy(() -> provider.publish(
                        server, Provider.metadata("https://login.microsoftonline.com/contoso.com", SERVER + "/token")))
                .isInstanceOf(MsalUntrustedResponseException.class);
    }
}

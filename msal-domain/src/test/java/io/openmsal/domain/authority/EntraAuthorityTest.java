package io.openmsal.domain.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntraAuthorityTest {

    private static final String TID = "11111111-2222-3333-4444-555555555555";

    @ParameterizedTest
    @CsvSource({
        "https://login.microsoftonline.com/common, https://login.microsoftonline.com/common/oauth2/v2.0",
        "https://login.microsoftonline.com/common/, https://login.microsoftonline.com/common/oauth2/v2.0",
        "https://login.microsoftonline.com/organizations, https://login.microsoftonline.com/organizations/oauth2/v2.0",
        "https://login.microsoftonline.com/consumers, https://login.microsoftonline.com/consumers/oauth2/v2.0",
        "https://LOGIN.microsoftonline.com/Contoso.OnMicrosoft.com, https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0",
        "https://login.microsoftonline.com/contoso.example/v2.0, https://login.microsoftonline.com/contoso.example/oauth2/v2.0",
        "https://login.microsoftonline.us/11111111-2222-3333-4444-555555555555, https://login.microsoftonline.us/11111111-2222-3333-4444-555555555555/oauth2/v2.0",
        "https://login.chinacloudapi.cn/contoso.cn, https://login.chinacloudapi.cn/contoso.cn/oauth2/v2.0",
        "https://login.sovcloud-identity.fr/contoso.fr, https://login.sovcloud-identity.fr/contoso.fr/oauth2/v2.0",
    })
    void theEndpointsFollowFromTheAddressAlone(String url, String base) {
        Endpoints endpoints = endpointsOf(EntraAuthority.of(url));

        assertThat(endpoints.authorization()).hasToString(base + "/authorize");
        assertThat(endpoints.token()).hasToString(base + "/token");
        assertThat(endpoints.deviceAuthorization().orElseThrow()).hasToString(base + "/devicecode");
        assertThat(endpoints.formPost()).isEqualTo(FormPostSupport.OFFERED);
    }

    @ParameterizedTest
    @EnumSource(Cloud.class)
    void everyNameOfACloudLeadsToOneCache(Cloud cloud) {
        for (String host : cloud.hosts()) {
            assertThat(EntraAuthority.of("https://" + host + "/common").environment())
                    .isEqualTo(cloud.preferredCache());
        }
        assertThat(cloud.hosts()).contains(cloud.preferredCache(), cloud.preferredNetwork());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "login.microsoftonline.com/common",
                "https://",
                "https:///common",
                "ftp://login.microsoftonline.com/common",
                "http://login.microsoftonline.com/common",
                "http://localhost/common",
                "https://login.microsoftonline.com",
                "https://login.microsoftonline.com/",
                "https://login.microsoftonline.com/con toso",
                "https://login.microsoftonline.com/%2e%2e",
                "https://login.microsoftonline.com/contoso.example/B2C_1_signin",
                "https://login.microsoftonline.com/adfs",
                "https://user:pw@login.microsoftonline.com/common",
                "https://login.microsoftonline.com/common?x=1",
                "https://login.microsoftonline.com/common#x",
                "https://login.example.com/common",
                "https://login.microsoftonline.com.evil.example/common",
                "https://evil.example/login.microsoftonline.com/common"
            })
    void whatIsNoTenantOfAKnownCloudIsRefused(String url) {
        assertThatThrownBy(() -> EntraAuthority.of(url))
                .isInstanceOf(MsalConfigurationException.class)
                .message()
                .doesNotContain("user:pw")
                .doesNotContain("x=1");
    }

    @Test
    void theRefusalShowsWhatWasExpected() {
        assertThatThrownBy(() -> EntraAuthority.of("https://login.microsoftonline.com"))
                .hasMessageContaining("it names no tenant")
                .hasMessageContaining("https://{host}/{tenant}");
        assertThatThrownBy(() -> EntraAuthority.of("https://login.example.com/common"))
                .hasMessageContaining("login.example.com")
                .hasMessageContaining("oidcAuthority")
                .hasMessageContaining("trustedAuthority");
    }

    @Test
    void httpIsForLoopbackAloneAndOnlyWhenAsked() {
        assertThat(endpointsOf(EntraAuthority.trusted("http://127.0.0.1:8080/contoso", LoopbackHttp.ALLOWED))
                        .token())
                .hasToString("http://127.0.0.1:8080/contoso/oauth2/v2.0/token");
        assertThatThrownBy(() -> EntraAuthority.trusted("http://127.0.0.1:8080/contoso", LoopbackHttp.REFUSED))
                .hasMessageContaining("allowHttpOnLoopback()");
        assertThatThrownBy(() -> EntraAuthority.trusted("http://127.0.0.1.evil.example/contoso", LoopbackHttp.ALLOWED))
                .hasMessageContaining("loopback");
    }

    @Test
    void anotherTenantIsAnotherAuthorityOnTheSameHost() {
        EntraAuthority other =
                EntraAuthority.of("https://login.microsoftonline.us/common").withTenant("Fabrikam.Example");

        assertThat(other).hasToString("https://login.microsoftonline.us/fabrikam.example");
        assertThatThrownBy(() -> other.withTenant("../evil")).isInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void anAuthorityOfManyKeepsAPersonsTokensUnderTheirHomeTenant() {
        Account account = new Account("uid." + TID, "login.windows.net", "", Map.of());

        assertThat(EntraAuthority.of(Cloud.PUBLIC, "common").realmFor(account)).isEqualTo(TID);
        assertThat(EntraAuthority.of(Cloud.PUBLIC, "fabrikam.example").realmFor(account))
                .isEqualTo("fabrikam.example");
    }

    @Nested
    class AnIdTokenIsFromHere {

        private final EntraAuthority worldwide = EntraAuthority.of(Cloud.PUBLIC, "common");

        private boolean issued(EntraAuthority authority, String issuer) {
            return authority.issued(new IdTokenClaims(Map.of("iss", issuer, "tid", TID)), endpointsOf(authority));
        }

        @Test
        void whenItNamesThisCloudAndItsOwnTenant() {
            assertThat(issued(worldwide, "https://login.microsoftonline.com/" + TID + "/v2.0"))
                    .isTrue();
            assertThat(issued(worldwide, "https://sts.windows.net/" + TID + "/"))
                    .isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://login.microsoftonline.us/11111111-2222-3333-4444-555555555555/v2.0",
                    "https://login.microsoftonline.com/99999999-2222-3333-4444-555555555555/v2.0",
                    "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555x/v2.0",
                    "http://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
                    "https://login.microsoftonline.com.evil.example/11111111-2222-3333-4444-555555555555/v2.0",
                    "https://evil.example/11111111-2222-3333-4444-555555555555/v2.0",
                    "https://login.microsoftonline.com:444/11111111-2222-3333-4444-555555555555/v2.0",
                    "urn:issuer",
                    "not a uri"
                })
        void andNotOtherwise(String issuer) {
            assertThat(issued(worldwide, issuer)).isFalse();
        }

        @Test
        void onATrustedHostOnlyWhenItNamesThatVeryServer() {
            EntraAuthority emulator = EntraAuthority.trusted("https://localhost:8443/contoso", LoopbackHttp.REFUSED);

            assertThat(issued(emulator, "https://localhost:8443/" + TID + "/v2.0"))
                    .isTrue();
            assertThat(issued(emulator, "https://localhost:9443/" + TID + "/v2.0"))
                    .isFalse();
            assertThat(issued(emulator, "https://login.microsoftonline.com/" + TID + "/v2.0"))
                    .isFalse();
        }
    }

    private static Endpoints endpointsOf(EntraAuthority authority) {
        return authority.endpoints(null, null);
    }

    @Test
    void anUnknownHostBelongsToNoCloud() {
        assertThat(Cloud.ofHost("login.example.com")).isEqualTo(Optional.empty());
        assertThat(Cloud.cacheEnvironmentOf("LOGIN.example.com")).isEqualTo("login.example.com");
    }
}

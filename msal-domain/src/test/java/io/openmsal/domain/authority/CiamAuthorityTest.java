package io.openmsal.domain.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CiamAuthorityTest {

    private static final String TID = "aaaabbbb-0000-cccc-1111-dddd2222eeee";

    private final CiamAuthority contoso = CiamAuthority.of("https://contoso.ciamlogin.com", LoopbackHttp.REFUSED);

    @Test
    void withoutAPathTheTenantFollowsFromTheHost() {
        assertThat(contoso.tenant()).isEqualTo("contoso.onmicrosoft.com");
        assertThat(contoso).hasToString("https://contoso.ciamlogin.com/contoso.onmicrosoft.com");
        assertThat(contoso.endpoints(null, null).deviceAuthorization().orElseThrow())
                .hasToString("https://contoso.ciamlogin.com/contoso.onmicrosoft.com/oauth2/v2.0/devicecode");
    }

    @Test
    void tokensAreKeptUnderTheHost() {
        assertThat(contoso.environment()).isEqualTo("contoso.ciamlogin.com");
        assertThat(contoso.realmOf(new IdTokenClaims(Map.of("tid", TID)))).isEqualTo(TID);
        assertThat(contoso.realmFor(new Account("u." + TID, "contoso.ciamlogin.com", "", Map.of())))
                .isEqualTo("contoso.onmicrosoft.com");
        assertThat(contoso.serves(new Account("u." + TID, "fabrikam.ciamlogin.com", "", Map.of())))
                .isFalse();
        assertThat(contoso.assertionAlgorithm()).isEqualTo(SignatureAlgorithm.PS256);
    }

    @Test
    void anotherTenantIsAnotherApplication() {
        assertThatThrownBy(() -> contoso.withTenant("fabrikam.onmicrosoft.com"))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("contoso.ciamlogin.com");
    }

    @ParameterizedTest
    @CsvSource({
        "https://contoso.ciamlogin.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0, true",
        "https://aaaabbbb-0000-cccc-1111-dddd2222eeee.ciamlogin.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0, true",
        "https://99999999-0000-cccc-1111-dddd2222eeee.ciamlogin.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0, false",
        "https://contoso.ciamlogin.com/99999999-0000-cccc-1111-dddd2222eeee/v2.0, false",
        "https://contoso.ciamlogin.com.evil.example/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0, false",
        "https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0, false",
        "nonsense, false",
    })
    void anIdTokenIsFromHereWhenIssuerAndTenantAgree(String issuer, boolean expected) {
        assertThat(contoso.issued(new IdTokenClaims(Map.of("iss", issuer, "tid", TID)), contoso.endpoints(null, null)))
                .isEqualTo(expected);
    }
}

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

class B2cAuthorityTest {

    private static final String TID = "775527ff-9a37-4307-8b3d-cc311f58d925";

    private final B2cAuthority signIn = policy("https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_susi");

    private static B2cAuthority policy(String url) {
        return B2cAuthority.of(url, LoopbackHttp.REFUSED);
    }

    private static Account account(String userId) {
        return new Account(userId + "." + TID, "contoso.b2clogin.com", "", Map.of());
    }

    @Test
    void tokensAreKeptUnderTheHostAndTheTenantAsTheAddressNamesIt() {
        assertThat(signIn.environment()).isEqualTo("contoso.b2clogin.com");
        assertThat(signIn.tenant()).isEqualTo("contoso.onmicrosoft.com");
        assertThat(signIn.realmFor(account("u"))).isEqualTo("contoso.onmicrosoft.com");
        assertThat(signIn.realmOf(new IdTokenClaims(Map.of("tid", TID)))).isEqualTo("contoso.onmicrosoft.com");
        assertThat(signIn.assertionAlgorithm()).isEqualTo(SignatureAlgorithm.PS256);
    }

    @Test
    void thereAreNoDeviceCodes() {
        assertThat(signIn.endpoints(null, null).deviceAuthorization()).isEmpty();
    }

    @Test
    void aPersonBelongsToThePolicyTheySignedInWith() {
        assertThat(signIn.serves(account("oid-b2c_1_susi"))).isTrue();
        assertThat(signIn.serves(account("oid-B2C_1_Susi"))).isTrue();
        assertThat(signIn.serves(account("oid"))).isTrue();
        assertThat(signIn.serves(account("oid-b2c_1_edit"))).isFalse();
        assertThat(signIn.serves(new Account("oid-b2c_1_susi." + TID, "fabrikam.b2clogin.com", "", Map.of())))
                .isFalse();
    }

    @Test
    void anotherTenantIsAnotherApplication() {
        assertThat(signIn.withTenant("Contoso.onmicrosoft.com")).isSameAs(signIn);
        assertThatThrownBy(() -> signIn.withTenant("fabrikam.onmicrosoft.com"))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("contoso.onmicrosoft.com");
    }

    @ParameterizedTest
    @CsvSource({
        "https://contoso.b2clogin.com/775527ff-9a37-4307-8b3d-cc311f58d925/v2.0/, true",
        "https://contoso.b2clogin.com/tfp/775527ff-9a37-4307-8b3d-cc311f58d925/b2c_1_susi/v2.0/, true",
        "https://contoso.b2clogin.com/tfp/775527ff-9a37-4307-8b3d-cc311f58d925/b2c_1_edit/v2.0/, false",
        "https://contoso.b2clogin.com/99999999-9a37-4307-8b3d-cc311f58d925/v2.0/, false",
        "https://fabrikam.b2clogin.com/775527ff-9a37-4307-8b3d-cc311f58d925/v2.0/, false",
        "https://contoso.b2clogin.com:444/775527ff-9a37-4307-8b3d-cc311f58d925/v2.0/, false",
        "http://contoso.b2clogin.com/775527ff-9a37-4307-8b3d-cc311f58d925/v2.0/, false",
        "https://evil.example/775527ff-9a37-4307-8b3d-cc311f58d925/v2.0/, false",
    })
    void anIdTokenIsFromHereWhenItNamesThisServerTenantAndPolicy(String issuer, boolean expected) {
        assertThat(signIn.issued(new IdTokenClaims(Map.of("iss", issuer, "tid", TID)), signIn.endpoints(null, null)))
                .isEqualTo(expected);
    }

    @Test
    void behindADomainOfOnesOwnTheIssuerMayBeAHostOfB2c() {
        B2cAuthority own = policy("https://login.contoso.com/contoso.onmicrosoft.com/B2C_1_susi");

        for (String host : new String[] {"login.contoso.com", "contoso.b2clogin.com"}) {
            assertThat(own.issued(
                            new IdTokenClaims(Map.of("iss", "https://" + host + "/" + TID + "/v2.0/")),
                            own.endpoints(null, null)))
                    .isTrue();
        }
        assertThat(own.issued(
                        new IdTokenClaims(Map.of("iss", "https://evil.example/" + TID + "/v2.0/")),
                        own.endpoints(null, null)))
                .isFalse();
    }
}

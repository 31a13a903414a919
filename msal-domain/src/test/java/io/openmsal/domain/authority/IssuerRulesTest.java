package io.openmsal.domain.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call themselves the issuer in the metadata that was published at an address, rule by rule. */
class IssuerRulesTest {

    private final Provider provider = new Provider();

    private Endpoints published(String asked, String issuer) {
        OidcAuthority authority = OidcAuthority.of(asked, LoopbackHttp.REFUSED);
        return provider.publish(authority, Provider.metadata(issuer, authority + "/oauth2/token"));
    }

    @ParameterizedTest(name = "{0} may call itself {1}")
    @CsvSource({
        // the same address
        "https://idp.example/realms/it, https://idp.example/realms/it",
        "https://idp.example/realms/it, https://idp.example/realms/it/",
        "https://idp.example:8443/realms/it, https://idp.example:8443/realms/it",
        // the same server, when it is Microsoft's: the address has a domain where the issuer has an id
        "https://login.microsoftonline.com/contoso.com/v2.0, https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0",
        "https://login.microsoftonline.com/common/v2.0, https://login.microsoftonline.com/{tenantid}/v2.0",
        "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_x/v2.0, https://contoso.b2clogin.com/775527ff-9a37-4307-8b3d-cc311f58d925/v2.0/",
        // the same cloud under another name, or a region of it
        "https://login.microsoftonline.com/contoso.com, https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/",
        "https://login.microsoftonline.com/contoso.com/v2.0, https://westus2.login.microsoft.com/contoso.com/v2.0",
        "https://westus2.login.microsoft.com/contoso.com/v2.0, https://login.microsoftonline.com/contoso.com/v2.0",
        "https://login.usgovcloudapi.net/contoso.us/v2.0, https://login.microsoftonline.us/contoso.us/v2.0",
        // an external tenant by its own name, also behind a domain of its own
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0, https://contoso.ciamlogin.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0",
        "https://login.contoso.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0, https://aaaabbbb-0000-cccc-1111-dddd2222eeee.ciamlogin.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0",
        "https://login.contoso.com/contoso, https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0",
        "https://login.contoso.com/contoso, https://contoso.ciamlogin.com/",
    })
    void accepted(String asked, String issuer) {
        assertThat(published(asked, issuer).issuer()).contains(issuer);
    }

    @ParameterizedTest(name = "{0} may not call itself {1}")
    @CsvSource({
        // not the same address
        "https://idp.example/realms/it, https://idp.example/realms/other",
        "https://idp.example/realms/it, https://idp.example/realms/it/more",
        "https://idp.example/realms/it, https://idp.example:444/realms/it",
        "https://idp.example/realms/it, http://idp.example/realms/it",
        "https://idp.example/realms/it, https://evil.example/realms/it",
        "https://idp.example/realms/it, https://idp.example.evil.example/realms/it",
        "https://idp.example/realms/it, https://evil.example@idp.example/realms/it",
        "https://idp.example/realms/it, https://idp.example/realms/it?x=1",
        "https://idp.example/realms/it, nonsense",
        "https://idp.example/realms/it, ''",
        // the rules about Microsoft's hosts are for Microsoft's hosts
        "https://idp.example/realms/it, https://login.microsoftonline.com/contoso.com/v2.0",
        "https://idp.example/realms/it, https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/",
        "https://idp.example/realms/it, https://westus2.login.microsoft.com/contoso.com/v2.0",
        "https://idp.example/realms/it, https://contoso.b2clogin.com/775527ff-9a37-4307-8b3d-cc311f58d925/v2.0/",
        "https://login.idp.example/realms/it, https://idp.example/realms/it",
        // another server, another cloud, no protection, one label too many
        "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_x/v2.0, https://fabrikam.b2clogin.com/contoso.onmicrosoft.com/B2C_1_x/v2.0",
        "https://login.microsoftonline.com/contoso.com/v2.0, https://login.microsoftonline.us/contoso.com/v2.0",
        "https://login.microsoftonline.com/contoso.com/v2.0, http://sts.windows.net/contoso.com/",
        "https://login.microsoftonline.com/contoso.com/v2.0, https://sts.windows.net:444/contoso.com/",
        "https://login.microsoftonline.com/contoso.com/v2.0, https://a.b.login.microsoft.com/contoso.com/v2.0",
        "https://login.microsoftonline.com/contoso.com/v2.0, https://evil.example/contoso.com/v2.0",
        // an external tenant by another's name
        "https://login.contoso.com/contoso, https://fabrikam.ciamlogin.com/contoso/v2.0",
        "https://login.contoso.com/contoso, https://contoso.ciamlogin.com/fabrikam.onmicrosoft.com/v2.0",
        "https://login.contoso.com/contoso, https://contoso.ciamlogin.com/contoso/more/v2.0",
        "https://login.contoso.com/contoso, http://contoso.ciamlogin.com/contoso/v2.0",
        "https://login.contoso.com/contoso, https://contoso.ciamlogin.com.evil.example/contoso/v2.0",
    })
    void refused(String asked, String issuer) {
        assertThatThrownBy(() -> published(asked, issuer))
                .isInstanceOf(MsalUntrustedResponseException.class)
                .hasMessageContaining(asked);
    }

    @ParameterizedTest(name = "secrets for {0} may go to {1}: {2}")
    @CsvSource({
        "https://idp.example/realms/it, https://tokens.example/token, true",
        "https://login.microsoftonline.com/contoso.com/v2.0, https://login.microsoftonline.com/x/token, true",
        "https://login.microsoftonline.com/contoso.com/v2.0, https://login.windows.net/x/token, true",
        "https://login.microsoftonline.com/contoso.com/v2.0, https://westus2.login.microsoft.com/x/token, true",
        "https://login.microsoftonline.com/contoso.com/v2.0, https://login.microsoftonline.us/x/token, false",
        "https://login.microsoftonline.com/contoso.com/v2.0, https://evil.example/x/token, false",
        // external tenants are on hosts of their own in the worldwide cloud
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0, https://contoso.ciamlogin.com/x/token, true",
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0, https://aaaabbbb-0000-cccc-1111-dddd2222eeee.ciamlogin.com/x/token, true",
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0, https://login.microsoftonline.com/x/token, true",
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0, https://login.microsoftonline.us/x/token, false",
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0, https://evil.example/x/token, false",
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0, https://contoso.ciamlogin.com.evil.example/x/token, false",
    })
    void aProviderOnAHostOfMicrosoftsKeepsToItsCloud(String asked, String tokenEndpoint, boolean accepted) {
        OidcAuthority authority = OidcAuthority.of(asked, LoopbackHttp.REFUSED);
        Map<String, Object> metadata = Provider.metadata(asked, tokenEndpoint);

        if (accepted) {
            assertThat(provider.publish(authority, metadata).token()).hasToString(tokenEndpoint);
        } else {
            assertThatThrownBy(() -> provider.publish(authority, metadata))
                    .isInstanceOf(MsalException.class)
                    .hasMessageContaining("endpoint");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.microsoftonline.com/contoso.com/v2.0, authorization_endpoint",
        "https://login.microsoftonline.com/contoso.com/v2.0, token_endpoint",
        "https://login.microsoftonline.com/contoso.com/v2.0, device_authorization_endpoint",
        "https://login.microsoftonline.com/contoso.com/v2.0, jwks_uri",
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0, authorization_endpoint",
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0, device_authorization_endpoint",
        "https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0, jwks_uri",
    })
    void noneOfItsAddressesLeadsElsewhere(String asked, String name) {
        for (String elsewhere : List.of("https://login.microsoftonline.us/x", "https://evil.example/x")) {
            OidcAuthority authority = OidcAuthority.of(asked, LoopbackHttp.REFUSED);
            Map<String, Object> metadata = Provider.metadata(authority.toString());
            metadata.put(name, elsewhere);

            Optional<Endpoints> believed;
            try {
                believed = Optional.of(provider.publish(authority, metadata));
            } catch (MsalException refused) {
                believed = Optional.empty();
            }

            assertThat(believed.map(Endpoints::toString).orElse("")).doesNotContain(elsewhere);
        }
    }

    @Test
    void aPatternForManyTenantsIsFilledInWithTheTokensOwn() {
        OidcAuthority common = OidcAuthority.of("https://login.microsoftonline.com/common/v2.0", LoopbackHttp.REFUSED);
        Endpoints endpoints = published(common.toString(), "https://login.microsoftonline.com/{tenantid}/v2.0");

        assertThat(common.issued(claims("t-1", "https://login.microsoftonline.com/t-1/v2.0"), endpoints))
                .isTrue();
        assertThat(common.issued(claims("t-2", "https://login.microsoftonline.com/t-1/v2.0"), endpoints))
                .isFalse();
    }

    private static IdTokenClaims claims(String tid, String issuer) {
        return new IdTokenClaims(Map.of("tid", tid, "iss", issuer));
    }
}

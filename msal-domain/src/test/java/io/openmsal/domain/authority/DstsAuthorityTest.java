package io.openmsal.domain.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DstsAuthorityTest {

    private static final String TENANT = "https://some.dsts.example/dstsv2/7a433bfc-2514-4697-b467-e0933190487f";

    private final Provider provider = new Provider();
    private final DstsAuthority authority = DstsAuthority.of(TENANT, LoopbackHttp.REFUSED);

    @Test
    void theTenantIsTheRealm() {
        assertThat(authority.environment()).isEqualTo("some.dsts.example");
        assertThat(authority.tenant()).isEqualTo("7a433bfc-2514-4697-b467-e0933190487f");
        assertThat(authority.realmFor(new Account("s", "some.dsts.example", "", Map.of())))
                .isEqualTo(authority.tenant());
        assertThat(authority.withTenant("other")).hasToString("https://some.dsts.example/dstsv2/other");
        assertThat(authority.assertionAlgorithm()).isEqualTo(SignatureAlgorithm.RS256);
    }

    @Test
    void eachTenantSaysWhereItsEndpointsAre() {
        Endpoints endpoints = provider.publish(authority, Provider.metadata(TENANT, TENANT + "/oauth2/v2.0/token"));

        assertThat(endpoints.token()).hasToString(TENANT + "/oauth2/v2.0/token");
        assertThat(authority.issued(new IdTokenClaims(Map.of("iss", TENANT)), endpoints))
                .isTrue();
        assertThat(authority.issued(new IdTokenClaims(Map.of("iss", TENANT + "x")), endpoints))
                .isFalse();
        assertThatThrownBy(() -> provider.publish(
                        authority.withTenant("other"), Provider.metadata(TENANT, "https://evil.example/token")))
                .isInstanceOf(MsalException.class);
    }
}

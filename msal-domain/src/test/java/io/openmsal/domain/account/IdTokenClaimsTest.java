package io.openmsal.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Under which name a person is shown, by what their provider says of them. */
class IdTokenClaimsTest {

    private static final List<String> ADDRESSES = List.of("ada@contoso.example", "lovelace@contoso.example");

    @Test
    void theNameToShowIsTheFirstOfThoseThatProvidersHaveForIt() {
        assertThat(named(Map.of("preferred_username", "ada", "upn", "b", "email", "c", "emails", ADDRESSES)))
                .contains("ada");
        assertThat(named(Map.of("upn", "ada", "email", "c", "emails", ADDRESSES)))
                .contains("ada");
        assertThat(named(Map.of("email", "ada", "emails", ADDRESSES))).contains("ada");
    }

    @Test
    void whereAzureAdB2cSaysNoneOfTheseItIsTheFirstOfTheirAddresses() {
        assertThat(named(Map.of("emails", ADDRESSES, "preferred_username", ""))).contains("ada@contoso.example");
        assertThat(named(Map.of("emails", List.of(7, "", "ada@contoso.example"))))
                .contains("ada@contoso.example");
    }

    @Test
    void whoHasNoneOfThemHasNoName() {
        assertThat(named(Map.of("emails", List.of(), "name", "Ada"))).isEmpty();
        assertThat(named(Map.of("emails", "ada@contoso.example"))).isEmpty();
    }

    private static Optional<String> named(Map<String, Object> claims) {
        return new IdTokenClaims(claims).username();
    }
}

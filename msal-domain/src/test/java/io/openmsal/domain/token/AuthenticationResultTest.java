package io.openmsal.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.account.Account;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthenticationResultTest {

    @Test
    void aTestOfCodeThatUsesTheLibraryBuildsOneByHand() {
        Account ada = new Account("uid.utid", "login.windows.net", "ada@contoso.example", Map.of());

        AuthenticationResult result = AuthenticationResult.builder("token-text")
                .scopes("User.Read")
                .expiresAt(Instant.EPOCH)
                .account(ada)
                .source(TokenSource.CACHE)
                .build();

        assertThat(result.accessToken()).isEqualTo("token-text");
        assertThat(result.authorizationHeader()).isEqualTo("Bearer token-text");
        assertThat(result.scopes()).containsExactly("User.Read");
        assertThat(result.expiresAt()).isEqualTo(Instant.EPOCH);
        assertThat(result.account()).contains(ada);
        assertThat(result.source()).isEqualTo(TokenSource.CACHE);
        assertThat(result.refreshAt()).isEmpty();
    }

    @Test
    void printingItShowsNoToken() {
        assertThat(AuthenticationResult.builder("token-text").build().toString())
                .doesNotContain("token-text");
    }
}

package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.cache.CacheBounds;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.testing.time.TestClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many names an agent remembers. */
class PeopleActedForTest {

    private final Authority authority = EntraAuthority.of("https://login.microsoftonline.com/" + Answers.TENANT_ID);
    private final PeopleActedFor people =
            new PeopleActedFor(TokenCache.inProcess(new TestClock(), event -> {}, new CacheBounds(2)));

    private void remember(String name) {
        people.remember(authority, named(name), accountOf(name), 0);
    }

    private boolean isRemembered(String name) {
        return accountOf(name).equals(people.find(authority, named(name)));
    }

    private static FederatedUser named(String name) {
        return FederatedUser.withUsername(name + "@contoso.example");
    }

    private Account accountOf(String name) {
        return new Account(name + "." + Answers.TENANT_ID, authority.environment(), name, Map.of());
    }

    @Test
    void aNameThatIsRememberedAlreadyCostsNobodyTheirs() {
        remember("ada");
        remember("bob");
        remember("bob");

        assertThat(isRemembered("ada")).isTrue();
        assertThat(isRemembered("bob")).isTrue();
    }

    @Test
    void oneMoreThanTheCacheKeepsPeopleCostsOnlyTheFirst() {
        remember("ada");
        remember("bob");
        remember("carol");

        assertThat(isRemembered("ada")).isFalse();
        assertThat(isRemembered("bob")).isTrue();
        assertThat(isRemembered("carol")).isTrue();
    }
}

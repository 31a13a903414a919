package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.oauth.FederatedUser;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whom an agent acted for under which name, so that nobody is searched for among all who are known. A name is believed while the account still
 * has it. Where the account never had it, since people have several, the provider's word is believed until the token that came with it is
 * over, and no longer than the person is called as they were then: names pass to others. Bounded. Safe for many threads.
 */
final class PeopleActedFor {

    private final int most;
    private final Map<Name, Said> known = new ConcurrentHashMap<>();

    private record Name(String environment, String tenant, FederatedUser user) {

        static Name of(Authority authority, FederatedUser user) {
            return new Name(authority.environment(), authority.tenant(), user);
        }
    }

    /**
     * Whose name somebody said it is.
     *
     * @param person a handle of theirs, with what they were called then
     * @param until how long that is believed by itself, in seconds since 1970
     */
    private record Said(Account person, long until) {

        boolean isBelieved(Account latest, long now) {
            return now < until && person.equals(latest) && person.username().equals(latest.username());
        }
    }

    /** @param most how many names are remembered */
    PeopleActedFor(int most) {
        this.most = most;
    }

    /** Whom a name meant last; it may be another's by now. */
    @Nullable
    Account find(Authority authority, FederatedUser user) {
        Said said = known.get(Name.of(authority, user));
        return said == null ? null : said.person;
    }

    /** Whether a name still means somebody, by what is known of them at present. */
    boolean isStill(Authority authority, FederatedUser user, Account latest, long now) {
        Said said = known.get(Name.of(authority, user));
        return (said != null && said.isBelieved(latest, now)) || user.owns(latest);
    }

    /**
     * Remembers whom a name means.
     *
     * @param until how long that is believed where the account does not have the name, in seconds since 1970
     */
    void remember(Authority authority, FederatedUser user, Account person, long until) {
        if (known.size() >= most) {
            // what is forgotten here is found again
            known.clear();
        }
        known.put(
                Name.of(authority, user),
                new Said(
                        new Account(person.homeAccountId(), person.environment(), person.username(), Map.of()), until));
        if (!person.username().trim().isEmpty()) {
            doubt(Name.of(authority, FederatedUser.withUsername(person.username())), person);
        }
    }

    /** What is a name of two is the only one of neither. */
    private void doubt(Name name, Account person) {
        Said said = known.get(name);
        if (said != null && !said.person.equals(person)) {
            known.remove(name, said);
        }
    }
}

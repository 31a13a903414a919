package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.oauth.FederatedUser;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Whom an agent acted for under which name, so that nobody is searched for among all who are known. A name is believed while the account still
 * has it. Where the account never had it, since people have several, the provider's word is believed until the token that came with it is
 * over, and no longer than the person is called as they were then: names pass to others. It is believed no longer either when the cache has come to
 * know somebody else by that name, whoever brought them. Remembers as many names as the cache keeps people; what was remembered first makes room.
 * Safe for many threads.
 */
final class PeopleActedFor {

    private final TokenCache cache;
    private final int most;
    private final Map<Name, Said> known = new ConcurrentHashMap<>();

    /** The names that are known, in the order in which they came. */
    private final Queue<Name> names = new ConcurrentLinkedQueue<>();

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
     * @param namesakes what the cache {@linkplain TokenCache#namesakes said} of the name when it was settled whose it is
     */
    private record Said(Account person, long until, long namesakes) {

        boolean isBelieved(Account latest, long now) {
            return now < until && person.equals(latest) && person.username().equals(latest.username());
        }
    }

    /** @param cache who is known */
    PeopleActedFor(TokenCache cache) {
        this.cache = cache;
        this.most = cache.bounds().mostPartitions();
    }

    /** Whom a name meant last; it may be another's by now. */
    @Nullable
    Account find(Authority authority, FederatedUser user) {
        Said said = known.get(Name.of(authority, user));
        return said == null ? null : said.person;
    }

    /** Who is known by a name: whom it meant last, if it still does; else the only one who has it. */
    @Nullable
    Account known(Authority authority, FederatedUser user, long now) {
        Account remembered = find(authority, user);
        Account latest = remembered == null ? null : cache.latest(remembered);
        return latest != null && isStill(authority, user, latest, now) ? latest : search(authority, user);
    }

    /** Whether a name still means somebody, by what is known of them and of others at present. */
    boolean isStill(Authority authority, FederatedUser user, Account latest, long now) {
        Name name = Name.of(authority, user);
        Said said = known.get(name);
        return said == null
                ? user.owns(latest)
                : (said.isBelieved(latest, now) || user.owns(latest)) && isOfNobodyElse(name, said);
    }

    /** Walks over everybody only after the name may have come to somebody. */
    private boolean isOfNobodyElse(Name name, Said said) {
        long namesakes = namesakesOf(name.user);
        if (said.namesakes == namesakes) {
            return true;
        }
        for (Account account : cache.accounts(name.environment)) {
            if (!account.equals(said.person) && name.user.owns(account)) {
                return false;
            }
        }
        known.replace(name, said, new Said(said.person, said.until, namesakes));
        return true;
    }

    private @Nullable Account search(Authority authority, FederatedUser user) {
        // looked at first: whoever comes during the search is searched for next time
        Name name = Name.of(authority, user);
        Said before = known.get(name);
        long namesakes = namesakesOf(user);
        Account found = user.homeAccountId(authority.tenant())
                .flatMap(id -> cache.account(authority.environment(), id))
                .orElseGet(() -> only(authority, user));
        if (found != null) {
            rememberUnlessToldSince(name, before, new Said(handleOf(found), 0, namesakes));
        }
        return found;
    }

    /** The only account that is theirs: of two people with one name nobody can tell which is meant. */
    private @Nullable Account only(Authority authority, FederatedUser user) {
        Account only = null;
        for (Account account : cache.accounts(authority.environment())) {
            if (user.owns(account)) {
                if (only != null) {
                    return null;
                }
                only = account;
            }
        }
        return only;
    }

    /**
     * Remembers whom a name means by the word of the provider, which is newer than all that was known of the name before.
     *
     * @param until how long that is believed where the account does not have the name, in seconds since 1970
     */
    void remember(Authority authority, FederatedUser user, Account person, long until) {
        Name name = Name.of(authority, user);
        if (known.put(name, new Said(handleOf(person), until, namesakesOf(user))) == null) {
            keepInOrder(name);
        }
    }

    /** What the provider said during the search is newer than what was found. */
    private void rememberUnlessToldSince(Name name, @Nullable Said before, Said found) {
        if (before != null) {
            known.replace(name, before, found);
        } else if (known.putIfAbsent(name, found) == null) {
            keepInOrder(name);
        }
    }

    private static Account handleOf(Account person) {
        return new Account(person.homeAccountId(), person.environment(), person.username(), Map.of());
    }

    private void keepInOrder(Name name) {
        names.add(name);
        makeRoom();
    }

    /** What is forgotten here is found again. */
    private void makeRoom() {
        while (known.size() > most) {
            Name first = names.poll();
            if (first == null) {
                return;
            }
            known.remove(first);
        }
    }

    /** An id is nobody else's ever. */
    private long namesakesOf(FederatedUser user) {
        Optional<String> username = user.namedAs();
        return username.isPresent() ? cache.namesakes(username.get()) : 0;
    }
}

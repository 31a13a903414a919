package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.GrantedTokens;
import io.openmsal.domain.token.MinimumLifetime;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * The latest token of each partition of a table, ready to be handed out: what a hit has to know of it lies in rows of addresses and numbers, one row
 * for each question and all close together, where the tokens themselves are spread over the whole heap. In a large cache a hit then waits
 * for memory twice, for what the caller brings and for these rows, however many tokens there are.
 *
 * <p>Safe for many threads. Who looks something up takes no lock: when a change came in between, the answer is null, and the partition is asked
 * instead. So is it in all other cases that are not the usual one.
 */
final class ReadyTokens implements PlaceListener {

    /** Equals no key, and is no end to those who look further. */
    private static final String NO_KEY = "\0";

    private final KnownTerms terms;

    // replaced when the table is laid out anew; a table does so at once
    private volatile Rows rows;

    ReadyTokens(KnownTerms terms) {
        this.terms = terms;
        this.rows = new Rows(new Places(1, 1), terms);
    }

    /**
     * A result made of the latest token under a key.
     *
     * @param key what the partition is found by, as a text
     * @param hashCode the text's, which its owner may know without a look into it
     * @param account whose token it is, for the result; null for an application's own
     * @param wanted what the token must serve for
     * @param now seconds since 1970
     * @return the result, or null when the token is not there, will not do, is due for renewal, or lives for less than the
     *     {@linkplain MinimumLifetime#standard() usual} time
     */
    @Nullable
    AuthenticationResult find(String key, int hashCode, @Nullable Account account, Terms wanted, long now) {
        return rows.find(key, hashCode, account, wanted, now);
    }

    @Override
    public void laidOut(Places places) {
        Rows latest = new Rows(places, terms);
        for (int place = 0; place < places.length; place++) {
            if (places.at(place) != null) {
                latest.write(place);
            }
        }
        rows = latest;
    }

    @Override
    public void changed(int place) {
        rows.write(place);
    }

    /** As many rows as a hit has questions, each with a column for each place of one layout. */
    private static final class Rows {

        private final Places places;
        private final KnownTerms known;
        private final StampedLock lock = new StampedLock();

        /** The text of each key, and that of its token beside it. */
        private final @Nullable String[] texts;

        private final long[] facts;
        private final @Nullable GrantedTokens[] tokens;

        // of all that is or was here
        private long latestCachedAt;

        Rows(Places places, KnownTerms known) {
            this.places = places;
            this.known = known;
            this.texts = new String[2 * places.length];
            this.facts = new long[places.length];
            this.tokens = new GrantedTokens[places.length];
        }

        @Nullable
        AuthenticationResult find(String key, int hashCode, @Nullable Account account, Terms wanted, long now) {
            long stamp = lock.tryOptimisticRead();
            int hash = Places.spread(hashCode);
            int last = facts.length - 1;
            for (int place = hash & last; ; place = (place + 1) & last) {
                String found = texts[2 * place];
                if (found == null) {
                    return null;
                }
                if (isSame(found, key) || (Facts.isOf(facts[place], hash) && found.equals(key))) {
                    long fact = facts[place];
                    GrantedTokens granted = tokens[place];
                    String text = texts[2 * place + 1];
                    if (!lock.validate(stamp)
                            || granted == null
                            || text == null
                            || Facts.freshUntil(fact) <= now
                            || mayBeOfTheFuture(granted, now)
                            || !known.of(Facts.terms(fact)).serve(wanted)) {
                        return null;
                    }
                    places.markUsed(place);
                    return AuthenticationResult.fromCache(granted, text, account);
                }
            }
        }

        @SuppressWarnings("ReferenceEquality") // for the usual caller, so that the texts need not be looked into
        private static boolean isSame(String one, String other) {
            return one == other;
        }

        /** The one comparison that most hits make does without a look into the token. */
        private boolean mayBeOfTheFuture(GrantedTokens granted, long now) {
            return latestCachedAt - AccessToken.DIFFERENCE_OF_CLOCKS > now && !granted.isKeptBefore(now);
        }

        /** Brings one place up to date. */
        void write(int place) {
            Partition<?> partition = places.at(place);
            AccessToken latest = partition == null ? null : partition.latest();
            long stamp = lock.writeLock();
            try {
                if (partition != null && latest != null) {
                    show(place, partition, latest);
                } else {
                    clear(place);
                }
            } finally {
                lock.unlockWrite(stamp);
            }
        }

        private void show(int place, Partition<?> partition, AccessToken latest) {
            String key = partition.keyText();
            int number = known.numberOf(Terms.of(latest, partition.ownRealm()));
            if (key == null || number == KnownTerms.NONE) {
                clear(place);
                return;
            }
            latestCachedAt = Math.max(latestCachedAt, latest.cachedAt());
            texts[2 * place] = key;
            facts[place] = Facts.of(places.hashes[place], number, latest.freshUntil(MinimumLifetime.standard()));
            tokens[place] = new GrantedTokens(latest, partition.idToken(latest));
            texts[2 * place + 1] = latest.reveal();
        }

        private void clear(int place) {
            texts[2 * place] = NO_KEY;
            facts[place] = 0;
            tokens[place] = null;
            texts[2 * place + 1] = null;
        }
    }

    /** Three facts in one number: half of the key's hash, the number of the token's terms, and until when it is fresh. */
    private static final class Facts {

        private static final long LAST_SECOND = 0xFFFF_FFFFL;

        static long of(int hash, int terms, long freshUntil) {
            return (long) (hash >>> 16) << 48 | (long) terms << 32 | Math.max(0, Math.min(freshUntil, LAST_SECOND));
        }

        static boolean isOf(long fact, int hash) {
            return fact >>> 48 == hash >>> 16;
        }

        static int terms(long fact) {
            return (int) (fact >>> 32) & 0xFFFF;
        }

        /** In seconds since 1970, up to the year 2106. */
        static long freshUntil(long fact) {
            return fact & LAST_SECOND;
        }
    }
}

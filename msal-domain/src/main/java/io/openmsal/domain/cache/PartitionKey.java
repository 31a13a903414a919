package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.digest.Sha256;
import io.openmsal.domain.token.IdToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What one partition of the cache holds, and so what one document of a store does: the tokens of one person, of one application
 * in one tenant, or for one assertion.
 */
sealed interface PartitionKey {

    /** How the names of people's partitions begin. */
    String PEOPLE = "msal_user_";

    /**
     * The name of the document in a store: hashes, so that who sees names alone is not told whose tokens they are. In hexadecimal digits, since
     * some stores do not tell upper case from lower.
     */
    String name();

    /** Whether the process has this partition at hand. */
    boolean isIn(Index index);

    /** Takes over what a document held; forgets the partition when the document holds nothing of it. */
    void take(Index document, Index index, long now);

    /** Forgets the partition in the process. */
    void removeFrom(Index index);

    /**
     * The partition with which this one is removed, by a change that is made to that one; itself where there is none.
     *
     * @param document what is stored of this one
     */
    default PartitionKey goesWith(Index document) {
        return this;
    }

    /** When nobody will need a document of this partition any more, in seconds since 1970, if that is known. */
    default Optional<Long> end(UnifiedCacheDocument document) {
        return document.end();
    }

    /** The stamps of partitions of this kind. */
    PartitionTable<PartitionKey, Stamp> among(Stamps stamps);

    /**
     * Everything of one person but what was got on their behalf.
     *
     * @param account the person
     */
    record OfPerson(Account account) implements PartitionKey {

        @Override
        public String name() {
            return PEOPLE + sha256(account.environment(), account.homeAccountId());
        }

        @Override
        public boolean isIn(Index index) {
            return index.user(account) != null;
        }

        /** Which families their applications belong to comes along: no document is about an application as such. */
        @Override
        public void take(Index document, Index index, long now) {
            UserPartition stored = document.user(account);
            if (stored == null) {
                removeFrom(index);
            } else {
                index.replace(stored, now);
                index.takeFamilies(document);
            }
        }

        @Override
        public void removeFrom(Index index) {
            index.removeUser(account);
        }

        @Override
        public PartitionTable<PartitionKey, Stamp> among(Stamps stamps) {
            return stamps.people;
        }
    }

    /**
     * An application's own tokens of one tenant.
     *
     * @param app the application
     * @param tenant the tenant
     */
    record OfApplication(AppKey app, String tenant) implements PartitionKey {

        @Override
        public String name() {
            return namesBeginWith(app) + sha256(tenant);
        }

        /** Under which that is changed which is about all tenants; nothing is stored there. */
        static OfApplication ofAllTenants(AppKey app) {
            return new OfApplication(app, "");
        }

        @Override
        public PartitionKey goesWith(Index document) {
            return ofAllTenants(app);
        }

        /** How the names begin of all partitions of an application. */
        static String namesBeginWith(AppKey app) {
            return "msal_app_" + sha256(app.environment(), app.clientId()) + "_";
        }

        @Override
        public boolean isIn(Index index) {
            return index.app(app, tenant) != null;
        }

        @Override
        public void take(Index document, Index index, long now) {
            AppPartition stored = document.app(app, tenant);
            if (stored == null) {
                removeFrom(index);
            } else {
                index.replace(app, stored, now);
            }
        }

        @Override
        public void removeFrom(Index index) {
            index.removeApp(app, tenant);
        }

        @Override
        public PartitionTable<PartitionKey, Stamp> among(Stamps stamps) {
            return stamps.tenants;
        }
    }

    /**
     * What was got with one assertion, and whose it is.
     *
     * @param assertion the assertion
     */
    record OfAssertion(OnBehalfOfKey assertion) implements PartitionKey {

        @Override
        public String name() {
            return "msal_obo_"
                    + sha256(
                            assertion.environment(),
                            assertion.clientId(),
                            assertion.tenant(),
                            assertion.assertionHash());
        }

        @Override
        public boolean isIn(Index index) {
            return index.onBehalfOf(assertion) != null;
        }

        @Override
        public PartitionKey goesWith(Index document) {
            OnBehalfOfPartition stored = document.onBehalfOf(assertion);
            Account person = stored == null ? null : stored.account;
            return person == null ? this : new OfPerson(person);
        }

        /** The person and their ID tokens come along, unless newer ones are there: a token is handed out together with them. */
        @Override
        public void take(Index document, Index index, long now) {
            OnBehalfOfPartition stored = document.onBehalfOf(assertion);
            if (stored == null) {
                removeFrom(index);
                return;
            }
            Account person = stored.account;
            UserPartition owner = person == null ? null : document.user(person);
            if (person != null && owner != null) {
                UserPartition known = index.openUser(person);
                for (IdToken token : owner.idTokens()) {
                    if (known.isNews(token)) {
                        known.put(token);
                    }
                }
            }
            index.replace(stored, now);
        }

        @Override
        public void removeFrom(Index index) {
            index.removeOnBehalfOf(assertion);
        }

        /** Their person stands there only for the sake of the tokens. */
        @Override
        public Optional<Long> end(UnifiedCacheDocument document) {
            return document.endBesidePeople();
        }

        @Override
        public PartitionTable<PartitionKey, Stamp> among(Stamps stamps) {
            return stamps.assertions;
        }
    }

    /** Of all the parts, each with its end. */
    static String sha256(String... parts) {
        MessageDigest digest = Sha256.begin();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return Sha256.hex(digest.digest());
    }
}

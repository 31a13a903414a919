package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What only one process at a time asks the provider for. Those who redeem the same refresh token have the same key, whatever they ask for
 * with it; where nothing is used up, a key is a token.
 */
public final class LeaseKey {

    private final PartitionKey partition;
    private final String name;

    private LeaseKey(PartitionKey partition, String... further) {
        this.partition = partition;
        String[] parts = Arrays.copyOf(further, further.length + 1);
        parts[further.length] = partition.name();
        this.name = "msal_lease_" + PartitionKey.sha256(parts);
    }

    /**
     * Whatever is got with a person's refresh tokens.
     *
     * @param account the person
     * @return the key
     */
    public static LeaseKey ofPerson(Account account) {
        return new LeaseKey(new PartitionKey.OfPerson(account));
    }

    /**
     * An application's own token.
     *
     * @param app the application
     * @param tenant the tenant
     * @param scopes what it is for
     * @param kind which kind of token
     * @return the key
     */
    public static LeaseKey ofApplication(AppKey app, String tenant, Scopes scopes, TokenKind kind) {
        return new LeaseKey(new PartitionKey.OfApplication(app, tenant), scopes.toString(), said(kind));
    }

    /**
     * A token that is got with an assertion.
     *
     * @param key the assertion, and where it is traded
     * @param scopes what it is for
     * @param kind which kind of token
     * @return the key
     */
    public static LeaseKey ofAssertion(OnBehalfOfKey key, Scopes scopes, TokenKind kind) {
        return new LeaseKey(new PartitionKey.OfAssertion(key), scopes.toString(), said(kind));
    }

    /**
     * Whatever is got with the refresh token of a session.
     *
     * @param key the session, and where
     * @return the key
     */
    public static LeaseKey ofSession(OnBehalfOfKey key) {
        return new LeaseKey(new PartitionKey.OfAssertion(key));
    }

    private static String said(TokenKind kind) {
        return StoredKind.keyWord(kind) + StoredKind.keySuffix(kind);
    }

    /** Where lies what is got under the lease. */
    PartitionKey partition() {
        return partition;
    }

    /** Where the lease lies in the store. */
    String name() {
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LeaseKey key && name.equals(key.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name, which tells nobody whose it is. */
    @Override
    public String toString() {
        return name;
    }
}

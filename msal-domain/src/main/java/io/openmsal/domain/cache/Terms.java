package io.openmsal.domain.cache;

import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an access token, and what one gives: for which application and tenant, for what, and of which kind. Tokens alike share
 * theirs, so that comparing them on a hit does not wait for memory; inside a partition of many tokens they are what one is found by.
 */
final class Terms {

    private final String clientId;
    private final @Nullable String realm;
    private final Scopes scopes;
    private final TokenKind kind;

    /**
     * Names terms.
     *
     * @param clientId the application
     * @param realm the tenant, or null for the {@linkplain Partition#ownRealm() partition's own}
     * @param scopes what for
     * @param kind which kind of token
     */
    Terms(String clientId, @Nullable String realm, Scopes scopes, TokenKind kind) {
        this.clientId = clientId;
        this.realm = realm;
        this.scopes = scopes;
        this.kind = kind;
    }

    /** The terms of a token that lies in a partition. */
    static Terms of(AccessToken token, @Nullable String ownRealm) {
        boolean isOwn = ownRealm != null && token.isOf(ownRealm);
        return new Terms(token.clientId(), isOwn ? null : token.realm(), token.scopes(), token.kind());
    }

    /** Whether a token of these terms is good for a request. */
    boolean serve(Terms wanted) {
        return clientId.equals(wanted.clientId)
                && Objects.equals(realm, wanted.realm)
                && kind.equals(wanted.kind)
                && scopes.containsAll(wanted.scopes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Terms terms
                && clientId.equals(terms.clientId)
                && Objects.equals(realm, terms.realm)
                && scopes.equals(terms.scopes)
                && kind.equals(terms.kind);
    }

    @Override
    public int hashCode() {
        return ((clientId.hashCode() * 31 + Objects.hashCode(realm)) * 31 + scopes.hashCode()) * 31 + kind.hashCode();
    }
}

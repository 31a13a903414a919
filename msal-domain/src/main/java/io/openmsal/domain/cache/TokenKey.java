package io.openmsal.domain.cache;

import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import org.jspecify.annotations.Nullable;

/** What an access token is found by inside its partition. Its hash is computed once, since it is made for every look-up. */
final class TokenKey {

    private final String clientId;
    private final String realm;
    private final Scopes scopes;
    private final TokenKind kind;
    private final int hash;

    TokenKey(String clientId, String realm, Scopes scopes, TokenKind kind) {
        this.clientId = clientId;
        this.realm = realm;
        this.scopes = scopes;
        this.kind = kind;
        this.hash = ((clientId.hashCode() * 31 + realm.hashCode()) * 31 + scopes.hashCode()) * 31 + kind.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenKey key
                && hash == key.hash
                && clientId.equals(key.clientId)
                && realm.equals(key.realm)
                && scopes.equals(key.scopes)
                && kind.equals(key.kind);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}

package io.openmsal.domain.token;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What sets a token apart from others for the same scopes: how it is presented, which key it is bound to, and which further
 * inputs it was asked for with. A token of one kind never stands in for one of another.
 *
 * <p>Immutable and safe for many threads. Nearly all tokens are {@link #BEARER}, which is one object, so that comparing kinds
 * costs a look-up in the cache next to nothing.
 */
public final class TokenKind {

    /** A bearer token (RFC 6750) without anything further. */
    public static final TokenKind BEARER = new TokenKind("bearer", "", ExtendedKey.NONE);

    private final String type;
    private final String keyId;
    private final String extendedKey;
    private final int hash;

    private TokenKind(String type, String keyId, String extendedKey) {
        this.type = type;
        this.keyId = keyId;
        this.extendedKey = extendedKey;
        this.hash = (type.hashCode() * 31 + keyId.hashCode()) * 31 + extendedKey.hashCode();
    }

    /**
     * A kind of token.
     *
     * @param type the token type as it stands on the wire, in any case, such as {@code pop}
     * @param keyId the key it is bound to, or empty
     * @param extendedKey the inputs it was asked for with, as {@link ExtendedKey} writes them
     * @return the kind; {@link #BEARER} itself where it is that
     */
    public static TokenKind of(String type, String keyId, String extendedKey) {
        TokenKind kind = new TokenKind(
                type.toLowerCase(Locale.ROOT),
                Objects.requireNonNull(keyId, "keyId"),
                Objects.requireNonNull(extendedKey, "extendedKey"));
        return kind.equals(BEARER) ? BEARER : kind;
    }

    /**
     * How such a token is presented.
     *
     * @return the token type in lower case, such as {@code bearer}
     */
    public String type() {
        return type;
    }

    /**
     * Which key such a token is bound to.
     *
     * @return the key's id, or empty
     */
    public String keyId() {
        return keyId;
    }

    /**
     * Which inputs such a token was asked for with.
     *
     * @return the key as {@link ExtendedKey} writes it, or empty
     */
    public String extendedKey() {
        return extendedKey;
    }

    /**
     * Whether whoever holds such a token may use it.
     *
     * @return false when it is of use only with something else, such as a key
     */
    public boolean isBearer() {
        return type.equals(BEARER.type);
    }

    /**
     * Whether such a token is presented in an {@code Authorization} header.
     *
     * @return false for an SSH certificate, which is a file
     */
    public boolean goesIntoHeader() {
        return !type.equals("ssh-cert");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof TokenKind kind
                        && hash == kind.hash
                        && type.equals(kind.type)
                        && keyId.equals(kind.keyId)
                        && extendedKey.equals(kind.extendedKey));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Type, key and further inputs' hash; none of them is secret. */
    @Override
    public String toString() {
        return type + (keyId.isEmpty() ? "" : " bound to " + keyId) + (extendedKey.isEmpty() ? "" : " +" + extendedKey);
    }
}

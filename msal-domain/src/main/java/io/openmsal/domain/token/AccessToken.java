package io.openmsal.domain.token;

import io.openmsal.port.Secret;
import java.util.Objects;

/**
 * An access token as it is kept: the token, what it is for, and its times. Immutable and safe for many threads.
 *
 * <p>Times are whole seconds since 1970, as on the wire and in the shared cache format, so that deciding about a cached token
 * makes no object.
 */
public final class AccessToken {

    /** The value of {@link #refreshAt()} when the server gave no advice. */
    public static final long NEVER = Long.MAX_VALUE;

    /** How far the clocks of two machines that share tokens may be apart, in seconds: with more, servers refuse what they sign. */
    public static final long DIFFERENCE_OF_CLOCKS = 3600;

    // without its Secret around it, which would be one more object to wait for on each hit; never printed
    private final String text;
    private final String tokenType;
    private final Scopes scopes;
    private final String clientId;
    private final String realm;
    private final String requestedRealm;
    private final long cachedAt;
    private final long expiresAt;
    private final long extendedExpiresAt;
    private final long refreshAt;
    private final TokenKind kind;

    /**
     * Keeps a bearer token.
     *
     * @param secret the token itself
     * @param tokenType how to present it, such as {@code Bearer}
     * @param scopes what was granted
     * @param clientId the application it was issued to
     * @param realm the tenant it was issued by
     * @param requestedRealm the name under which that tenant was asked, often the same, sometimes a domain
     * @param cachedAt when it was received, in seconds since 1970
     * @param expiresAt when it expires, in seconds since 1970
     * @param extendedExpiresAt until when it may serve in an outage, in seconds since 1970
     * @param refreshAt from when a new one should be fetched, in seconds since 1970, or {@link #NEVER}
     */
    public AccessToken(
            Secret secret,
            String tokenType,
            Scopes scopes,
            String clientId,
            String realm,
            String requestedRealm,
            long cachedAt,
            long expiresAt,
            long extendedExpiresAt,
            long refreshAt) {
        this(
                secret,
                tokenType,
                scopes,
                clientId,
                realm,
                requestedRealm,
                cachedAt,
                expiresAt,
                extendedExpiresAt,
                refreshAt,
                TokenKind.BEARER);
    }

    private AccessToken(
            Secret secret,
            String tokenType,
            Scopes scopes,
            String clientId,
            String realm,
            String requestedRealm,
            long cachedAt,
            long expiresAt,
            long extendedExpiresAt,
            long refreshAt,
            TokenKind kind) {
        this.text = Objects.requireNonNull(secret, "secret").reveal();
        this.tokenType = Objects.requireNonNull(tokenType, "tokenType");
        this.scopes = Objects.requireNonNull(scopes, "scopes");
        this.clientId = Objects.requireNonNull(clientId, "clientId");
        this.realm = Objects.requireNonNull(realm, "realm");
        this.requestedRealm = Objects.requireNonNull(requestedRealm, "requestedRealm");
        this.cachedAt = cachedAt;
        this.expiresAt = expiresAt;
        this.extendedExpiresAt = extendedExpiresAt;
        this.refreshAt = refreshAt;
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /**
     * What may be done with this token.
     *
     * @param now seconds since 1970
     * @param minimum how much life it must have left
     * @return {@link Freshness#EXPIRED} once no more than that is left, or when it was kept by a clock that has been set back since
     */
    public Freshness freshnessAt(long now, MinimumLifetime minimum) {
        if (servesUntil(minimum) <= now || !isKeptBefore(now)) {
            return Freshness.EXPIRED;
        }
        return refreshAt <= now ? Freshness.REFRESH_DUE : Freshness.FRESH;
    }

    /**
     * Whether this token was kept in the past. One of the future was kept by a clock that has been set back since, so how long it still
     * lives is not known.
     *
     * @param now seconds since 1970
     * @return false when it was kept more than an hour from now
     */
    public boolean isKeptBefore(long now) {
        return cachedAt - DIFFERENCE_OF_CLOCKS <= now;
    }

    /**
     * Until when this token is {@link Freshness#FRESH}.
     *
     * @param minimum how much life it must have left
     * @return the second from which it is due for renewal or over, in seconds since 1970
     */
    public long freshUntil(MinimumLifetime minimum) {
        return Math.min(servesUntil(minimum), refreshAt);
    }

    private long servesUntil(MinimumLifetime minimum) {
        return expiresAt - minimum.secondsOf(cachedAt, expiresAt);
    }

    /**
     * The same token, to be renewed at another time.
     *
     * @param instant from when a new one should be fetched, in seconds since 1970
     * @return a copy
     */
    public AccessToken refreshingAt(long instant) {
        return copy(secret(), tokenType, scopes, instant, kind);
    }

    /**
     * The same token with its scopes in another, equal object.
     *
     * @param same equal scopes
     * @return a copy
     */
    public AccessToken withScopes(Scopes same) {
        return copy(secret(), tokenType, same, refreshAt, kind);
    }

    /**
     * The same token, of another kind than a bearer token.
     *
     * @param other the kind it was asked for as
     * @return a copy
     */
    public AccessToken ofKind(TokenKind other) {
        return copy(secret(), tokenType, scopes, refreshAt, other);
    }

    /**
     * The same token as the web API gets it, where that is not the token alone.
     *
     * @param type the word before it in an {@code Authorization} header
     * @param text what the web API gets, such as a signed HTTP request
     * @return a copy
     */
    public AccessToken presentedAs(String type, Secret text) {
        return copy(text, type, scopes, refreshAt, kind);
    }

    private AccessToken copy(Secret shown, String type, Scopes granted, long renewAt, TokenKind otherKind) {
        return new AccessToken(
                shown,
                type,
                granted,
                clientId,
                realm,
                requestedRealm,
                cachedAt,
                expiresAt,
                extendedExpiresAt,
                renewAt,
                otherKind);
    }

    /**
     * The token itself.
     *
     * @return the secret
     */
    public Secret secret() {
        return Secret.of(text);
    }

    /**
     * The token's text, as {@link Secret#reveal()} gives it, without making a secret of it first.
     *
     * @return what is sent to a web API and shown to nobody
     */
    public String reveal() {
        return text;
    }

    /**
     * How to present it.
     *
     * @return the token type as the server spelled it, such as {@code Bearer}
     */
    public String tokenType() {
        return tokenType;
    }

    /**
     * What sets it apart from others for the same scopes.
     *
     * @return the kind it was asked for as
     */
    public TokenKind kind() {
        return kind;
    }

    /**
     * What it may be used for.
     *
     * @return the scopes granted
     */
    public Scopes scopes() {
        return scopes;
    }

    /**
     * Whom it was issued to.
     *
     * @return the application's client id
     */
    public String clientId() {
        return clientId;
    }

    /**
     * Who issued it.
     *
     * @return the tenant
     */
    public String realm() {
        return realm;
    }

    /**
     * The name under which its tenant was asked: a domain leads to a tenant whose id only the answer tells.
     *
     * @return a tenant id or a domain
     */
    public String requestedRealm() {
        return requestedRealm;
    }

    /**
     * Whether this is a token of a tenant.
     *
     * @param name a tenant id, or the name under which it was asked
     * @return true when it is known by that name
     */
    public boolean isOf(String name) {
        return requestedRealm.equals(name) || realm.equals(name);
    }

    /**
     * When it was received.
     *
     * @return seconds since 1970
     */
    public long cachedAt() {
        return cachedAt;
    }

    /**
     * When it expires.
     *
     * @return seconds since 1970
     */
    public long expiresAt() {
        return expiresAt;
    }

    /**
     * Until when it may serve in an outage.
     *
     * @return seconds since 1970
     */
    public long extendedExpiresAt() {
        return extendedExpiresAt;
    }

    /**
     * From when a new one should be fetched.
     *
     * @return seconds since 1970, or {@link #NEVER}
     */
    public long refreshAt() {
        return refreshAt;
    }

    /** Type, scopes and expiry; never the token. */
    @Override
    public String toString() {
        return tokenType + " access token for " + scopes + " expiring at " + expiresAt;
    }
}

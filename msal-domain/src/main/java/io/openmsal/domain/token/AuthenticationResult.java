package io.openmsal.domain.token;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.TlsIdentity;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every way of getting a token gives: the token, what it is for, whom it belongs to, and where it came from.
 *
 * <p>Immutable and safe for many threads. Prints no token. Deliberately not serializable: keep the {@link Account} in a
 * session, with the {@link #metadata()} if you like, and ask for the token when it is needed, from the cache. A test builds one with {@link #builder}.
 */
public final class AuthenticationResult {

    private final GrantedTokens tokens;

    // that of the token, which lies elsewhere in memory
    private final String text;
    private final @Nullable Account account;
    private final TokenSource source;
    private final Circumstances circumstances;

    private AuthenticationResult(
            GrantedTokens tokens,
            String text,
            @Nullable Account account,
            TokenSource source,
            Circumstances circumstances) {
        this.tokens = tokens;
        this.text = text;
        this.account = account;
        this.source = source;
        this.circumstances = circumstances;
    }

    private AuthenticationResult(
            AccessToken token,
            @Nullable Account account,
            @Nullable IdToken idToken,
            TokenSource source,
            Circumstances circumstances) {
        this(new GrantedTokens(token, idToken), token.reveal(), account, source, circumstances);
    }

    /**
     * A token from the cache.
     *
     * @param token the token
     * @param account whose it is, or null for the application's own
     * @param idToken what the server said about the person, or null
     * @return the result
     */
    public static AuthenticationResult fromCache(
            AccessToken token, @Nullable Account account, @Nullable IdToken idToken) {
        return new AuthenticationResult(token, account, idToken, TokenSource.CACHE, Circumstances.NONE);
    }

    /**
     * Tokens from a cache that has the text of the access token at hand, so that nobody has to look into the token itself.
     *
     * @param tokens the tokens
     * @param text what the access token {@linkplain AccessToken#reveal() reveals}
     * @param account whose they are, or null for the application's own
     * @return the result
     */
    public static AuthenticationResult fromCache(GrantedTokens tokens, String text, @Nullable Account account) {
        return new AuthenticationResult(tokens, text, account, TokenSource.CACHE, Circumstances.NONE);
    }

    /**
     * A token from the identity provider.
     *
     * @param token the token
     * @param account whose it is, or null for the application's own
     * @param idToken what the server said about the person, or null
     * @param reason why the cache did not do
     * @param requested the scopes asked for
     * @param correlationId the id that stands in the server's log
     * @return the result
     */
    public static AuthenticationResult fromProvider(
            AccessToken token,
            @Nullable Account account,
            @Nullable IdToken idToken,
            CacheRefreshReason reason,
            Scopes requested,
            String correlationId) {
        return new AuthenticationResult(
                token,
                account,
                idToken,
                TokenSource.IDENTITY_PROVIDER,
                Circumstances.of(reason, requested, correlationId));
    }

    /**
     * A token from the operating system's broker.
     *
     * @param token the token
     * @param account whose it is
     * @param idToken what is known about the person, or null
     * @param reason why the cache did not do
     * @param requested the scopes asked for
     * @param correlationId the id that the broker was given
     * @return the result
     */
    public static AuthenticationResult fromBroker(
            AccessToken token,
            Account account,
            @Nullable IdToken idToken,
            CacheRefreshReason reason,
            Scopes requested,
            String correlationId) {
        return new AuthenticationResult(
                token, account, idToken, TokenSource.BROKER, Circumstances.of(reason, requested, correlationId));
    }

    /**
     * Starts a result by hand, for tests of code that uses this library.
     *
     * @param accessToken the token's text
     * @return a builder with sensible values for all the rest
     */
    public static AuthenticationResultBuilder builder(String accessToken) {
        return new AuthenticationResultBuilder(accessToken);
    }

    /**
     * The same result with the token as the web API gets it, where that is not the token alone.
     *
     * @param type the word before it in an {@code Authorization} header
     * @param text what the web API gets
     * @return a copy
     */
    public AuthenticationResult presentedAs(String type, Secret text) {
        return new AuthenticationResult(
                tokens.with(token().presentedAs(type, text)), text.reveal(), account, source, circumstances);
    }

    /**
     * The same result with an authorization code for the part of the application that runs in the browser.
     *
     * @param code the code
     * @return a copy
     */
    public AuthenticationResult withSpaCode(Secret code) {
        return under(circumstances.withSpaCode(Objects.requireNonNull(code, "code")));
    }

    /**
     * The same result with the refresh token that came with it, for a caller who keeps those.
     *
     * @param secret the refresh token
     * @return a copy
     */
    public AuthenticationResult withRefreshToken(Secret secret) {
        return under(circumstances.withRefreshToken(Objects.requireNonNull(secret, "secret")));
    }

    /**
     * The same result with the certificate that its token is bound to.
     *
     * @param identity the certificate and its key
     * @return a copy
     */
    public AuthenticationResult boundTo(TlsIdentity identity) {
        return under(circumstances.boundTo(identity));
    }

    private AuthenticationResult under(Circumstances others) {
        return new AuthenticationResult(tokens, text, account, source, others);
    }

    /**
     * What the web API has to be shown in the TLS handshake together with the token (RFC 8705 §3). The HTTP client that calls it
     * takes a key manager made of it.
     *
     * @return the certificate and its key; empty for tokens that are bound to none
     */
    public Optional<TlsIdentity> bindingIdentity() {
        return Optional.ofNullable(circumstances.binding);
    }

    /**
     * What was got, ready to be sent to the web API: the access token, or what was made of it, such as a signed HTTP request.
     * Opaque: do not read its content.
     *
     * @return the token's text
     */
    public String accessToken() {
        return text;
    }

    /**
     * The value of the {@code Authorization} header that presents the token (RFC 6750 §2.1).
     *
     * @return token type and token
     * @throws MsalConfigurationException when it is an SSH certificate, which no header presents
     */
    public String authorizationHeader() {
        if (!token().kind().goesIntoHeader()) {
            throw new MsalConfigurationException(
                    "ssh_cert_used_as_http_header",
                    "An SSH certificate is no token for a web API. Write accessToken() into a certificate file, or ask for"
                            + " a token without sshCertificate(...).");
        }
        return token().tokenType() + " " + text;
    }

    /**
     * How to present the token.
     *
     * @return the token type as the server spelled it, such as {@code Bearer}
     */
    public String tokenType() {
        return token().tokenType();
    }

    /**
     * What sets the token apart from others for the same scopes: whether it is bound to a key, and which.
     *
     * @return the kind
     */
    public TokenKind tokenKind() {
        return token().kind();
    }

    /**
     * What the token may be used for, as the server granted it.
     *
     * @return scopes, unmodifiable
     */
    public Set<String> scopes() {
        return token().scopes().values();
    }

    /**
     * What was asked for and not granted. Microsoft Entra grants scopes under their short names too, so this compares texts
     * and is a hint, no verdict.
     *
     * @return scopes, unmodifiable; empty for a token from the cache
     */
    public Set<String> declinedScopes() {
        Scopes requested = circumstances.requested;
        return requested == null
                ? Scopes.none().values()
                : requested.minus(Scopes.OPENID_CONNECT).minus(token().scopes()).values();
    }

    /**
     * When the token expires.
     *
     * @return an instant in whole seconds
     */
    public Instant expiresAt() {
        return Instant.ofEpochSecond(token().expiresAt());
    }

    /**
     * From when the server would like a new token to be fetched. The library does so by itself.
     *
     * @return an instant, or empty when the server gave no advice
     */
    public Optional<Instant> refreshAt() {
        return token().refreshAt() == AccessToken.NEVER
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(token().refreshAt()));
    }

    /**
     * Who signed in.
     *
     * @return the account, or empty for a token of the application itself
     */
    public Optional<Account> account() {
        return Optional.ofNullable(account);
    }

    /**
     * The ID token as it was received.
     *
     * @return the token, or empty when there is none
     */
    public Optional<Secret> idToken() {
        return Optional.ofNullable(tokens.idToken()).map(IdToken::secret);
    }

    /**
     * What the ID token says.
     *
     * @return the claims, or empty when there is no ID token
     */
    public Optional<IdTokenClaims> idTokenClaims() {
        return Optional.ofNullable(tokens.idToken()).map(IdToken::claims);
    }

    /**
     * The tenant that issued the token.
     *
     * @return a tenant id, or the word or domain the application was configured with
     */
    public String tenantId() {
        return token().realm();
    }

    /**
     * Where the token came from.
     *
     * @return the source
     */
    public TokenSource source() {
        return source;
    }

    /**
     * Why the cache alone did not do.
     *
     * @return the reason; {@link CacheRefreshReason#NOT_APPLICABLE} for a token from the cache
     */
    public CacheRefreshReason refreshReason() {
        return circumstances.reason;
    }

    /**
     * The id that stands in the server's log for the request.
     *
     * @return the id, or empty when nothing was sent
     */
    public Optional<String> correlationId() {
        return Optional.ofNullable(circumstances.correlationId);
    }

    /**
     * An authorization code for the part of the application that runs in the browser, so that it gets tokens of its own without another
     * sign-in. Works once and not for long: hand it on with the page.
     *
     * @return the code, or empty when none was asked for or the provider has none to give
     */
    public Optional<Secret> spaCode() {
        return Optional.ofNullable(circumstances.spaCode);
    }

    /**
     * What is known about the token without the token, to be kept in a session or written to an audit log.
     *
     * @return everything but the tokens, serializable
     */
    public AuthenticationResultMetadata metadata() {
        return AuthenticationResultMetadata.of(this);
    }

    /**
     * The refresh token that came with this answer, where the application asked for those when it was built. It is good for as long as a
     * password: keep it as one. A provider that replaces it with each use takes a second use for theft, so redeem it in one place only,
     * here or wherever it was taken. Also there for who redeemed a refresh token from elsewhere and nobody was named, so that nothing is kept.
     *
     * @return the refresh token; otherwise empty unless it was asked for, and for a token from the cache or of a broker
     */
    public Optional<Secret> refreshToken() {
        return Optional.ofNullable(circumstances.refreshToken);
    }

    private AccessToken token() {
        return tokens.accessToken();
    }

    /** Everything but the tokens. */
    @Override
    public String toString() {
        return token().toString() + " from " + source + (account == null ? "" : " of " + account);
    }

    static AuthenticationResult of(
            AccessToken token, @Nullable Account account, @Nullable IdToken idToken, TokenSource source) {
        return new AuthenticationResult(
                Objects.requireNonNull(token, "token"),
                account,
                idToken,
                Objects.requireNonNull(source, "source"),
                Circumstances.NONE);
    }
}

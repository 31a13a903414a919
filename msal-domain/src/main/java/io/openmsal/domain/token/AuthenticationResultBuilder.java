package io.openmsal.domain.token;

import io.openmsal.domain.account.Account;
import io.openmsal.port.Secret;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds an {@link AuthenticationResult} by hand, for tests of code that uses this library. Not for many threads. */
public final class AuthenticationResultBuilder {

    private final Secret accessToken;
    private String tokenType = "Bearer";
    private Scopes scopes = Scopes.none();
    private String tenantId = "common";
    private Instant expiresAt = Instant.now().plusSeconds(3600);
    private @Nullable Instant refreshAt;
    private @Nullable Account account;
    private @Nullable IdToken idToken;
    private @Nullable Secret spaCode;
    private @Nullable Secret refreshToken;
    private TokenSource source = TokenSource.IDENTITY_PROVIDER;

    AuthenticationResultBuilder(String accessToken) {
        this.accessToken = Secret.of(accessToken);
    }

    /**
     * Sets how the token is presented.
     *
     * @param type such as {@code Bearer}, which is the default
     * @return this builder
     */
    public AuthenticationResultBuilder tokenType(String type) {
        this.tokenType = Objects.requireNonNull(type, "type");
        return this;
    }

    /**
     * Sets what the token may be used for.
     *
     * @param granted the scopes; none by default
     * @return this builder
     */
    public AuthenticationResultBuilder scopes(String... granted) {
        this.scopes = Scopes.of(Arrays.asList(granted));
        return this;
    }

    /**
     * Sets the tenant that issued the token.
     *
     * @param tenant a tenant id; {@code common} by default
     * @return this builder
     */
    public AuthenticationResultBuilder tenantId(String tenant) {
        this.tenantId = Objects.requireNonNull(tenant, "tenant");
        return this;
    }

    /**
     * Sets the expiry.
     *
     * @param instant when the token expires; in an hour by default
     * @return this builder
     */
    public AuthenticationResultBuilder expiresAt(Instant instant) {
        this.expiresAt = Objects.requireNonNull(instant, "instant");
        return this;
    }

    /**
     * Sets the advice to refresh.
     *
     * @param instant from when a new token should be fetched; no advice by default
     * @return this builder
     */
    public AuthenticationResultBuilder refreshAt(Instant instant) {
        this.refreshAt = Objects.requireNonNull(instant, "instant");
        return this;
    }

    /**
     * Sets who signed in.
     *
     * @param person the account; nobody by default
     * @return this builder
     */
    public AuthenticationResultBuilder account(Account person) {
        this.account = Objects.requireNonNull(person, "person");
        return this;
    }

    /**
     * Sets the ID token.
     *
     * @param token the token with its claims; none by default
     * @return this builder
     */
    public AuthenticationResultBuilder idToken(IdToken token) {
        this.idToken = Objects.requireNonNull(token, "token");
        return this;
    }

    /**
     * Sets the code for the part of the application that runs in the browser.
     *
     * @param code the code; none by default
     * @return this builder
     */
    public AuthenticationResultBuilder spaCode(Secret code) {
        this.spaCode = Objects.requireNonNull(code, "code");
        return this;
    }

    /**
     * Sets the refresh token that came along, as an application sees it that asked for those.
     *
     * @param secret the refresh token; none by default
     * @return this builder
     */
    public AuthenticationResultBuilder refreshToken(Secret secret) {
        this.refreshToken = Objects.requireNonNull(secret, "secret");
        return this;
    }

    /**
     * Sets where the token came from.
     *
     * @param origin the source; the identity provider by default
     * @return this builder
     */
    public AuthenticationResultBuilder source(TokenSource origin) {
        this.source = Objects.requireNonNull(origin, "origin");
        return this;
    }

    /**
     * Makes the result.
     *
     * @return a new result
     */
    public AuthenticationResult build() {
        long expiry = expiresAt.getEpochSecond();
        AccessToken token = new AccessToken(
                accessToken,
                tokenType,
                scopes,
                "",
                tenantId,
                tenantId,
                expiry - 3600,
                expiry,
                expiry,
                refreshAt == null ? AccessToken.NEVER : refreshAt.getEpochSecond());
        AuthenticationResult result = AuthenticationResult.of(token, account, idToken, source);
        AuthenticationResult withCode = spaCode == null ? result : result.withSpaCode(spaCode);
        return refreshToken == null ? withCode : withCode.withRefreshToken(refreshToken);
    }
}

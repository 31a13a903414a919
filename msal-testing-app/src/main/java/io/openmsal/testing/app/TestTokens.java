package io.openmsal.testing.app;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.account.TenantProfile;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.AuthenticationResultBuilder;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Results that no provider gave, for code that takes one. What is not said is as on an ordinary day: a bearer token for an hour from
 * {@link TestClock#START}, fresh from the provider.
 *
 * <pre>{@code
 * AuthenticationResult result = TestTokens.ofUser(TestAccounts.of("ada@contoso.example"), "User.Read");
 * }</pre>
 */
public final class TestTokens {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private TestTokens() {}

    /**
     * A token of the application itself.
     *
     * @param scopes what it is for
     * @return a result without an account
     */
    public static AuthenticationResult ofApp(String... scopes) {
        return app(scopes).build();
    }

    /**
     * A token of a person, with an ID token that says the same as the account.
     *
     * @param account whose it is
     * @param scopes what it is for
     * @return a result
     */
    public static AuthenticationResult ofUser(Account account, String... scopes) {
        return user(account, scopes).build();
    }

    /**
     * A token of the application itself that the cache served.
     *
     * @param scopes what it is for
     * @return a result without an account
     */
    public static AuthenticationResult cachedOfApp(String... scopes) {
        return app(scopes).source(TokenSource.CACHE).build();
    }

    /**
     * A token of a person that the cache served.
     *
     * @param account whose it is
     * @param scopes what it is for
     * @return a result
     */
    public static AuthenticationResult cachedOfUser(Account account, String... scopes) {
        return user(account, scopes).source(TokenSource.CACHE).build();
    }

    /**
     * A token of the application itself that expires when the test says so.
     *
     * @param expiry when
     * @param scopes what it is for
     * @return a result without an account
     */
    public static AuthenticationResult expiringAt(Instant expiry, String... scopes) {
        return app(scopes).expiresAt(expiry).build();
    }

    private static AuthenticationResultBuilder app(String... scopes) {
        return usual(AuthenticationResult.builder("app-token-for-" + String.join("+", scopes)), scopes);
    }

    private static AuthenticationResultBuilder user(Account account, String... scopes) {
        String text = "token-of-" + account.username() + "-for-" + String.join("+", scopes);
        AuthenticationResultBuilder builder =
                usual(AuthenticationResult.builder(text), scopes).account(account);
        Optional<TenantProfile> home = account.tenantProfiles().values().stream()
                .filter(TenantProfile::isHome)
                .findFirst();
        home.ifPresent(profile -> builder.tenantId(profile.tenantId()));
        Optional<IdTokenClaims> claims = home.flatMap(TenantProfile::claims);
        claims.ifPresent(said -> builder.idToken(new IdToken(
                Secret.of("id-token-of-" + account.username()),
                "client",
                said.tenantId().orElse(""),
                said)));
        return builder;
    }

    private static AuthenticationResultBuilder usual(AuthenticationResultBuilder builder, String... scopes) {
        return builder.scopes(scopes).expiresAt(TestClock.START.plus(LIFETIME));
    }
}

package io.openmsal.testing.app;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on a result. Messages describe it as its {@code toString} does: without the token. */
public final class AuthenticationResultAssert extends AbstractAssert<AuthenticationResultAssert, AuthenticationResult> {

    AuthenticationResultAssert(@Nullable AuthenticationResult actual) {
        super(actual, AuthenticationResultAssert.class);
    }

    private AuthenticationResult result() {
        isNotNull();
        return Objects.requireNonNull(actual);
    }

    private AuthenticationResultAssert check(boolean holds, String expected) {
        if (!holds) {
            failWithMessage("Expected a token %s, and this is: %s", expected, actual);
        }
        return this;
    }

    /**
     * Nothing was sent for it.
     *
     * @return this
     */
    public AuthenticationResultAssert isFromCache() {
        return check(result().source() == TokenSource.CACHE, "from the cache");
    }

    /**
     * The provider was asked.
     *
     * @return this
     */
    public AuthenticationResultAssert isFromProvider() {
        return check(result().source() == TokenSource.IDENTITY_PROVIDER, "from the provider");
    }

    /**
     * The provider was asked for this reason.
     *
     * @param reason why the cache did not do
     * @return this
     */
    public AuthenticationResultAssert isFromProviderBecause(CacheRefreshReason reason) {
        return isFromProvider()
                .check(
                        result().refreshReason() == reason,
                        "because of " + reason + ", not " + result().refreshReason());
    }

    /**
     * It belongs to a person.
     *
     * @param account who
     * @return this
     */
    public AuthenticationResultAssert belongsTo(Account account) {
        return check(result().account().equals(Optional.of(account)), "of " + account);
    }

    /**
     * It belongs to a person of this user name.
     *
     * @param username compared without regard to case
     * @return this
     */
    public AuthenticationResultAssert belongsTo(String username) {
        return check(
                result().account()
                        .filter(account -> account.username().equalsIgnoreCase(username))
                        .isPresent(),
                "of " + username);
    }

    /**
     * It belongs to the application itself.
     *
     * @return this
     */
    public AuthenticationResultAssert belongsToTheApplication() {
        return check(!result().account().isPresent(), "of the application itself");
    }

    /**
     * It may be used for these scopes, and maybe more.
     *
     * @param scopes as the server spells them
     * @return this
     */
    public AuthenticationResultAssert grants(String... scopes) {
        for (String scope : scopes) {
            check(result().scopes().contains(scope), "for " + scope);
        }
        return this;
    }

    /**
     * It has this much life left.
     *
     * @param atLeast the least
     * @param clock tells the time
     * @return this
     */
    public AuthenticationResultAssert livesFor(Duration atLeast, Clock clock) {
        Duration left = Duration.between(clock.instant(), result().expiresAt());
        return check(left.compareTo(atLeast) >= 0, "that lives for " + atLeast + ", not " + left);
    }

    /**
     * It is another token than an earlier one.
     *
     * @param other the earlier one
     * @return this
     */
    public AuthenticationResultAssert isAnotherTokenThan(AuthenticationResult other) {
        return check(!result().accessToken().equals(other.accessToken()), "other than an earlier one");
    }

    /**
     * It is the same token as an earlier one.
     *
     * @param other the earlier one
     * @return this
     */
    public AuthenticationResultAssert isTheSameTokenAs(AuthenticationResult other) {
        return check(result().accessToken().equals(other.accessToken()), "equal to an earlier one");
    }
}

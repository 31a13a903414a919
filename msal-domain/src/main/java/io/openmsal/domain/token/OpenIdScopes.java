package io.openmsal.domain.token;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of OpenID Connect that go with every request for a person beside those that the application names (OpenID Connect Core
 * §5.4 and §11). {@code openid} always does: without it nobody would be told who signed in. Immutable and safe for many threads.
 */
public final class OpenIdScopes {

    /** {@code openid}, {@code profile} and {@code offline_access}. */
    public static final OpenIdScopes ALL = new OpenIdScopes(Scopes.OPENID_CONNECT);

    private static final Scopes REMOVABLE = Scopes.OPENID_CONNECT.minus(Scopes.parse("openid"));

    private static final Scopes OFFLINE_ACCESS = Scopes.parse("offline_access");

    private final Scopes added;

    private OpenIdScopes(Scopes added) {
        this.added = added;
    }

    /**
     * All but some.
     *
     * @param excluded {@code profile}, {@code offline_access}, or both; none leaves nothing out
     * @return the rest
     * @throws MsalConfigurationException when {@code openid} is among them, or something that is never added
     */
    public static OpenIdScopes without(String... excluded) {
        for (String scope : excluded) {
            refuseNeeded(scope);
        }
        return new OpenIdScopes(Scopes.OPENID_CONNECT.minus(Scopes.of(Arrays.asList(excluded))));
    }

    private static void refuseNeeded(@Nullable String scope) {
        if (scope == null || !REMOVABLE.values().contains(scope)) {
            throw new MsalConfigurationException(
                    "invalid_excluded_scope",
                    "The scope '" + scope + "' cannot be left out: "
                            + ("openid".equals(scope)
                                    ? "without it the provider does not say who signed in."
                                    : "it is not one of those that are added by themselves.")
                            + " Only profile and offline_access can be.");
        }
    }

    /**
     * What goes over the wire.
     *
     * @param requested what the application asks for
     * @return those and these
     */
    public Scopes with(Scopes requested) {
        return requested.plus(added);
    }

    /**
     * What goes over the wire with a refresh token where {@code offline_access} was not granted, or is not to be asked for again.
     *
     * @param requested what the application asks for
     * @return those and these, without {@code offline_access}
     */
    public Scopes withoutOfflineAccess(Scopes requested) {
        return with(requested).minus(OFFLINE_ACCESS);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpenIdScopes scopes && added.equals(scopes.added);
    }

    @Override
    public int hashCode() {
        return Objects.hash(added);
    }

    /** The scopes with one space between. */
    @Override
    public String toString() {
        return added.toString();
    }
}

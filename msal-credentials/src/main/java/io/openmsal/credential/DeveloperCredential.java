package io.openmsal.credential;

import io.openmsal.Adapters;
import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalCredentialException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.domain.token.AuthenticationResult;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person who signed in on this machine with {@code msal login --developer}. Nobody is ever asked: when the sign-in is over,
 * the token fails with an {@link io.openmsal.domain.failure.MsalInteractionRequiredException}. A sign-in that is replaced while
 * the program runs is heeded.
 */
public final class DeveloperCredential implements TokenCredential {

    private static final String REMEDY = "Sign in: msal login --developer.";

    private final Adapters adapters;
    private volatile @Nullable SignedIn last;

    /** An application, and the sign-in that it was built for. */
    private record SignedIn(DeveloperSignIn signIn, PublicClientApplication application) {}

    /**
     * Makes the credential; reads nothing yet.
     *
     * @param adapters the outside world, whose environment tells the person's home
     */
    public DeveloperCredential(Adapters adapters) {
        this.adapters = Objects.requireNonNull(adapters, "adapters");
    }

    @Override
    public String name() {
        return "developer sign-in";
    }

    @Override
    public AuthenticationResult token(TokenDemand demand) {
        DeveloperSignIn signIn =
                signIn().orElseThrow(() -> MsalCredentialException.notHere(name(), "nobody signed in. " + REMEDY));
        PublicClientApplication application = application(signIn);
        Account person = application.account(signIn.homeAccountId()).orElseThrow(this::whyNobodyIsThere);
        return demand.applyTo(application.acquireTokenSilent(person, demand.scopeArray()))
                .execute();
    }

    /** Tokens that cannot be read look to the application like tokens that are gone. */
    private MsalException whyNobodyIsThere() {
        try {
            DeveloperSignIn.tokens(adapters.environment(), adapters.events()).read(TokenCache.WHOLE_CACHE);
        } catch (IOException unreadable) {
            return new MsalStoreException(
                    "developer_tokens_not_read",
                    "The file tokens of the developer sign-in cannot be read ("
                            + unreadable.getClass().getSimpleName()
                            + "). Give this user access to it, or sign in again: msal login --developer.",
                    unreadable);
        }
        return MsalCredentialException.notHere(name(), "who signed in has signed out since. " + REMEDY);
    }

    private Optional<DeveloperSignIn> signIn() {
        return DeveloperSignIn.read(adapters.environment(), adapters.codec(), adapters.events());
    }

    private PublicClientApplication application(DeveloperSignIn signIn) {
        SignedIn known = last;
        if (known == null || !known.signIn().equals(signIn)) {
            known = new SignedIn(
                    signIn,
                    signIn.application(adapters.environment(), adapters.events())
                            .adapters(adapters)
                            .build());
            last = known;
        }
        return known.application();
    }

    @Override
    public String explain() {
        try {
            return name() + ": "
                    + signIn().map(found -> "seen one at " + found.authority()).orElse("nobody signed in");
        } catch (MsalConfigurationException unusable) {
            return name() + ": " + FirstLine.of(unusable);
        }
    }
}

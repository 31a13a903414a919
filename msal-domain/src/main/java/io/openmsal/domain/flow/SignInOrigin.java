package io.openmsal.domain.flow;

import io.openmsal.domain.account.AccountSource;
import java.util.Objects;
import java.util.Optional;

/**
 * How a person came to be signed in, and by which name the application knew them before: an ID token need not say any.
 *
 * @param source the way
 * @param username the user name that was asked with, if there was one
 */
record SignInOrigin(AccountSource source, Optional<String> username) {

    /** Nobody wrote down how. */
    static final SignInOrigin UNKNOWN = of(AccountSource.UNKNOWN);

    SignInOrigin {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(username, "username");
    }

    static SignInOrigin of(AccountSource source) {
        return new SignInOrigin(source, Optional.empty());
    }
}

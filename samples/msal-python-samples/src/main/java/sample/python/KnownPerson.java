package sample.python;

import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import java.util.List;
import java.util.Optional;

/** Whoever signed in to this program before: nobody is asked again as long as their tokens serve. */
final class KnownPerson {

    private KnownPerson() {}

    /** Their token, or empty when nobody signed in yet or they have to do so again. */
    static Optional<AuthenticationResult> tokenFrom(PublicClientApplication app, Settings settings) {
        List<Account> known = app.accounts();
        return known.isEmpty()
                ? Optional.empty()
                : app.acquireTokenSilent(known.get(0), settings.scopes()).tryExecute();
    }
}

package io.openmsal.cli;

import io.openmsal.AccountListing;
import io.openmsal.ClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of the people who are signed in is meant. */
final class AccountOptions {

    @Option(names = "--username", paramLabel = "NAME", description = "The person, by user name.")
    private @Nullable String username;

    @Option(
            names = "--home-account-id",
            paramLabel = "ID",
            description = "The person, by the id that 'accounts' lists; it never changes.")
    private @Nullable String homeAccountId;

    boolean nameSomebody() {
        return username != null || homeAccountId != null;
    }

    /**
     * Exactly one person, or a failure that tells who there is.
     *
     * @param narrator what hears the application's events
     */
    Account chosenFrom(ClientApplication app, Narrator narrator) {
        List<Account> matches = among(app).filter(this::matches).toList();
        if (matches.isEmpty()) {
            narrator.requireReadCache();
            throw new MsalInteractionRequiredException(nobody(app));
        }
        if (matches.size() > 1) {
            throw new MsalConfigurationException(
                    "ambiguous_account",
                    "Several people are signed in. Choose one by --username or --home-account-id:\n"
                            + matches.stream().map(AccountOptions::line).collect(Collectors.joining("\n")));
        }
        return matches.get(0);
    }

    private Stream<Account> among(ClientApplication app) {
        if (app instanceof AccountListing people) {
            return people.accounts().stream();
        }
        if (homeAccountId == null) {
            throw new MsalConfigurationException(
                    "invalid_option",
                    "An application that proves who it is tells nobody who is signed in. Name the person by"
                            + " --home-account-id; 'accounts' lists the ids.");
        }
        return app.account(homeAccountId).stream();
    }

    private String nobody(ClientApplication app) {
        if (!(app instanceof AccountListing)) {
            return "Nobody of that id is signed in here. Sign in with 'authorize-url', 'redeem' and the same --cache, or"
                    + " see 'accounts'.";
        }
        return nameSomebody()
                ? "Nobody of that name or id is signed in here. Sign in with 'login', or see 'accounts'."
                : "Nobody is signed in here. Sign in with 'login' and the same --cache.";
    }

    private boolean matches(Account account) {
        return (username == null || account.username().equalsIgnoreCase(username))
                && (homeAccountId == null || account.homeAccountId().equals(homeAccountId));
    }

    private static String line(Account account) {
        return "  " + PrintableText.field(account.username()) + "  " + PrintableText.field(account.homeAccountId());
    }
}

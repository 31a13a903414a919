package sample.python;

import io.openmsal.Adapters;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalInteractionRequiredException.Reason;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A program that takes its person's password. Prefer any other way: a second factor is not possible here.
 *
 * <p>Reads {@code CLIENT_ID}, {@code AUTHORITY}, {@code SCOPE}, {@code USERNAME}, and {@code ENDPOINT} if
 * there is one. The password is asked for.
 */
public final class UsernamePassword {

    private UsernamePassword() {}

    /**
     * Runs the program.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Console console = Objects.requireNonNull(System.console(), "Run this in a terminal: it asks for a password.");
        run(
                Adapters.standard(HttpSettings.defaults(), EventSink.none()),
                () -> Secret.of(new String(console.readPassword("Password: "))),
                System.out);
    }

    static void run(Adapters world, Supplier<Secret> password, PrintStream out) {
        Settings settings = new Settings(world);
        String username = settings.get("USERNAME");
        PublicClientApplication app = settings.aimed(PublicClientApplication.builder(settings.get("CLIENT_ID")))
                .adapters(world)
                .build();
        TokenUse use = new TokenUse(world, out);
        try {
            for (int round = 1; round <= 2; round++) {
                List<Account> known = app.accounts(username);
                use.of(
                        known.isEmpty()
                                ? app.acquireTokenByUsernamePassword(username, password.get(), settings.scopes())
                                        .execute()
                                : app.acquireTokenSilent(known.get(0), settings.scopes())
                                        .execute());
            }
        } catch (MsalInteractionRequiredException personNeeded) {
            out.println(
                    personNeeded.reason() == Reason.CONSENT_REQUIRED
                            ? "Nobody has consented yet. Sign in once with InteractiveSignIn."
                            : "A password is not enough: " + personNeeded.reason());
        }
    }
}

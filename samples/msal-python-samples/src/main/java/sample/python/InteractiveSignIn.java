package sample.python;

import io.openmsal.Adapters;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.event.EventSink;
import java.io.PrintStream;

/**
 * A program on a desktop, whose person signs in in the browser.
 *
 * <p>Reads {@code CLIENT_ID}, {@code AUTHORITY}, {@code SCOPE}, {@code USERNAME} to fill in the name on the
 * page, and {@code ENDPOINT} if there is one. The application's redirect URI has to be {@code http://localhost}.
 */
public final class InteractiveSignIn {

    private InteractiveSignIn() {}

    /**
     * Runs the program.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        run(Adapters.standard(HttpSettings.defaults(), EventSink.none()), System.out);
    }

    static void run(Adapters world, PrintStream out) {
        Settings settings = new Settings(world);
        PublicClientApplication app = settings.aimed(PublicClientApplication.builder(settings.get("CLIENT_ID")))
                .adapters(world)
                .build();
        TokenUse use = new TokenUse(world, out);
        for (int round = 1; round <= 2; round++) {
            use.of(KnownPerson.tokenFrom(app, settings).orElseGet(() -> signIn(app, settings, out)));
        }
    }

    private static AuthenticationResult signIn(PublicClientApplication app, Settings settings, PrintStream out) {
        out.println("Your browser opens. Sign in there and come back.");
        var request = app.acquireTokenInteractive(settings.scopes());
        settings.find("USERNAME").ifPresent(request::loginHint);
        return request.execute();
    }
}

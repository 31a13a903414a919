package sample.python;

import io.openmsal.Adapters;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.port.event.EventSink;
import java.io.PrintStream;

/**
 * A program without a person, that gets tokens for itself with a secret or a certificate.
 *
 * <p>Reads {@code CLIENT_ID}, {@code CLIENT_SECRET} or {@code CLIENT_CREDENTIAL_JSON}, {@code AUTHORITY},
 * {@code SCOPE} (such as {@code https://graph.microsoft.com/.default}), and {@code ENDPOINT} if there is one.
 */
public final class ConfidentialClientDaemon {

    private ConfidentialClientDaemon() {}

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
        // made once and kept: the cache lives in it
        ConfidentialClientApplication app = settings.aimed(
                        ConfidentialClientApplication.builder(settings.get("CLIENT_ID"), settings.clientCredential()))
                .adapters(world)
                .build();
        TokenUse use = new TokenUse(world, out);
        for (int round = 1; round <= 2; round++) {
            use.of(app.acquireTokenForClient(settings.scopes()).execute());
        }
    }
}

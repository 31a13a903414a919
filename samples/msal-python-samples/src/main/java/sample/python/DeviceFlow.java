package sample.python;

import io.openmsal.Adapters;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.port.event.EventSink;
import java.io.PrintStream;

/**
 * A program on a machine without a browser, whose person signs in on another device with a code.
 *
 * <p>Reads {@code CLIENT_ID}, {@code AUTHORITY}, {@code SCOPE}, and {@code ENDPOINT} if there is one.
 */
public final class DeviceFlow {

    private DeviceFlow() {}

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
            use.of(KnownPerson.tokenFrom(app, settings)
                    .orElseGet(
                            () -> app.acquireTokenByDeviceCode(code -> out.println(code.message()), settings.scopes())
                                    .execute()));
        }
    }
}

package sample.python;

import io.openmsal.Adapters;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.SingleFileTokenStore;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A program that moves people who signed in with another library: their refresh tokens come in, one a line, and the cache file
 * has their accounts afterwards, so that silent calls serve them. It ends at a token for which the provider gives a new one and names
 * nobody: each further one could be lost like it.
 *
 * <p>Reads {@code CLIENT_ID}, {@code AUTHORITY}, {@code SCOPE} and {@code CACHE_FILE}. Encrypt the file in
 * a program of yours.
 */
public final class RefreshTokenMigration {

    private RefreshTokenMigration() {}

    /**
     * Runs the program. The refresh tokens are read from standard input, where no list of processes shows them.
     *
     * @param arguments none
     * @throws IOException when the input cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        run(Adapters.standard(HttpSettings.defaults(), EventSink.none()), in, System.out);
    }

    static void run(Adapters world, BufferedReader refreshTokens, PrintStream out) throws IOException {
        Settings settings = new Settings(world);
        PublicClientApplication app = settings.aimed(PublicClientApplication.builder(settings.get("CLIENT_ID")))
                .tokenStore(new SingleFileTokenStore(Path.of(settings.get("CACHE_FILE")), TokenCache.WHOLE_CACHE))
                .adapters(world)
                .build();
        int number = 0;
        for (String line = refreshTokens.readLine(); line != null; line = refreshTokens.readLine()) {
            number++;
            try {
                AuthenticationResult result = app.acquireTokenByRefreshToken(Secret.of(line.trim()), settings.scopes())
                        .execute();
                boolean isMoved = result.account().isPresent();
                out.println(
                        "Line " + number + (isMoved ? ": moved" : ": not moved, the provider did not say whose it is"));
                if (!isMoved && result.refreshToken().isPresent()) {
                    // keep it, in a program of yours, where the old one was kept
                    out.println(
                            "Its new refresh token is lost and the old one may be used up, so the lines after it were"
                                    + " not tried.");
                    break;
                }
            } catch (MsalException failure) { // the others are moved all the same
                out.println("Line " + number + ": " + failure.errorCode());
            }
        }
        out.println("In the cache now: "
                + String.join(
                        ", ", app.accounts().stream().map(Account::username).toList()));
    }
}

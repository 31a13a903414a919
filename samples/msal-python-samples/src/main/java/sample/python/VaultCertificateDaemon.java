package sample.python;

import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ManagedIdentityApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.port.event.EventSink;
import java.io.PrintStream;
import java.net.URI;

/**
 * A program without a person, whose certificate stays in Azure Key Vault. The host's identity opens the vault.
 *
 * <p>Reads {@code CLIENT_ID}, {@code AUTHORITY}, {@code SCOPE}, {@code VAULT} (such as
 * {@code https://contoso.vault.azure.net}), {@code CERTIFICATE}, its name there, and {@code ENDPOINT} if there is one.
 */
public final class VaultCertificateDaemon {

    private VaultCertificateDaemon() {}

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
        ManagedIdentityApplication host = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .adapters(world)
                .build();
        VaultKey key = new VaultKey(
                URI.create(settings.get("VAULT")),
                settings.get("CERTIFICATE"),
                () -> host.acquireTokenForManagedIdentity("https://vault.azure.net")
                        .execute()
                        .authorizationHeader(),
                world.transport(),
                world.codec());
        ConfidentialClientApplication app = settings.aimed(ConfidentialClientApplication.builder(
                        settings.get("CLIENT_ID"), ClientCredentials.certificate(key)))
                .adapters(world)
                .build();
        TokenUse use = new TokenUse(world, out);
        for (int round = 1; round <= 2; round++) {
            use.of(app.acquireTokenForClient(settings.scopes()).execute());
        }
    }
}

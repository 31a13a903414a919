package sample.adapter;

import static io.openmsal.testing.app.MsalAssertions.assertThat;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.port.Secret;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.json.FakeJsonCodec;
import java.net.http.HttpClient;
import java.sql.Connection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** An application of which everything that reaches outside is its own. */
class AllTogetherTest {

    private static final String SCOPE = "https://graph.microsoft.com/.default";

    @Test
    void aDaemonSignsInTheVaultSendsByItsOwnClientAndKeepsTokensInItsOwnTable() throws Exception {
        FakeAssertionSigner key = new FakeAssertionSigner();
        EmulatorApp registered =
                EmulatorApp.of("daemon").withCertificate(key.certificateChain().get(0));
        try (TransitVault vault = new TransitVault(key);
                Emulator emulator = Emulator.builder().app(registered).start()) {
            JavaNetTransport transport = new JavaNetTransport(
                    HttpClient.newBuilder().sslContext(emulator.sslContext()).build());
            JdbcDataSource database = new JdbcDataSource();
            database.setURL("jdbc:h2:mem:all-together;DB_CLOSE_DELAY=-1");
            try (Connection connection = database.getConnection()) {
                connection
                        .createStatement()
                        .execute("CREATE TABLE app_state (area VARCHAR(20), name VARCHAR(200), content BLOB,"
                                + " stamp VARCHAR(36), PRIMARY KEY (area, name))");
            }
            // snippet: together
            VaultSigner signer = new VaultSigner(
                    vault.address(),
                    "login",
                    () -> Secret.of(TransitVault.TOKEN),
                    key.certificateChain(),
                    transport,
                    new FakeJsonCodec());
            ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                            "daemon", ClientCredentials.certificate(signer))
                    .trustedAuthority(emulator.authority("contoso"))
                    .transport(transport)
                    .tokenStore(new TableTokenStore(database))
                    .build();
            // end

            assertThat(app.appTokens().acquireToken(SCOPE)).isFromProvider();

            assertThat(key.signed()).hasSize(1);
            ConfidentialClientApplication another = ConfidentialClientApplication.builder(
                            "daemon", ClientCredentials.certificate(signer))
                    .trustedAuthority(emulator.authority("contoso"))
                    .transport(transport)
                    .tokenStore(new TableTokenStore(database))
                    .build();
            assertThat(another.appTokens().acquireToken(SCOPE)).isFromCache();
            assertThat(emulator.tokenRequestCount()).isEqualTo(1);
        }
    }
}

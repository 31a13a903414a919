package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Secret;
import io.openmsal.realparties.terminal.NeedsTerminal;
import io.openmsal.realparties.terminal.Terminal;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A person types secrets at a real terminal, and nobody who looks over their shoulder sees them. */
@NeedsTerminal
@Timeout(180)
class PromptAtATerminalTest {

    private static final String CERTIFIED = "4b5e8a0c-7f1d-4c7a-9d3f-2f3f8f2f9c31";
    private static final String SCOPE = "https://graph.microsoft.com/.default";

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private final Terminal terminal;

    @TempDir
    private Path folder;

    private Emulator emulator;
    private CommandLineProcess msal;

    PromptAtATerminalTest(Terminal terminal) {
        this.terminal = terminal;
    }

    @BeforeEach
    void prepare() throws Exception {
        emulator = EMULATOR.get();
        Path authorities = Files.writeString(folder.resolve("ca.pem"), emulator.caCertificatePem());
        msal = new CommandLineProcess(
                folder, "--trusted-authority", emulator.authority("contoso"), "--ca-cert", authorities.toString());
    }

    private Terminal.Ended run(String prompt, String typed, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(msal.command(arguments));
        // the shell of a developer may hold one
        command.addAll(
                0, List.of("env", "-u", "MSAL_CLIENT_SECRET", "-u", "MSAL_PASSWORD", "-u", "MSAL_KEY_PASSPHRASE"));
        return terminal.run(prompt, typed, command);
    }

    private void isTakenAndNotShown(Terminal.Ended ended, String prompt, String typed) {
        assertThat(ended.screen()).contains(prompt).doesNotContain(typed);
        assertThat(ended.code()).as(ended.screen()).isZero();
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN)).hasSize(1);
    }

    @Test
    void anOrdinaryQuestionShowsWhatIsTyped() throws Exception {
        Terminal.Ended ended = terminal.run(
                "Name: ", "ada lovelace", List.of("/bin/sh", "-c", "printf 'Name: '; read -r name; exit 7"));

        assertThat(ended.screen()).contains("Name: ada lovelace");
        assertThat(ended.code()).isEqualTo(7);
    }

    @Test
    void aClientSecretIsNotShown() throws Exception {
        String secret = emulator.defaultClientSecret().reveal();

        Terminal.Ended ended = run(
                "Client secret: ",
                secret,
                "app-token",
                "--client-id",
                emulator.defaultConfidentialClientId(),
                "--scope",
                SCOPE);

        isTakenAndNotShown(ended, "Client secret: ", secret);
    }

    @Test
    void aPasswordIsNotShown() throws Exception {
        emulator.consent("ada@contoso.example", emulator.defaultPublicClientId(), "User.Read");

        Terminal.Ended ended = run(
                "Password: ",
                "ada-password",
                "password",
                "--username",
                "ada@contoso.example",
                "--client-id",
                emulator.defaultPublicClientId(),
                "--scope",
                "User.Read");

        isTakenAndNotShown(ended, "Password: ", "ada-password");
        assertThat(ended.screen()).contains("Signed in as ada@contoso.example");
    }

    @Test
    void thePassphraseOfAFileIsNotShown() throws Exception {
        TestCertificate certificate = TestCertificates.valid();
        emulator.add(EmulatorApp.of(CERTIFIED).withCertificate(certificate.certificate()));
        Path pfx = Files.write(folder.resolve("app.pfx"), certificate.pfx(Secret.of("open sesame")));

        Terminal.Ended ended = run(
                "Passphrase of the PFX file: ",
                "open sesame",
                "app-token",
                "--client-id",
                CERTIFIED,
                "--scope",
                SCOPE,
                "--pfx",
                pfx.toString());

        isTakenAndNotShown(ended, "Passphrase of the PFX file: ", "open sesame");
    }
}

package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.realparties.CommandLineProcess.Ended;
import io.openmsal.realparties.chromium.Chromium;
import io.openmsal.realparties.chromium.NeedsChromium;
import io.openmsal.realparties.chromium.Person;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command line, whose person signs in at the emulator's own page in Chromium. */
@NeedsChromium
class CommandLineInChromiumTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @Test
    void aPersonSignsInAndTheNextProcessHasTheirToken(Chromium chromium, @TempDir Path folder) throws Exception {
        Path authorities = Files.writeString(
                folder.resolve("authorities.pem"), EMULATOR.get().caCertificatePem());
        CommandLineProcess msal = new CommandLineProcess(
                folder,
                "--client-id",
                EMULATOR.get().defaultPublicClientId(),
                "--trusted-authority",
                EMULATOR.get().authority("contoso"),
                "--ca-cert",
                authorities.toString(),
                "--cache",
                folder.resolve("cache.json").toString(),
                "--scope",
                "User.Read");
        try (Person ada = new Person(chromium)) {
            ada.will(page -> {
                EmulatorPages.signIn(page, "ada-password");
                EmulatorPages.press(page, "Accept");
                ClosingPages.awaitSuccess(page);
            });

            Ended login = msal.runWithBrowser(ada, ada.givesUp(), "login", "--output", "json");

            assertThat(login.err()).contains("this waits for it").doesNotContain("warning");
            assertThat(login.code()).isZero();
            assertThat(msal.run("token").out().trim())
                    .isEqualTo(login.document().get("access_token"));
        }
    }
}

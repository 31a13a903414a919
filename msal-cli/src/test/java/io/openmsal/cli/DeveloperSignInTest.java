package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.Adapters;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.credential.DeveloperCredential;
import io.openmsal.credential.TokenDemand;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.environment.FakeEnvironment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the command line keeps, a program finds. */
@Timeout(120)
class DeveloperSignInTest {

    private static final String ADA = "ada@contoso.example";

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create();

    @TempDir
    Path directory;

    @Test
    void aProgramGetsATokenForThePersonWhoLoggedIn() throws Exception {
        Emulator emulator = extension.get();
        TestShell shell = new TestShell().trusting(emulator, directory).variable("OPENMSAL_HOME", directory.toString());

        var login = shell.run(
                "login",
                "--developer",
                "--client-id",
                emulator.defaultPublicClientId(),
                "--scope",
                "User.Read",
                "--browser",
                ScriptedPerson.browser(emulator, ADA, directory));

        assertThat(login.code()).isZero();
        assertThat(login.out().trim()).isEqualTo("Signed in as " + ADA);
        assertThat(login.err()).doesNotContain("not kept");
        var result = new DeveloperCredential(Adapters.jdkOnly(
                                HttpSettings.builder()
                                        .trust(TrustSettings.pem(emulator.caCertificatePem()))
                                        .build(),
                                EventSink.none())
                        .withEnvironment(new FakeEnvironment().withVariable("OPENMSAL_HOME", directory.toString())))
                .token(TokenDemand.of("User.Read"));
        assertThat(result.account().map(Account::username)).contains(ADA);
        assertThat(result.source()).isEqualTo(TokenSource.CACHE);
    }

    @Test
    void aLoginThatFailsLeavesNothing() {
        Emulator emulator = extension.get();
        TestShell shell = new TestShell().trusting(emulator, directory).variable("OPENMSAL_HOME", directory.toString());

        var login = shell.run(
                "login",
                "--developer",
                "--client-id",
                emulator.defaultPublicClientId(),
                "--scope",
                "User.Read",
                "--browser",
                "/bin/false",
                "--timeout",
                "0.5");

        assertThat(login.code()).isNotZero();
        assertThat(directory.resolve("developer/sign-in.json")).doesNotExist();
    }
}

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
import java.nio.file.Files;
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

    private TestShell.Ended adaLogsIn(Emulator emulator, String... more) throws Exception {
        return new TestShell()
                .trusting(emulator, directory)
                .variable("OPENMSAL_HOME", directory.toString())
                .always(more)
                .run(
                        "login",
                        "--developer",
                        "--client-id",
                        emulator.defaultPublicClientId(),
                        "--scope",
                        "User.Read",
                        "--browser",
                        ScriptedPerson.browser(emulator, ADA, directory));
    }

    @Test
    void aProgramGetsATokenForThePersonWhoLoggedIn() throws Exception {
        Emulator emulator = extension.get();

        var login = adaLogsIn(emulator);

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
    void aLogoutLeavesNeitherTheTokensNorTheRecord() throws Exception {
        Emulator emulator = extension.get();
        adaLogsIn(emulator);
        assertThat(directory.resolve("developer/sign-in")).exists();
        assertThat(directory.resolve("developer/tokens")).exists();
        TestShell shell = new TestShell().variable("OPENMSAL_HOME", directory.toString());

        var logout = shell.run("logout", "--developer");
        var again = shell.run("logout", "--developer", "--output", "json");

        assertThat(logout.code()).isZero();
        assertThat(logout.out().trim()).isEqualTo("Signed out of the developer sign-in");
        assertThat(directory.resolve("developer/sign-in")).doesNotExist();
        assertThat(directory.resolve("developer/tokens")).doesNotExist();
        assertThat(again.code()).isZero();
        assertThat(again.json()).containsEntry("removed_developer_sign_in", false);
    }

    @Test
    void aDamagedRecordDoesNotKeepALogoutFromRemovingIt() throws Exception {
        Path record = Files.createDirectories(directory.resolve("developer")).resolve("sign-in");
        Files.writeString(record, "half of");

        var logout = new TestShell()
                .variable("OPENMSAL_HOME", directory.toString())
                .run("logout", "--developer", "--output", "json");

        assertThat(logout.code()).isZero();
        assertThat(logout.json()).containsEntry("removed_developer_sign_in", true);
        assertThat(record).doesNotExist();
    }

    @Test
    void whatCannotBeRemovedIsSaid() throws Exception {
        Path tokens = Files.createDirectories(directory.resolve("developer/tokens/full"));

        var logout =
                new TestShell().variable("OPENMSAL_HOME", directory.toString()).run("logout", "--developer");

        assertThat(logout.code()).isEqualTo(2);
        assertThat(logout.err()).contains("could not be removed");
        assertThat(tokens).exists();
    }

    @Test
    void aLoginWhoseTokensAreNotKeptLeavesTheRecordOfTheOneBefore() throws Exception {
        Emulator emulator = extension.get();
        Path record = Files.createDirectories(directory.resolve("developer")).resolve("sign-in");
        Files.writeString(record, "of the one before");
        Files.createDirectories(directory.resolve("developer/tokens/full"));

        var login = adaLogsIn(emulator);

        assertThat(login.code()).isEqualTo(2);
        assertThat(login.out().trim()).isEqualTo("Signed in as " + ADA);
        assertThat(login.err()).contains("The sign-in is not kept");
        assertThat(record).hasContent("of the one before");
    }

    @Test
    void whoReadsTheResultOfSuchALoginHasTheTokenAndIsToldToo() throws Exception {
        Files.createDirectories(directory.resolve("developer/tokens/full"));

        var login = adaLogsIn(extension.get(), "--output", "json");

        assertThat(login.code()).isEqualTo(2);
        assertThat(login.json()).containsKeys("access_token", "account");
        assertThat(login.err()).contains("The sign-in is not kept").doesNotContain("--output json");
        assertThat(directory.resolve("developer/sign-in")).doesNotExist();
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
        assertThat(directory.resolve("developer/sign-in")).doesNotExist();
    }
}

package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorFederation;
import io.openmsal.testing.emulator.EmulatorUser;
import io.openmsal.testing.emulator.Fault;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PasswordCommandTest {

    private static final String ADA = "ada@contoso.example";
    private static final String FAY = "fay@fabrikam.example";
    private static final String PASSWORD = "MSAL_PASSWORD";

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create(Emulator.builder()
            .federation(EmulatorFederation.of("fabrikam.example"))
            .user(EmulatorUser.named(FAY).withPassword("canary-of-fay").withHomeTenant("contoso")));

    @TempDir
    Path directory;

    private Emulator emulator;
    private TestShell shell;

    @BeforeEach
    void setUp() {
        emulator = extension.get();
        for (String username : List.of(ADA, FAY)) {
            emulator.consent(username, emulator.defaultPublicClientId(), "User.Read");
            emulator.consent(username, emulator.defaultConfidentialClientId(), "User.Read");
        }
        shell = new TestShell().trusting(emulator, directory);
    }

    private TestShell.Ended password(String username, String... more) {
        return passwordTo(emulator.defaultPublicClientId(), username, more);
    }

    private TestShell.Ended passwordTo(String clientId, String username, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("password", "--client-id", clientId, "--username", username, "--scope", "User.Read"));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    @Test
    void thePasswordComesFromTheEnvironment() {
        shell.variable(PASSWORD, "ada-password");

        var ended = password(ADA);

        assertThat(ended.code()).isZero();
        assertThat(ended.out().trim()).isEqualTo("Signed in as " + ADA);
        assertThat(ended.err()).contains("The sign-in is not kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void aSignInThatIsNotKeptWhereItWasToBeIsShownAndFails(String form) {
        shell.variable(PASSWORD, "ada-password");

        var ended = password(ADA, "--cache", "jdbc:h2:mem:closed;IFEXISTS=TRUE", "--output", form);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).contains(ADA);
        assertThat(ended.err()).contains("The sign-in is not kept: the cache could not be written");
    }

    @Test
    void whoTakesTheResultAndNamesNoCacheIsToldNothing() {
        shell.variable(PASSWORD, "ada-password");

        var ended = password(ADA, "--output", "json");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void thePasswordComesFromAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "ada-password\n");

        assertThat(password(ADA, "--password-file", file.toString()).code()).isZero();
    }

    @Test
    void thePasswordComesFromStandardInput() {
        shell.piped("ada-password\r\n");

        assertThat(password(ADA, "--password-file", "-").code()).isZero();
    }

    @Test
    void aMarkThatAnEditorPutBeforeThePasswordIsNoPartOfIt() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "\uFEFFada-password\r\n");

        assertThat(password(ADA, "--password-file", file.toString()).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16LE", "UTF-16"})
    void aPasswordInAnotherEncodingIsSaidAndNotSent(String encoding) throws Exception {
        Path file = Files.write(directory.resolve("password"), "canary \u00fcber".getBytes(Charset.forName(encoding)));

        var ended = password(ADA, "--password-file", file.toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("--password-file", "UTF-8").doesNotContain("canary");
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void aPasswordThatTheLocaleDoesNotKnowIsSaidAndNotSent() {
        shell.variable(PASSWORD, "canary \uFFFD\uFFFDber");
        var inTheEnvironment = password(ADA);
        TestShell terminal = new TestShell().trusting(emulator, directory).typed("canary \uFFFD\uFFFDber");
        var typed = terminal.run(
                "password", "--client-id", emulator.defaultPublicClientId(), "--username", ADA, "--scope", "User.Read");

        assertThat(inTheEnvironment.err()).contains("MSAL_PASSWORD", "LC_ALL").doesNotContain("canary");
        assertThat(inTheEnvironment.code()).isEqualTo(2);
        assertThat(typed.err()).contains("LC_ALL").doesNotContain("canary");
        assertThat(typed.code()).isEqualTo(2);
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void whoTypesNothingIsNotTakenForNobody() {
        shell.typed("");

        var ended = password(ADA, "--output", "json");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.json()).containsEntry("error", "nothing_typed");
        assertThat(String.valueOf(ended.json().get("error_description"))).contains("\"Password\"");
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void thePasswordComesFromAPrompt() {
        shell.typed("ada-password");

        assertThat(password(ADA).code()).isZero();
    }

    @Test
    void withoutAPasswordNothingIsSent() {
        var ended = password(ADA);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("MSAL_PASSWORD", "--password-file");
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void aPasswordOnTheCommandLineIsRefusedAndNotRepeated() {
        var ended = password(ADA, "--password", "canary");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("does not belong on the command line").doesNotContain("canary");
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void theSignInIsKeptForTheNextCommand() {
        Path cache = directory.resolve("cache.json");
        shell.variable(PASSWORD, "ada-password").always("--cache", cache.toString());

        assertThat(password(ADA).err()).isEmpty();
        emulator.clearRequests();
        var token = shell.run("token", "--client-id", emulator.defaultPublicClientId(), "--scope", "User.Read");

        assertThat(token.code()).isZero();
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void programsGetTheWholeResult() {
        shell.variable(PASSWORD, "ada-password");

        assertThat(password(ADA, "--output", "json").json()).containsKey("access_token");
    }

    @Test
    void aPersonOfAnOrganizationIsSignedInThere() {
        shell.variable(PASSWORD, "canary-of-fay");

        var ended = password(FAY, "-v");

        assertThat(ended.out().trim()).isEqualTo("Signed in as " + FAY);
        assertThat(ended.err()).contains("SAML assertion").doesNotContain("canary", FAY);
        assertThat(emulator.requests(EmulatorEndpoint.WS_TRUST)).hasSize(1);
    }

    @Test
    void aConfidentialApplicationProvesItselfToo() throws Exception {
        shell.variable(PASSWORD, "ada-password")
                .variable("MSAL_CLIENT_SECRET", emulator.defaultClientSecret().reveal());
        Path file = Files.writeString(
                directory.resolve("secret"), emulator.defaultClientSecret().reveal());
        String app = emulator.defaultConfidentialClientId();

        assertThat(passwordTo(app, ADA, "--confidential").code()).isZero();
        assertThat(passwordTo(app, ADA, "--client-secret-file", file.toString()).code())
                .isZero();
    }

    @Test
    void aWrongPasswordIsTheProvidersRefusal() {
        shell.variable(PASSWORD, "canary");

        var ended = password(ADA, "-v", "-v");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("Check user name and password").doesNotContain("canary");
    }

    @Test
    void aSecondFactorNeedsThePerson() {
        shell.variable(PASSWORD, "ada-password");
        emulator.nextTokenRequest(Fault.interactionRequired("basic_action"));

        assertThat(password(ADA).code()).isEqualTo(3);
    }
}

package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    private static final String[] COMMANDS = {
        "login",
        "password",
        "refresh-token",
        "authorize-url",
        "redeem",
        "token",
        "app-token",
        "obo",
        "agent",
        "accounts",
        "logout",
        "managed-identity",
        "doctor",
        "emulator",
        "demo"
    };

    private final TestShell shell = new TestShell();

    @Test
    void helpNamesEveryCommandAndExitCode() {
        var help = shell.run("--help");

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .startsWith("Usage: msal [-hV] COMMAND")
                .contains(COMMANDS)
                .contains("  0  it worked", "  3  nobody is signed in", "  5  cancelled", " 70  what should not");
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "token", "app-token", "obo", "agent", "refresh-token"})
    void helpOfWhatGetsATokenNamesTheSharedOptions(String command) {
        assertThat(shell.run(command, "--help").out())
                .startsWith("Usage: msal " + command)
                .contains(
                        "--client-id", "--authority", "--trusted-authority", "--oidc-authority", "--scope", "--tenant")
                .contains(
                        "--cache",
                        "--ca-cert",
                        "--proxy",
                        "--timeout",
                        "--correlation-id",
                        "--claims",
                        "--capability",
                        "--output")
                .doesNotContain("--client-secret=", "--client-secret ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login",
                "password",
                "refresh-token",
                "redeem",
                "authorize-url",
                "token",
                "app-token",
                "obo",
                "agent"
            })
    void claimsAndCapabilitiesAreOfferedByAllWhoAskAnAuthority(String command) {
        assertThat(shell.run(command, "--help").out()).contains("--claims=JSON", "--capability=NAME");
    }

    @Test
    void helpOfALoginNamesWhatHasToBeRegistered() {
        assertThat(shell.run("login", "--help").out().replaceAll("\\s+", " "))
                .contains(
                        "redirect URI http://localhost", "\"Mobile and desktop applications\"", "public client flows");
    }

    @ParameterizedTest
    @CsvSource({
        "app-token, true",
        "agent, true",
        "login, false",
        "obo, false",
        "token, false",
        "managed-identity, false"
    })
    void aRegionIsOfferedForWhatAnApplicationGetsForItself(String command, boolean offered) {
        assertThat(shell.run(command, "--help").out().contains("--region=NAME")).isEqualTo(offered);
    }

    @Test
    void theVersionIsToldWithTheJavaItRunsOn() {
        assertThat(shell.run("--version").out())
                .startsWith("msal ")
                .contains("OpenMSAL for Java", "Java " + System.getProperty("java.version"), "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "unknown-command",
        "login",
        "login --scope s",
        "token --client-id c --scope s",
        "accounts --client-id c",
        "login --client-id c --scope s --authority https://a.example/t --oidc-authority https://b.example",
        "login --client-id c --scope s --authority https://login.example/common",
        "login --client-id c --scope s --output xml",
        "login --client-id c --scope s --port 99999",
        "login --client-id c --scope s --timeout 0",
        "login --client-id c --scope s --ca-cert no-such-file",
        "login --client-id c --scope s --trusted-authority http://login.example/common",
        "app-token --client-id c --scope s --certificate no-such-file",
        "login --client-id c --scope s --developer --cache some-file",
        "logout --developer --all",
        "logout --developer --username u",
        "logout --developer --client-id c",
        "logout --developer --cache some-file",
        "logout --developer --authority https://login.microsoftonline.com/common",
        "logout --developer --trusted-authority https://login.example/common",
        "logout --developer --oidc-authority https://login.example",
        "obo --client-id c --scope s",
        "obo --client-id c --scope s --assertion-file no-such-file",
        "refresh-token --client-id c --scope s",
        "refresh-token --client-id c --scope s --refresh-token-file no-such-file",
        "authorize-url --client-id c --scope s --redirect-uri https://a.example/",
        "redeem --client-id c --pending no-such-file",
        "agent --client-id c --scope s",
        "agent --client-id c --scope s --agent-id a --username u --object-id o",
        "managed-identity",
        "managed-identity --resource r --client-id a --object-id b",
        "managed-identity --resource r --source mainframe",
        "managed-identity --resource r --timeout 0",
        "doctor",
        "emulator --port -1",
    })
    void whatMakesNoSenseIsAUsageError(String commandLine) {
        var ended = shell.run(commandLine.isEmpty() ? new String[0] : commandLine.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("msal: ").doesNotContain("Exception");
        assertThat(ended.err().lines().count()).isLessThanOrEqualTo(3);
    }

    @Test
    void whatIsNotUnderstoodIsNamedWithoutItsValue() {
        var ended = shell.run("login", "--client-id", "c", "--scope", "s", "--pasword=canary", "canary");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("--pasword").doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app-token --client-id --client-secret=canary --scope s",
                "app-token --client-id --password=canary --scope s",
                "app-token --client-id c --scope s --pfx --pin=canary",
                "app-token --client-id c --scope s --key-store --passphrase=canary",
                "password --client-id c --scope s --username --password=canary",
                "password --client-id c --scope s --username u -pcanary",
                "password --client-id c --scope s --username u -vcanary",
                "password --client-id c --scope s --username u --password:canary",
                "login --client-id c --scope s --timeout --pasword=canary",
                "login --client-id c --scope s --output canary",
                "login --client-id c --scope s --device-code=canary",
                "login --client-id c --client-id canary --scope s",
                "login --client-id c --scope s --redirect-uri ^canary^",
                "canary --client-id c",
            })
    void noValueIsRepeatedWhateverIsWrong(String commandLine) {
        var ended = shell.run(commandLine.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("msal: ").doesNotContain("canary");
    }

    @Test
    void whatWasGivenTwiceIsNamed() {
        assertThat(shell.run("login", "--client-id", "canary", "--client-id", "canary-2", "--scope", "s")
                        .err())
                .contains("--client-id was given twice.")
                .doesNotContain("canary");
        assertThat(shell.run("app-token", "--client-id", "c", "--scope", "s", "--pfx", "canary", "--pfx", "canary")
                        .err())
                .contains("An option was given twice, or a value to one that takes none.")
                .doesNotContain("canary");
    }

    @Test
    void aKeyThatAnUnknownOptionBringsIsNotRepeated() {
        String key = "-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----\n";

        for (String[] given : new String[][] {{"--private-key", key}, {"--private-key=" + key}}) {
            var ended = shell.run(TestShell.joined(given, "login"));
            var afterTheCommand =
                    shell.run(TestShell.joined(new String[] {"login", "--client-id", "c", "--scope", "s"}, given));

            assertThat(ended.err()).doesNotContain("canary", "BEGIN");
            assertThat(afterTheCommand.code()).isEqualTo(2);
            assertThat(afterTheCommand.err()).contains("--private-key").doesNotContain("canary", "BEGIN");
        }
    }

    @Test
    void theApplicationThatIsMissingIsNamedAlsoWhereAnOptionGoesInItsPlace() {
        assertThat(shell.run("logout", "--all", "--cache", "c").err()).contains("Missing", "--client-id");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(shell.run("login").err()).contains("Missing", "--client-id");
        assertThat(shell.run().err()).contains("A command is missing");
        assertThat(shell.run("login", "--client-id", "c", "--scope", "s", "--output", "xml")
                        .err())
                .contains("--output", "text, json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login --scope s --output json",
                "login --client-id c --scope s --output=JSON --pasword=canary",
                "login --client-id c --scope s --timeout canary --output json",
                "--pasword=canary login --output json",
            })
    void programsAreToldWhatIsWrongInADocumentThatRepeatsNoValue(String commandLine) {
        var ended = shell.run(commandLine.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.json())
                .containsOnlyKeys("error", "error_description", "kind")
                .containsEntry("error", "invalid_command_line")
                .containsEntry("kind", "configuration");
        assertThat(String.valueOf(ended.json().get("error_description")))
                .contains("See msal", "--help.")
                .doesNotContain("canary");
    }

    @Test
    void ofOptionsThatBelongTogetherOnlyTheOneThatIsMissedIsNamed() {
        var ended = shell.run("login", "--client-id", "c", "--scope", "s", "--pop-method", "GET");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("--pop-url").doesNotContain("--pop-method", "--pop-nonce");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--ca-cert", "--client-secret-file", "--certificate", "--key", "--passphrase-file"})
    void anEmptyNameOfAFileIsAUsageError(String option) {
        var ended = shell.run("app-token", "--client-id", "c", "--scope", "s", option, "");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(option + " was given an empty name.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "obo --assertion-file - --client-secret-file -",
                "redeem --pending p --answer-file - --passphrase-file - --pfx x",
                "app-token --pfx x --passphrase-file - --key-passphrase-file -"
            })
    void standardInputIsReadByOneOptionAlone(String commandLine) {
        boolean hasScope = !commandLine.startsWith("redeem");
        String[] rest = hasScope ? new String[] {"--scope", "s"} : new String[0];
        var ended = shell.piped("canary")
                .always("--client-id", "c")
                .run(TestShell.joined(commandLine.split(" "), TestShell.joined(rest, "--output", "json")));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.json()).containsEntry("error", "invalid_option");
        assertThat(String.valueOf(ended.json().get("error_description"))).contains("standard input", "-file and --");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version"})
    void whoAsksForHelpGetsItWhateverTheOtherOptionsAre(String asked) {
        var ended = shell.piped("canary")
                .run(
                        "obo",
                        "--client-id",
                        "c",
                        "--scope",
                        "s",
                        "--assertion-file",
                        "-",
                        "--client-secret-file",
                        "-",
                        asked);

        assertThat(ended.code()).isZero();
        assertThat(ended.out().startsWith("Usage: msal obo")).isEqualTo(asked.equals("--help"));
        assertThat(ended.err()).isEmpty();
    }
}

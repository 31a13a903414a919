package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** However much is told on the error stream, no secret is among it. */
@Timeout(120)
class SecrecyTest {

    private static final String[] TELL_ALL = {"-v", "-v", "--scope", "User.Read"};
    private static final Pattern SECRET_IN_CACHE = Pattern.compile("\"secret\": ?\"([^\"]+)\"");

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create();

    @TempDir
    Path directory;

    private final StringBuilder told = new StringBuilder();

    private void run(TestShell shell, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(TELL_ALL));
        told.append(shell.run(all.toArray(String[]::new)).err());
    }

    @Test
    void secretsAreNeverToldAndPersonsAreHidden() throws Exception {
        Emulator emulator = extension.get();
        Path cache = directory.resolve("cache.json");
        TestShell shell = new TestShell()
                .trusting(emulator, directory)
                .always("--cache", cache.toString())
                .variable("MSAL_CLIENT_SECRET", emulator.defaultClientSecret().reveal());
        String app = emulator.defaultConfidentialClientId();
        String program = emulator.defaultPublicClientId();

        run(
                shell,
                "login",
                "--client-id",
                program,
                "--browser",
                ScriptedPerson.browser(emulator, "ada@contoso.example", directory));
        List<String> canaries = canaries(cache);
        run(shell, "token", "--client-id", program, "--force-refresh");
        run(shell, "app-token", "--client-id", app);
        for (Fault fault : List.of(Fault.html(200), Fault.reset(), Fault.truncated(), Fault.interactionRequired(""))) {
            emulator.nextTokenRequest(fault);
            run(shell, "token", "--client-id", program, "--force-refresh");
        }
        shell.variable("MSAL_PASSWORD", "ada-password");
        run(shell, "password", "--client-id", program, "--username", "ada@contoso.example");
        shell.variable("MSAL_PASSWORD", "canary-of-a-wrong-password");
        run(shell, "password", "--client-id", program, "--username", "ada@contoso.example");
        shell.variable("MSAL_CLIENT_SECRET", "canary-of-a-wrong-secret");
        run(shell, "app-token", "--client-id", app, "--force-refresh");
        canaries.addAll(canaries(cache));
        canaries.add("canary");
        canaries.add("ada-password");
        canaries.add(emulator.defaultClientSecret().reveal());

        assertThat(canaries).hasSizeGreaterThan(6);
        assertThat(told.toString())
                .contains("http.exchange", "MsalServiceException", "\tat io.openmsal.")
                .doesNotContain(canaries.toArray(String[]::new))
                .doesNotContain("ada@contoso.example");
    }

    @Test
    void theChainOfCausesIsToldInOneLine() {
        var token = new TestShell()
                .trusting(extension.get(), directory)
                .variable("MSAL_CLIENT_SECRET", "x")
                .run(
                        "app-token",
                        "-v",
                        "--proxy",
                        "http://localhost:1",
                        "--client-id",
                        "unknown",
                        "--scope",
                        "api://x/.default");

        assertThat(token.code()).isEqualTo(1);
        assertThat(token.err())
                .contains("msal: io.openmsal.domain.failure.MsalServiceException")
                .doesNotContain("\tat ");
    }

    @Test
    void aPasswordInTheProxysAddressIsNotRepeated() {
        var token = new TestShell()
                .variable("MSAL_CLIENT_SECRET", "x")
                .run("app-token", "--proxy", "http://me:canary@proxy.example:8080", "--client-id", "c", "--scope", "s");

        assertThat(token.code()).isEqualTo(2);
        assertThat(token.err()).contains("MSAL_PROXY_PASSWORD").doesNotContain("canary");
    }

    @Test
    void aServersWordsCannotSteerTheTerminal() {
        Emulator emulator = extension.get();
        emulator.nextTokenRequest(Fault.oauthError(400, "invalid_client", 7000215, "\u001b[31mred\u0007"));

        var token = new TestShell()
                .trusting(emulator, directory)
                .variable("MSAL_CLIENT_SECRET", "x")
                .run("app-token", "--client-id", emulator.defaultConfidentialClientId(), "--scope", "api://x/.default");

        assertThat(token.err()).contains("red").doesNotContain("\u001b", "\u0007");
    }

    private static List<String> canaries(Path cache) throws Exception {
        List<String> secrets = new ArrayList<>();
        var matcher = SECRET_IN_CACHE.matcher(Files.readString(cache));
        while (matcher.find()) {
            secrets.add(matcher.group(1));
        }
        return secrets;
    }
}

package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token for one request to a web API, which takes nobody's word for it. */
@Timeout(120)
class ProofOfPossessionOptionsTest {

    private static final String ADA = "ada@contoso.example";
    private static final URI API = URI.create("https://api.contoso.example:8443/orders/7?expand=lines");

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create();

    @TempDir
    Path directory;

    private Emulator emulator;
    private TestShell shell;

    @BeforeEach
    void setUp() {
        emulator = extension.get();
        emulator.consent(ADA, emulator.defaultConfidentialClientId(), "User.Read");
        emulator.consent(ADA, emulator.defaultPublicClientId(), "User.Read", "api://orders/read");
        shell = new TestShell()
                .trusting(emulator, directory)
                .variable("MSAL_CLIENT_SECRET", emulator.defaultClientSecret().reveal())
                .variable("MSAL_PASSWORD", "ada-password");
    }

    private TestShell.Ended appToken(String... more) {
        return shell.run(TestShell.joined(
                new String[] {
                    "app-token",
                    "--client-id",
                    emulator.defaultConfidentialClientId(),
                    "--scope",
                    "https://graph.microsoft.com/.default"
                },
                more));
    }

    @Test
    void isAdmittedByTheWebApiForThatRequestAndNoOther() {
        String signed = appToken("--pop-url", API.toString(), "--pop-method", "post")
                .out()
                .trim();

        assertThatThrownBy(() -> emulator.protectedResource().admit("PoP " + signed, "GET", API))
                .hasMessageContaining("method");
        assertThat(emulator.protectedResource().admit("PoP " + signed, "POST", API))
                .containsEntry("aud", "https://graph.microsoft.com");
    }

    @Test
    void isForAGetWithTheNonceThatWasGiven() {
        var token = appToken("--pop-url", API.toString(), "--pop-nonce", "nonce-of-the-api", "--output", "json");

        String signed = (String) token.json().get("access_token");
        assertThat(token.json()).containsEntry("token_type", "PoP");
        assertThat(new String(Base64.getUrlDecoder().decode(signed.split("\\.")[1]), StandardCharsets.UTF_8))
                .contains("\"nonce\":\"nonce-of-the-api\"");
        emulator.protectedResource().admit("PoP " + signed, "GET", API);
    }

    @Test
    void bindsWhatAPersonGetsToo() {
        String cache = directory.resolve("cache.json").toString();
        String[] person = {"--client-id", emulator.defaultPublicClientId(), "--cache", cache};
        shell.run(TestShell.joined(new String[] {"password", "--username", ADA, "--scope", "User.Read"}, person));

        var token = shell.run(
                TestShell.joined(new String[] {"token", "--scope", "User.Read", "--pop-url", API.toString()}, person));

        assertThat(token.err()).isEmpty();
        emulator.protectedResource().admit("PoP " + token.out().trim(), "GET", API);
    }

    @Test
    void bindsWhatIsGotOnSomebodysBehalf() {
        shell.piped((String) shell.run(
                        "password",
                        "--client-id",
                        emulator.defaultPublicClientId(),
                        "--username",
                        ADA,
                        "--scope",
                        "api://orders/read",
                        "--output",
                        "json")
                .json()
                .get("access_token"));

        var token = shell.run(
                "obo",
                "--client-id",
                emulator.defaultConfidentialClientId(),
                "--assertion-file",
                "-",
                "--scope",
                "User.Read",
                "--pop-url",
                API.toString());

        assertThat(token.err()).isEmpty();
        emulator.protectedResource().admit("PoP " + token.out().trim(), "GET", API);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no address", "/relative", "mailto:ada@contoso.example", "https:///no-host"})
    void needsTheWholeAddressOfTheRequest(String url) {
        var token = appToken("--pop-url", url);

        assertThat(token.code()).isEqualTo(2);
        assertThat(token.err()).contains("--pop-url");
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void isOneKindOfBindingAtATime() {
        assertThat(appToken("--pop-url", API.toString(), "--mtls-pop").code()).isEqualTo(2);
        assertThat(appToken("--pop-method", "GET").err()).contains("--pop-url");
        assertThat(appToken("--pop-url", API.toString(), "--pop-method", " ").code())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app-token", "obo", "agent", "token", "login", "refresh-token", "redeem"})
    void isOfferedWhereverATokenCanBeBound(String command) {
        assertThat(shell.run(command, "--help").out()).contains("--pop-url", "--pop-method", "--pop-nonce");
    }
}

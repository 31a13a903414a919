package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LoginCommandTest {

    private static final String ADA = "ada@contoso.example";

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create();

    @TempDir
    Path directory;

    private Emulator emulator;
    private TestShell shell;
    private String cache;

    @BeforeEach
    void setUp() {
        emulator = extension.get();
        shell = new TestShell().trusting(emulator, directory).always("--client-id", emulator.defaultPublicClientId());
        cache = directory.resolve("cache.json").toString();
    }

    private String browser() throws IOException {
        return ScriptedPerson.browser(emulator, ADA, directory);
    }

    @Test
    void aSignInIsKeptForTheNextProcess() throws Exception {
        var login = shell.run("login", "--scope", "User.Read", "--cache", cache, "--browser", browser());
        assertThat(login.code()).isZero();
        assertThat(login.out().trim()).isEqualTo("Signed in as " + ADA);

        emulator.clearRequests();
        var token = shell.run("token", "--scope", "User.Read", "--cache", cache);

        assertThat(token.code()).isZero();
        assertThat(token.out().trim()).matches("[A-Za-z0-9_.-]{100,}");
        assertThat(token.err()).isEmpty();
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void aSignInNeedsNoScopeAndATokenDoes() throws Exception {
        var login = shell.run("login", "--cache", cache, "--browser", browser());
        assertThat(login.code()).isZero();
        assertThat(login.out().trim()).isEqualTo("Signed in as " + ADA);

        var token = shell.run("token", "--cache", cache);

        assertThat(token.code()).isEqualTo(2);
        assertThat(token.err()).contains("On this command line: --scope SCOPE names one");
    }

    @Test
    void theCacheFileIsForItsOwnerAlone() throws Exception {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");

        shell.run("login", "--scope", "User.Read", "--cache", cache, "--browser", browser());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(cache))))
                .isEqualTo("rw-------");
    }

    @Test
    void jsonHasTheKeysOfMsalForPython() throws Exception {
        var login = shell.run("login", "--scope", "User.Read", "--browser", browser(), "--output", "json");

        assertThat(login.code()).isZero();
        Map<String, Object> result = login.json();
        assertThat(result)
                .containsOnlyKeys(
                        "access_token",
                        "token_type",
                        "expires_in",
                        "scope",
                        "token_source",
                        "id_token",
                        "id_token_claims",
                        "account");
        assertThat(result).containsEntry("token_type", "Bearer").containsEntry("token_source", "identity_provider");
        assertThat((Long) result.get("expires_in")).isBetween(3500L, 3600L);
        assertThat((String) result.get("scope")).contains("User.Read");
    }

    @Test
    void aProviderWithoutFormPostAnswersInTheAddressWhereThatIsAccepted() throws Exception {
        try (Emulator plain = Emulator.builder().oidcWithoutFormPost().start()) {
            TestShell shell = new TestShell()
                    .always("--client-id", plain.defaultPublicClientId(), "--scope", "User.Read")
                    .always("--oidc-authority", plain.oidcAuthority("contoso"), "--ca-cert")
                    .always(Files.writeString(directory.resolve("plain.pem"), plain.caCertificatePem())
                            .toString());

            var refused = shell.run("login", "--browser", "no-browser-is-opened");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("form_post").doesNotContain("no-browser-is-opened");

            var login =
                    shell.run("login", "--accept-query", "--browser", ScriptedPerson.browser(plain, ADA, directory));
            assertThat(login.out().trim()).isEqualTo("Signed in as " + ADA);
            assertThat(login.code()).isZero();
            assertThat(Files.readString(directory.resolve("address")))
                    .doesNotContain("form_post")
                    .contains("code_challenge_method=S256", "state=", "nonce=");
        }
    }

    @Test
    void whoKeepsNothingIsToldSo() throws Exception {
        var login = shell.run("login", "--scope", "User.Read", "--browser", browser());

        assertThat(login.out().trim()).isEqualTo("Signed in as " + ADA);
        assertThat(login.err()).contains("not kept", "--cache");
    }

    @Test
    void aCodeCanBeUsedOnAnotherDevice() {
        emulator.deviceCodeInterval(Duration.ofSeconds(1));
        ScriptedPerson.withAnotherDevice(emulator, ADA, shell);

        var login = shell.run("login", "--device-code", "--scope", "User.Read", "--cache", cache);

        assertThat(login.code()).isZero();
        assertThat(login.out().trim()).isEqualTo("Signed in as " + ADA);
        assertThat(login.err()).contains("enter the code");
    }

    @Test
    void thePageIsToldWhatTheOptionsSay() throws Exception {
        Path address = directory.resolve("address");
        Path script = Files.writeString(directory.resolve("note.sh"), "printf '%s' \"$1\" > '" + address + "'\n");

        var login = shell.run(
                "login",
                "--scope",
                "User.Read",
                "--scope",
                "Mail.Read",
                "--username",
                ADA,
                "--prompt",
                "select_account",
                "--tenant",
                "contoso",
                "--timeout",
                "2",
                "--browser",
                "/bin/sh '" + script + "'");

        assertThat(login.err()).contains("this waits for it", Files.readString(address));
        URI page = URI.create(Files.readString(address));
        assertThat(page.getPath()).startsWith("/contoso/");
        assertThat(page.getQuery())
                .contains("login_hint=" + ADA, "prompt=select_account", "User.Read", "Mail.Read")
                .contains("response_mode=form_post");
    }

    @Test
    void whatIsForABrowserDoesNotGoWithADeviceCode() {
        var login = shell.run("login", "--device-code", "--port", "4711", "--scope", "User.Read");

        assertThat(login.code()).isEqualTo(2);
        assertThat(login.err()).contains("--device-code");
    }

    @Test
    void nobodyIsWaitedForLongerThanAsked() throws Exception {
        int port = freePort();

        var login = shell.run(
                "login", "--scope", "User.Read", "--browser", "true", "--timeout", "0.5", "--port", port + "");

        assertThat(login.code()).isEqualTo(5);
        assertThat(login.out()).isEmpty();
        assertThat(login.err()).contains("Nobody finished signing in at localhost in time", "--timeout SECONDS");
        assertThatPortIsFree(port);
    }

    @Test
    void cancellingEndsTheWaitAndFreesThePort() throws Exception {
        int port = freePort();
        Path opened = directory.resolve("opened");
        Path script = Files.writeString(directory.resolve("open.sh"), ": > '" + opened + "'\n");
        ScriptedPerson.soon(() -> Files.exists(opened) ? "now" : "", now -> shell.cancellation.cancel());

        var login = shell.run(
                "login", "--scope", "User.Read", "--browser", "/bin/sh '" + script + "'", "--port", port + "");

        assertThat(login.err()).contains("Cancelled");
        assertThat(login.code()).isEqualTo(5);
        assertThatPortIsFree(port);
    }

    @Test
    void aBrowserCommandThatDoesNotExistIsAConfigurationError() {
        var login = shell.run("login", "--scope", "User.Read", "--browser", "no-such-browser-anywhere");

        assertThat(login.code()).isEqualTo(2);
        assertThat(login.err())
                .contains("no-such-browser-anywhere could not be started")
                .doesNotContain("by hand", "this waits");
    }

    @ParameterizedTest
    @CsvSource({
        "https://localhost:1/contoso, network_not_available, '--ca-cert,--proxy'",
        "http://localhost:1/contoso, invalid_authority, '--allow-http-on-loopback,--trusted-authority'"
    })
    void whatToDoIsSaidInOptions(String authority, String code, String options) {
        var shell = new TestShell().always("--client-id", "c", "--scope", "s", "--trusted-authority", authority);

        var login = shell.run("login", "--device-code");

        assertThat(login.err().lines().filter(line -> line.startsWith("msal: On this command line: ")))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(options.split(","));
        assertThat(shell.run("login", "--device-code", "--output", "json").json())
                .containsEntry("error", code);
    }

    @Test
    void aHostThatIsNotKnownIsNamedByTwoOptions() {
        var login = new TestShell()
                .run("login", "--client-id", "c", "--scope", "s", "--authority", "https://id.example/contoso");

        assertThat(login.code()).isEqualTo(2);
        assertThat(login.err().lines().filter(line -> line.startsWith("msal: On this command line: ")))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("--trusted-authority", "--oidc-authority")
                .doesNotContain("loopback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id.example/contoso", "http://id.example/contoso", "https://id.example/contoso?a=b"})
    void noOptionHelpsAnAddressThatIsMalformed(String authority) {
        var login = new TestShell().run("login", "--client-id", "c", "--scope", "s", "--trusted-authority", authority);

        assertThat(login.code()).isEqualTo(2);
        assertThat(login.err()).contains("cannot be used").doesNotContain("On this command line");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void assertThatPortIsFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
        }
    }
}

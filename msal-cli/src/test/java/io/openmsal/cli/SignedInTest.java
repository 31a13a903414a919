package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What can be done after a sign-in: token, accounts, logout. */
@Timeout(120)
class SignedInTest {

    private static final String ADA = "ada@contoso.example";
    private static final String GRACE = "grace@contoso.example";

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create();

    @TempDir
    Path directory;

    private Emulator emulator;
    private TestShell shell;

    @BeforeEach
    void signAdaIn() throws Exception {
        emulator = extension.get();
        shell = new TestShell()
                .trusting(emulator, directory)
                .always("--client-id", emulator.defaultPublicClientId())
                .always("--cache", cacheFile().toString());
        signIn(ADA);
    }

    private Path cacheFile() {
        return directory.resolve("cache.json");
    }

    private void signIn(String username) throws Exception {
        String browser = ScriptedPerson.browser(emulator, username, directory);
        assertThat(shell.run("login", "--scope", "User.Read", "--browser", browser)
                        .code())
                .isZero();
        emulator.clearRequests();
    }

    private TestShell.Ended token(String... more) {
        List<String> arguments = new ArrayList<>(List.of("token", "--scope", "User.Read"));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    @Nested
    class Token {

        @Test
        void comesFromTheCache() {
            assertThat(token("--output", "json").json()).containsEntry("token_source", "cache");
            assertThat(emulator.requests()).isEmpty();
        }

        @Test
        void thatReachesNobodyIsNoSuccess() {
            shell.fullDisk();

            var token = token();

            assertThat(token.code()).isEqualTo(2);
            assertThat(token.err()).contains("could not be written to standard output", "run the command again");
        }

        @Test
        void isFetchedWhenForced() {
            var token = token("--force-refresh", "--output", "json", "--correlation-id", "from-the-command-line");

            assertThat(token.json()).containsEntry("token_source", "identity_provider");
            assertThat(emulator.requests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.header("client-request-id")).contains("from-the-command-line"));
        }

        @Test
        void needsToKnowWhoseWhenThereAreSeveral() throws Exception {
            signIn(GRACE);

            var token = token();

            assertThat(token.code()).isEqualTo(2);
            assertThat(token.out()).isEmpty();
            assertThat(token.err()).contains("--username", ADA, GRACE);
            assertThat(token("--username", GRACE.toUpperCase(java.util.Locale.ROOT))
                            .code())
                    .isZero();
        }

        @Test
        void ofSomebodyUnknownNeedsASignIn() {
            var token = token("--username", "nobody@contoso.example");

            assertThat(token.code()).isEqualTo(3);
            assertThat(token.err()).contains("login");
        }

        @Test
        void ofARevokedSignInNeedsANewOne() {
            emulator.revokeRefreshTokens(ADA);

            var token = token("--force-refresh", "--output", "json");

            assertThat(token.code()).isEqualTo(3);
            assertThat(token.json())
                    .containsEntry("error", "invalid_grant")
                    .containsEntry("kind", "interaction_required")
                    .containsKeys("error_description", "error_codes", "correlation_id", "trace_id");
        }

        @Test
        void passesAClaimsChallengeOn() {
            emulator.nextTokenRequest(Fault.claimsChallenge("{\"access_token\":{}}"));

            var token = token("--claims", "{\"access_token\":{\"nbf\":{\"essential\":true}}}", "--output", "json");

            assertThat(token.code()).isEqualTo(3);
            assertThat(token.json())
                    .containsEntry("claims", "{\"access_token\":{}}")
                    .containsEntry("suberror", "basic_action");
            assertThat(emulator.requests().get(0).parameter("claims").orElse(""))
                    .contains("nbf");
        }
    }

    @Nested
    class Accounts {

        @Test
        void areListedWithTabsBetween() {
            var accounts = shell.run("accounts");

            assertThat(accounts.code()).isZero();
            assertThat(accounts.out().trim().split("\t"))
                    .hasSize(4)
                    .startsWith(ADA)
                    .endsWith("localhost", emulator.tenant("contoso").id());
            assertThat(emulator.requests()).isEmpty();
        }

        @Test
        void areOneLineEachWhateverTheirNames() throws Exception {
            Files.writeString(
                    cacheFile(), Files.readString(cacheFile()).replace(ADA, "ada\\tid\\nforged@contoso.example"));

            assertThat(shell.run("accounts").out().trim().split("[\t\n]"))
                    .hasSize(4)
                    .startsWith("ada?id?forged@contoso.example");
            assertThat(shell.run("logout", "--all").out().lines()).hasSize(1);
        }

        @Test
        void areADocumentForPrograms() throws Exception {
            var accounts = shell.run("accounts", "--output", "json");

            assertThat((List<?>) new GsonJsonCodec().read(accounts.out()))
                    .singleElement()
                    .satisfies(account -> assertThat(
                                    ((Map<?, ?>) account).keySet().stream().map(Object::toString))
                            .containsExactly("home_account_id", "environment", "username", "tenants"));
        }
    }

    @Nested
    class Logout {

        @Test
        void forgetsThePersonAndEveryToken() throws Exception {
            var logout = shell.run("logout", "--username", ADA);

            assertThat(logout.code()).isZero();
            assertThat(logout.out().trim()).isEqualTo("Signed out " + ADA);
            assertThat(Files.readString(cacheFile())).doesNotContain("secret", ADA);
            assertThat(token().code()).isEqualTo(3);
        }

        @Test
        void ofOneLeavesTheOthers() throws Exception {
            signIn(GRACE);

            shell.run("logout", "--username", ADA);

            assertThat(shell.run("accounts").out()).contains(GRACE).doesNotContain(ADA);
        }

        @Test
        void ofAllLeavesNobody() throws Exception {
            signIn(GRACE);

            assertThat(shell.run("logout", "--all", "--output", "json").json()).containsOnlyKeys("removed");

            assertThat(shell.run("accounts").out()).isEmpty();
        }

        @Test
        void hasToBeToldWho() {
            assertThat(shell.run("logout").code()).isEqualTo(2);
            assertThat(shell.run("logout", "--all", "--username", ADA).code()).isEqualTo(2);
            assertThat(shell.run("logout", "--username", "nobody@contoso.example")
                            .code())
                    .isEqualTo(3);
        }
    }
}

package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands for tokens that are got with another token, or on somebody's word. */
@Timeout(120)
class FlowCommandsTest {

    private static final String ADA = "ada@contoso.example";
    private static final String CLOSED = "jdbc:h2:mem:closed;IFEXISTS=TRUE";
    private static final String AGENT = "0a6e7f00-1111-2222-3333-444455556666";

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create();

    @TempDir
    Path directory;

    private Emulator emulator;
    private TestShell shell;

    @BeforeEach
    void setUp() {
        emulator = extension.get();
        emulator.add(EmulatorApp.of(AGENT)
                .asAgentOf(emulator.defaultConfidentialClientId())
                .withAdminConsent());
        emulator.consent(ADA, emulator.defaultPublicClientId(), "User.Read", "api://orders/read");
        emulator.consent(ADA, emulator.defaultConfidentialClientId(), "User.Read");
        shell = new TestShell()
                .trusting(emulator, directory)
                .variable("MSAL_CLIENT_SECRET", emulator.defaultClientSecret().reveal())
                .variable("MSAL_PASSWORD", "ada-password");
    }

    private TestShell.Ended asServer(String... command) {
        return shell.run(Stream.concat(
                        Stream.of(command),
                        Stream.of("--client-id", emulator.defaultConfidentialClientId(), "--scope", "User.Read"))
                .toArray(String[]::new));
    }

    private TestShell.Ended asProgram(String... command) {
        return shell.run(Stream.concat(Stream.of(command), Stream.of("--client-id", emulator.defaultPublicClientId()))
                .toArray(String[]::new));
    }

    private String received() {
        return (String) asProgram("password", "--username", ADA, "--scope", "api://orders/read", "--output", "json")
                .json()
                .get("access_token");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    @Nested
    class OnBehalfOf {

        @Test
        void theAssertionComesFromAFileOrThroughAPipe() throws Exception {
            String assertion = received();
            Path file = file("assertion", assertion + "\n");

            var fromFile = asServer("obo", "--assertion-file", file.toString());
            shell.piped(assertion);
            var piped = asServer("obo", "--assertion-file", "-");

            for (var ended : List.of(fromFile, piped)) {
                assertThat(ended.code()).isZero();
                assertThat(ended.out().trim()).matches("[A-Za-z0-9_.-]{100,}").isNotEqualTo(assertion);
            }
        }

        @Test
        void theSameAssertionIsServedFromTheCache() throws Exception {
            Path file = file("assertion", received());
            shell.always("--cache", directory.resolve("cache.json").toString());
            asServer("obo", "--assertion-file", file.toString());
            emulator.clearRequests();

            var again = asServer("obo", "--assertion-file", file.toString(), "--output", "json");

            assertThat(again.json()).containsEntry("token_source", "cache");
            assertThat(emulator.requests()).isEmpty();
        }

        @Test
        void whatIsNoAssertionIsRefusedAndNotRepeated() {
            shell.piped("canary");
            var forged = asServer("obo", "--assertion-file", "-", "-v");
            shell.piped("");
            var empty = asServer("obo", "--assertion-file", "-");

            assertThat(forged.code()).isIn(1, 3);
            assertThat(forged.err()).isNotEmpty().doesNotContain("canary");
            assertThat(empty.code()).isEqualTo(2);
        }
    }

    @Nested
    class RefreshToken {

        private String ofAda() throws IOException {
            Path cache = directory.resolve("other.json");
            asProgram("password", "--username", ADA, "--scope", "User.Read", "--cache", cache.toString());
            String document = Files.readString(cache);
            String entry = document.substring(document.indexOf("\"RefreshToken\""));
            return entry.replaceFirst("(?s).*?\"secret\": ?\"([^\"]+)\".*", "$1");
        }

        @Test
        void signsItsPersonInForTheNextCommand() throws Exception {
            shell.piped(ofAda());
            String cache = directory.resolve("cache.json").toString();

            var ended =
                    asProgram("refresh-token", "--refresh-token-file", "-", "--scope", "User.Read", "--cache", cache);
            emulator.clearRequests();
            var next = asProgram("token", "--scope", "User.Read", "--cache", cache);

            assertThat(ended.code()).isZero();
            assertThat(ended.out().trim()).isEqualTo("Signed in as " + ADA);
            assertThat(next.code()).isZero();
            assertThat(emulator.requests()).isEmpty();
        }

        @Test
        void whosePersonIsNotNamedIsKeptByWhoAskedSinceNobodyElseCan() {
            answersWithoutAPerson(",\"refresh_token\":\"rotated\"");

            var document = redeemed("--output", "json");

            assertThat(document.code()).isZero();
            assertThat(document.json())
                    .containsEntry("refresh_token", "rotated")
                    .doesNotContainKey("account");
        }

        @Test
        void whosePersonIsNotNamedIsLostAsTextSinceTheOldOneWorksOnce() {
            answersWithoutAPerson(",\"refresh_token\":\"rotated\"");
            emulator.faults().next(EmulatorEndpoint.TOKEN, Fault.oauthError(400, "invalid_grant", 70000, "used up"));

            var told = redeemed();
            var again = redeemed("--output", "json");

            assertThat(told.code()).isEqualTo(2);
            assertThat(told.out()).isEmpty();
            assertThat(told.err())
                    .contains("did not say who that is", "new refresh token is lost", "may be used up")
                    .contains("for the next one take --output json")
                    .doesNotContain("rotated");
            assertThat(again.code()).isEqualTo(3);
        }

        @Test
        void whosePersonIsNotNamedStaysGoodWhereNoOtherCame() {
            answersWithoutAPerson("");

            var told = redeemed();

            assertThat(told.code()).isEqualTo(2);
            assertThat(told.err())
                    .contains("did not say who that is", "Take the tokens with --output json")
                    .doesNotContain("lost");
        }

        @Test
        void thatTheCacheDoesNotTakeIsLostAsTextToo() throws Exception {
            shell.piped(ofAda());

            var told = takenOverTo(CLOSED);

            assertThat(told.code()).isEqualTo(2);
            assertThat(told.out()).isEmpty();
            assertThat(told.err())
                    .contains("warning cache.write", "new refresh token is lost", "may be used up")
                    .contains("for the next one take --output json");
        }

        @Test
        void thatTheCacheDoesNotTakeIsKeptByWhoAsked() throws Exception {
            shell.piped(ofAda());

            var document = takenOverTo(CLOSED, "--output", "json");

            assertThat(document.code()).isZero();
            assertThat(document.json()).containsKeys("account", "refresh_token");
            assertThat(document.err()).contains("The sign-in is not kept");
        }

        @Test
        void thatNoCacheWasNamedForIsLostAsTextToo() throws Exception {
            shell.piped(ofAda());

            var told = asProgram("refresh-token", "--refresh-token-file", "-", "--scope", "User.Read");

            assertThat(told.code()).isEqualTo(2);
            assertThat(told.out()).isEmpty();
            assertThat(told.err())
                    .contains("no --cache was named", "new refresh token is lost", "may be used up")
                    .contains("for the next one take --output json");
        }

        @Test
        void thatNoCacheWasNamedForIsKeptByWhoAsked() throws Exception {
            shell.piped(ofAda());

            var document =
                    asProgram("refresh-token", "--refresh-token-file", "-", "--scope", "User.Read", "--output", "json");

            assertThat(document.code()).isZero();
            assertThat(document.json()).containsKeys("account", "refresh_token");
            assertThat(document.err()).doesNotContain("not kept");
        }

        @Test
        void thatTheCacheTookIsNotShown() throws Exception {
            shell.piped(ofAda());

            var document = takenOverTo(directory.resolve("cache.json").toString(), "--output", "json");

            assertThat(document.json()).containsKey("account").doesNotContainKey("refresh_token");
        }

        private TestShell.Ended takenOverTo(String cache, String... more) {
            return asProgram(TestShell.joined(
                    new String[] {"refresh-token", "--refresh-token-file", "-", "--scope", "User.Read", "--cache", cache
                    },
                    more));
        }

        private void answersWithoutAPerson(String more) {
            emulator.faults()
                    .next(
                            EmulatorEndpoint.TOKEN,
                            Fault.body(
                                    200,
                                    "application/json",
                                    "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":3600" + more
                                            + "}"));
        }

        private TestShell.Ended redeemed(String... more) {
            shell.piped("foreign");
            return asProgram(TestShell.joined(
                    TestShell.joined(
                            new String[] {"refresh-token", "--refresh-token-file", "-", "--scope", "User.Read"}, more),
                    "--cache",
                    directory.resolve("cache.json").toString()));
        }

        @Test
        void isRefusedWhenItIsNoneAndNotRepeated() {
            shell.piped("canary");

            var ended = asProgram("refresh-token", "--refresh-token-file", "-", "--scope", "User.Read", "-v");

            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).isNotEmpty().doesNotContain("canary");
        }

        @Test
        void isNotSentWhenItIsEmpty() {
            shell.piped("\n");

            var ended = asProgram("refresh-token", "--refresh-token-file", "-", "--scope", "User.Read");

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).contains("refresh token is empty");
            assertThat(emulator.requests()).isEmpty();
        }
    }

    @Nested
    class Agent {

        @Test
        void getsATokenOfItsOwn() {
            var ended = shell.run(
                    "agent",
                    "--agent-id",
                    AGENT,
                    "--client-id",
                    emulator.defaultConfidentialClientId(),
                    "--scope",
                    "https://graph.microsoft.com/.default");

            assertThat(ended.code()).isZero();
            assertThat(emulator.requests())
                    .hasSize(2)
                    .last()
                    .satisfies(last -> assertThat(last.form())
                            .containsEntry("client_id", AGENT)
                            .containsEntry("grant_type", "client_credentials"));
        }

        @Test
        void getsATokenOfAPersonItActsFor() {
            var ended = asServer("agent", "--agent-id", AGENT, "--username", ADA, "--output", "json");

            assertThat(ended.json().get("account")).asString().contains(ADA);
        }

        @Test
        void isAskedForItsTenantWhereNoneIsNamed() {
            assertThat(asServer("agent", "--agent-id", AGENT, "--tenant", "organizations")
                            .err())
                    .contains("stands for many", "Name the tenant", "--tenant TENANT");
        }

        @Test
        void isNotToldAPersonWhoCannotBe() {
            assertThat(asServer("agent", "--agent-id", AGENT, "--object-id", "ada")
                            .code())
                    .isEqualTo(2);
            assertThat(emulator.requests()).isEmpty();
        }
    }

    @Nested
    class SharedOptions {

        @Test
        void capabilitiesAndAClaimsChallengeAreToldTogether() throws Exception {
            Path file = file("assertion", received());

            asServer(
                    "obo",
                    "--assertion-file",
                    file.toString(),
                    "--capability",
                    "cp1",
                    "--capability",
                    "other",
                    "--claims",
                    "{\"access_token\":{\"nbf\":{\"essential\":true}}}");

            assertThat(emulator.requests()
                            .get(emulator.requests().size() - 1)
                            .form()
                            .get("claims"))
                    .contains("\"xms_cc\":{\"values\":[\"cp1\",\"other\"]}", "\"nbf\"");
        }

        @Test
        void aRegionIsAskedForTheApplicationsOwnTokens() {
            var ended = asServer("app-token", "--region", "westus2", "--timeout", "5");

            assertThat(ended.code()).isEqualTo(4);
            assertThat(ended.err()).contains("westus2.");
            assertThat(asServer("app-token", "--region", "no/region").code()).isEqualTo(2);
        }
    }
}

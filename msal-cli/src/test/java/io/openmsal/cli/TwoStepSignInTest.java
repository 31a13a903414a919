package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code authorize-url} and {@code redeem}: two processes, one sign-in. */
@Timeout(120)
class TwoStepSignInTest {

    private static final String ADA = "ada@contoso.example";
    private static final String REDIRECT = "https://app.example/after";

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create();

    @TempDir
    Path directory;

    private Emulator emulator;
    private TestShell shell;
    private Path pending;

    @BeforeEach
    void setUp() {
        emulator = extension.get();
        pending = directory.resolve("pending");
        shell = new TestShell()
                .trusting(emulator, directory)
                .variable("MSAL_CLIENT_SECRET", emulator.defaultClientSecret().reveal())
                .always("--client-id", emulator.defaultConfidentialClientId(), "--pending", pending.toString());
    }

    private TestShell.Ended begin() {
        return shell.run("authorize-url", "--redirect-uri", REDIRECT, "--scope", "User.Read", "--username", ADA);
    }

    private Map<String, String> answerTo(TestShell.Ended begun) {
        return new HashMap<>(emulator.signIn(URI.create(begun.out().trim()), ADA));
    }

    private TestShell.Ended redeem(Map<String, String> answer, String... more) {
        shell.piped(REDIRECT + "?" + form(answer) + "#_=_\n");
        List<String> command = new ArrayList<>(List.of("redeem", "--confidential", "--answer-file", "-"));
        command.addAll(List.of(more));
        return shell.run(command.toArray(String[]::new));
    }

    private static String form(Map<String, String> answer) {
        return answer.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Test
    void thePersonIsSignedInAndThePendingFileIsGone() {
        var begun = begin();
        assertThat(begun.code()).isZero();

        var ended = redeem(answerTo(begun));

        assertThat(ended.code()).isZero();
        assertThat(ended.out().trim()).isEqualTo("Signed in as " + ADA);
        assertThat(pending).doesNotExist();
    }

    @Test
    void aSignInThatIsNotKeptWhereItWasToBeFailsThoughTheCodeIsUsed() {
        var ended = redeem(answerTo(begin()), "--cache", "jdbc:h2:mem:closed;IFEXISTS=TRUE");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out().trim()).isEqualTo("Signed in as " + ADA);
        assertThat(ended.err()).contains("The sign-in is not kept: the cache could not be written");
        assertThat(pending).doesNotExist();
    }

    @Test
    void nobodyElseMayReadThePendingFile() throws Exception {
        begin();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pending)))
                .isEqualTo("rw-------");
    }

    @Test
    void programsGetTheAddressInADocument() {
        var begun = shell.run("authorize-url", "--redirect-uri", REDIRECT, "--scope", "User.Read", "--output", "json");

        assertThat(begun.json()).containsOnlyKeys("auth_uri", "pending").containsEntry("pending", pending.toString());
        assertThat(String.valueOf(begun.json().get("auth_uri"))).startsWith("https://");
    }

    @Test
    void anAddressThatReachedNobodyLeavesNoPendingFile() {
        assertThat(shell.fullDisk()
                        .run("authorize-url", "--redirect-uri", REDIRECT, "--scope", "User.Read")
                        .code())
                .isEqualTo(2);

        assertThat(pending).doesNotExist();
    }

    @Test
    void aPendingFileThatCouldNotBeWrittenAsAWholeIsGone() throws Exception {
        begin();
        PendingSignIn begun = PendingFile.read(pending);
        Path other = Files.createFile(directory.resolve("other"));

        assertThatThrownBy(() -> PendingFile.write(begun, other, Channels.newChannel(new FullDisk())))
                .hasMessage("No space left on device");

        assertThat(other).doesNotExist();
    }

    @Test
    void whyAPendingFileCannotBeReadIsSaid() throws Exception {
        Files.createDirectory(pending);

        var folder = redeem(Map.of("code", "c", "state", "s"));

        assertThat(folder.code()).isEqualTo(2);
        assertThat(folder.err()).contains("cannot be read").doesNotContain("holds no sign-in");
    }

    @Test
    void theAddressAsksForAnAnswerThatCanBeCopied() {
        assertThat(begin().out()).contains("response_mode=query", "login_hint=ada%40contoso.example");
    }

    @Test
    void aPostedFormWillDoToo() throws Exception {
        Path posted = Files.writeString(directory.resolve("posted"), form(answerTo(begin())));

        assertThat(shell.run("redeem", "--confidential", "--answer-file", posted.toString())
                        .code())
                .isZero();
    }

    @Test
    void theAnswerIsAskedForAtATerminal() {
        shell.typed(REDIRECT + "?" + form(answerTo(begin())));

        assertThat(shell.run("redeem", "--confidential").code()).isZero();
    }

    @Test
    void aSecondCodeForThePageComesWithTheJson() {
        assertThat(redeem(answerTo(begin()), "--spa-code", "--output", "json").json())
                .containsKeys("access_token", "spa_code");
    }

    @Test
    void whoSignedInAtAServerGetsAnotherTokenFromIt() {
        Path cache = directory.resolve("cache.json");
        var signedIn = redeem(answerTo(begin()), "--cache", cache.toString(), "--output", "json");
        Map<?, ?> account = (Map<?, ?>) signedIn.json().get("account");

        var renewed = atTheServer(
                cache, "--force-refresh", "--home-account-id", String.valueOf(account.get("home_account_id")));

        assertThat(renewed.code()).isZero();
        assertThat(renewed.out().trim())
                .isNotEmpty()
                .isNotEqualTo(signedIn.json().get("access_token"));
    }

    @Test
    void aServerIsToldWhoIsMeantSinceItListsNobody() {
        Path cache = directory.resolve("cache.json");
        redeem(answerTo(begin()), "--cache", cache.toString());

        for (var ended : List.of(atTheServer(cache), atTheServer(cache, "--username", ADA))) {
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).contains("--home-account-id", "'accounts'");
        }
    }

    @Test
    void aServerIsToldOfTheSignInThatItCanDo() {
        Path cache = directory.resolve("cache.json");
        redeem(answerTo(begin()), "--cache", cache.toString());

        var ended = atTheServer(cache, "--home-account-id", "nobody");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("Nobody of that id is signed in here", "'redeem'", "'accounts'")
                .doesNotContain("'login'");
    }

    private TestShell.Ended atTheServer(Path cache, String... more) {
        return new TestShell()
                .trusting(emulator, directory)
                .variable("MSAL_CLIENT_SECRET", emulator.defaultClientSecret().reveal())
                .always("--client-id", emulator.defaultConfidentialClientId(), "--cache", cache.toString())
                .run(TestShell.joined(new String[] {"token", "--confidential", "--scope", "User.Read"}, more));
    }

    @Test
    void aForgedStateIsRefusedAndTheSignInCanStillBeFinished() {
        var begun = begin();
        Map<String, String> answer = answerTo(begun);
        Map<String, String> forged = new HashMap<>(answer);
        forged.put("state", "canary");

        var refused = redeem(forged);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).doesNotContain("canary", answer.get("code"));
        assertThat(redeem(answer).code()).isZero();
    }

    @Test
    void aFileThatIsThereIsNeverOverwritten() throws Exception {
        Files.writeString(pending, "precious");

        var ended = begin();

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("is there already");
        assertThat(pending).hasContent("precious");
    }

    @Test
    void aFileOfSomethingElseIsRefusedAndKept() throws Exception {
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(pending))) {
            out.writeObject(new ArrayList<>(List.of("foreign")));
        }

        var foreign = redeem(Map.of("code", "c", "state", "s"));
        Files.writeString(pending, "text");
        var text = redeem(Map.of("code", "c", "state", "s"));

        for (var ended : List.of(foreign, text)) {
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).contains("holds no sign-in");
        }
        assertThat(pending).exists();
    }

    @Test
    void anAnswerWithoutAStateIsRefusedWithoutBeingRepeated() {
        begin();

        var ended = redeem(Map.of("code", "canary"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("no state", REDIRECT).doesNotContain("canary");
        assertThat(pending).exists();
    }

    @Test
    void anEmptyNameOfThePendingFileIsSaidToBeEmpty() {
        TestShell shell = new TestShell();

        for (String[] command : new String[][] {
            {"authorize-url", "--client-id", "c", "--scope", "s", "--redirect-uri", REDIRECT, "--pending", ""},
            {"redeem", "--client-id", "c", "--pending", ""}
        }) {
            var ended = shell.run(command);

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err()).contains("--pending was given an empty name.");
        }
    }
}

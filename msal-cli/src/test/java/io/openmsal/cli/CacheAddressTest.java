package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.cache.JdbcTokenStore;
import io.openmsal.port.Cancellation;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What --cache may name. Jedis and JNA are not on this class path, as they are not on that of the command. */
@Timeout(120)
class CacheAddressTest {

    private static final String ADA = "ada@contoso.example";

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create();

    @TempDir
    Path directory;

    private Emulator emulator;
    private TestShell shell;

    @BeforeEach
    void setUp() {
        emulator = extension.get();
        shell = new TestShell().trusting(emulator, directory).always("--client-id", emulator.defaultPublicClientId());
    }

    @Test
    void aDatabaseKeepsASignInUnderTheUserAndPasswordOfTheVariables() throws Exception {
        String url = "jdbc:h2:mem:cli;DB_CLOSE_DELAY=-1";
        try (Connection connection = DriverManager.getConnection(url, "ada", "db-canary");
                Statement statement = connection.createStatement()) {
            statement.execute(JdbcTokenStore.ddl("token_store"));
            shell.variable("MSAL_CACHE_USER", "ada").variable("MSAL_CACHE_PASSWORD", "db-canary");

            assertThat(login(url).err()).doesNotContain("warning");
            emulator.clearRequests();
            var token = token(url);

            assertThat(token.code()).isZero();
            assertThat(emulator.requests()).isEmpty();
            try (ResultSet rows = statement.executeQuery("select partition_name from token_store")) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void aDatabaseThatRefusesFailsALoginThatWasToBeKeptThereAndShowsNoPassword() throws Exception {
        String url = "jdbc:h2:mem:closed;IFEXISTS=TRUE";
        shell.variable("MSAL_CACHE_USER", "ada").variable("MSAL_CACHE_PASSWORD", "db-canary");

        var login = login(url);

        assertThat(login.code()).isEqualTo(2);
        assertThat(login.out().trim()).isEqualTo("Signed in as " + ADA);
        assertThat(login.err())
                .contains("cache.write", "The sign-in is not kept", "could not be written")
                .doesNotContain("db-canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void aDatabaseThatRefusesCostsAWarningWhereTheTokenItselfWasWanted(String form) {
        var token = new TestShell()
                .trusting(emulator, directory)
                .variable("MSAL_CLIENT_SECRET", emulator.defaultClientSecret().reveal())
                .run(
                        "app-token",
                        "--client-id",
                        emulator.defaultConfidentialClientId(),
                        "--scope",
                        "api://demo/.default",
                        "--cache",
                        "jdbc:h2:mem:closed;IFEXISTS=TRUE",
                        "--output",
                        form);

        assertThat(token.code()).isZero();
        assertThat(token.out()).contains("eyJ");
        assertThat(token.err()).contains("warning cache.write").doesNotContain("not kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts",
                "token --scope User.Read",
                "token --scope User.Read --username " + ADA,
                "logout --all",
                "logout --username " + ADA
            })
    void whoIsSignedInIsNotKnownFromADatabaseThatRefuses(String command) {
        shell.always("--cache", "jdbc:h2:mem:closed;IFEXISTS=TRUE");

        var told = shell.run(command.split(" "));

        assertThat(told.code()).isEqualTo(4);
        assertThat(told.out()).isEmpty();
        assertThat(told.err())
                .contains("warning cache.read", "it is not known who is signed in")
                .doesNotContain("Nobody");

        var document = shell.run(TestShell.joined(command.split(" "), "--output", "json"));

        assertThat(document.code()).isEqualTo(4);
        assertThat(document.json()).containsEntry("error", "cache_not_read").containsEntry("kind", "store");
    }

    @Test
    void aDriverThatIsMissingIsNamed() {
        var token = token("jdbc:postgresql://localhost/tokens");

        assertThat(token.code()).isNotZero();
        assertThat(token.err()).contains("org.postgresql:postgresql", "MSAL_CLASSPATH");
    }

    @Test
    void aRedisClientThatIsMissingIsNamed() {
        var token = token("redis://localhost:6379");

        assertThat(token.code()).isNotZero();
        assertThat(token.err()).contains("redis.clients:jedis", "MSAL_CLASSPATH");
    }

    @Test
    void aKeyringThatCannotBeUsedIsSaidWithWhatNext() {
        var token = token("keyring:");

        assertThat(token.code()).isNotZero();
        assertThat(token.err()).contains("net.java.dev.jna:jna-platform", "MSAL_CLASSPATH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://ada:canary-4711@localhost",
                "redis://:canary-4711@localhost",
                "redis://ada:a/canary-4711@localhost/0",
                "redis://ada:a/canary-4711^b@localhost/0",
                "redis://ada:canary-4711@b^@localhost",
                "redis:ada:canary-4711^@localhost",
                "redis://ada:canary?4711/canary-4711@localhost",
                "jdbc:mysql://ada:a/canary-4711@localhost/tokens",
                "jdbc:mysql://ada:a;canary-4711@localhost/tokens",
                "jdbc:mysql://ada:a?canary-4711@localhost/tokens",
                "jdbc:mysql://ada:1?canary-4711@localhost/tokens",
                "jdbc:mysql://ada:1/canary-4711@localhost/tokens",
                "jdbc:mysql://ada:a?b/canary-4711@localhost/tokens",
                "jdbc:mysql://ada:a;b/canary-4711@localhost/tokens",
                "jdbc:mysql://ada:a@b:c;d=canary-4711@localhost/tokens?user=x@y",
                " redis://ada:canary-4711@localhost",
                "\tjdbc:mysql://ada:canary-4711@localhost/tokens ",
                "jdbc:postgresql://localhost/tokens?user=ada&password=canary-4711",
                "jdbc:h2:mem:x;PASSWORD=canary-4711",
                "jdbc:oracle:thin:ada/canary-4711@db.example:1521/tokens",
                "jdbc:oracle:thin:ada/canary-4711@//db.example:1521/tokens",
                "JDBC:Oracle:oci:ada/\"canary-4711\"@tokens"
            })
    void anAddressWithAPasswordIsRefusedInWordsThatDoNotRepeatIt(String address) {
        shell.always("-v", "-v");

        var token = token(address);

        assertThat(token.code()).isNotZero();
        assertThat(token.err()).contains("MSAL_CACHE_PASSWORD").doesNotContain("canary-4711");
        assertThat(token.out()).doesNotContain("canary-4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://canary-4711^b", "redis://localhost/canary-4711^b"})
    void anAddressOfRedisThatIsMalformedIsRefusedInWordsThatDoNotRepeatIt(String address) {
        shell.always("-v", "-v");

        var token = token(address);

        assertThat(token.code()).isEqualTo(2);
        assertThat(token.err()).contains("redis://[USER@]HOST[:PORT]").doesNotContain("canary-4711");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example:5432/tokens?user=ada@db",
                "jdbc:sqlserver://db.example:1433;databaseName=tokens;user=ada@db",
                "jdbc:sqlserver://db.example:1433;user=ada@db",
                "jdbc:sqlserver://db.example:1433; user=ada@db",
                "jdbc:sqlserver://db.example:1433;;database name=x;user=ada@db",
                "jdbc:mysql://ada@localhost/tokens",
                "jdbc:sqlserver://[::1]:1433;user=ada@db",
                "jdbc:mysql://a.example:3306,b.example:3306?user=ada@db"
            })
    void aUserWithAnAtSignIsNoPassword(String address) {
        assertThat(token(address).err()).contains("No JDBC driver");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"postgresql://ada:canary-4711@localhost/db", "file:///canary-4711", "redis+tls://canary-4711"})
    void anAddressOfAnUnknownKindIsNoFile(String address) {
        shell.always("-v", "-v");

        var token = token(address);

        assertThat(token.code()).isEqualTo(2);
        assertThat(token.err())
                .contains("no such kind of cache", "jdbc:postgresql://HOST/DATABASE")
                .doesNotContain("canary-4711");
    }

    @Test
    void anEmptyAddressIsNoFile() {
        var token = token("");

        assertThat(token.code()).isEqualTo(2);
        assertThat(token.err()).contains("--cache", "empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:oracle:thin:@//db.example:1521/tokens", "jdbc:oracle:thin:/@tokens"})
    void anAddressOfOracleWithoutAPasswordIsTaken(String address) {
        assertThat(token(address).err()).contains("No JDBC driver");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://cache.example, redis://ada@cache.example",
        "rediss://cache.example:7000/3, rediss://ada@cache.example:7000/3",
        "redis://grace@cache.example, redis://grace@cache.example"
    })
    void theUserOfARedisComesFromTheVariableWhereTheAddressNamesNone(String address, String complete) throws Exception {
        assertThat(completed(address, Map.of("MSAL_CACHE_USER", "ada", "MSAL_CACHE_PASSWORD", "db-canary")))
                .isEqualTo(new URI(complete));
    }

    @Test
    void aRedisKnowsNoUserWithoutAPassword() throws Exception {
        String address = "redis://cache.example";

        assertThat(completed(address, Map.of("MSAL_CACHE_USER", "ada"))).isEqualTo(new URI(address));
    }

    private static URI completed(String address, Map<String, String> variables) throws Exception {
        Shell shell = new Shell(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()),
                variables,
                what -> Optional.empty(),
                new Cancellation());
        return new CacheAddress(shell, EventSink.none()).withUser(new URI(address));
    }

    @Test
    void aFileThatIsNotWholeIsSetAsideWithAWarningAndTheSignInIsKept() throws Exception {
        Path file = Files.writeString(directory.resolve("cache.json"), "{\"AccessToken\":{\"half");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        var login = login(file.toString());

        assertThat(login.err()).contains("warning store.set_aside").doesNotContain("half");
        assertThat(token(file.toString()).code()).isZero();
        assertThat(directory).isDirectoryContaining(path -> path.toString().contains(".set-aside-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "token --scope User.Read", "logout --all", "logout --username " + ADA})
    void whoWasSignedInIsNotKnownFromAFileThatWasSetAsideAndIsNamed(String command) throws Exception {
        Path file = Files.writeString(directory.resolve("cache.json"), "{\"RefreshToken\":{\"half");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        var ended = shell.run(TestShell.joined(command.split(" "), "--output", "json", "--cache", file.toString()));

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.json()).containsEntry("error", "cache_not_read").containsEntry("kind", "store");
        assertThat(String.valueOf(ended.json().get("error_description"))).contains(file + ".set-aside-");
        assertThat(directory).isDirectoryContaining(path -> path.toString().startsWith(file + ".set-aside-"));
    }

    private TestShell.Ended login(String address) throws Exception {
        return shell.run(
                "login",
                "--scope",
                "User.Read",
                "--cache",
                address,
                "--browser",
                ScriptedPerson.browser(emulator, ADA, directory));
    }

    private TestShell.Ended token(String address) {
        return shell.run("token", "--scope", "User.Read", "--cache", address);
    }
}

package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Secret;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an application's key may be, and what opens it. A token of PKCS#11 is among the real parties. */
@Timeout(120)
class KeyPlacesTest {

    private static final String CERTIFIED = "11111111-2222-3333-4444-555555555556";
    private static final TestCertificate CERTIFICATE = TestCertificates.valid();
    private static final TestCertificate OTHER = TestCertificates.valid();
    private static final String PASSPHRASE = "canary sesame";

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create();

    @TempDir
    Path directory;

    private Emulator emulator;
    private TestShell shell;

    @BeforeEach
    void setUp() {
        emulator = extension.get();
        emulator.add(EmulatorApp.of(CERTIFIED)
                .withCertificate(CERTIFICATE.certificate())
                .withAdminConsent());
        shell = new TestShell().trusting(emulator, directory);
    }

    private TestShell.Ended appToken(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("app-token", "--client-id", CERTIFIED, "--scope", "api://demo/.default"));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    private void isRefused(TestShell.Ended ended, String... words) {
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("msal: ").doesNotContain("canary", "\tat ", "This should not have happened");
        assertThat(words).allSatisfy(word -> assertThat(ended.err()).contains(word));
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN)).isEmpty();
    }

    private static void isRefusedInDetail(TestShell.Ended ended) {
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("\tat ").doesNotContain("canary", "PRIVATE KEY");
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private Path text(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private Path pfx() throws IOException {
        return file("app.pfx", CERTIFICATE.pfx(Secret.of(PASSPHRASE)));
    }

    private Path keyStore(String type, String keyPassword, TestCertificate... certificates) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        int number = 1;
        for (TestCertificate each : certificates) {
            store.setKeyEntry(
                    "key" + number++,
                    each.privateKey(),
                    keyPassword.toCharArray(),
                    each.chain().toArray(Certificate[]::new));
        }
        Path file = directory.resolve("keys." + type);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSPHRASE.toCharArray());
        }
        return file;
    }

    private EmulatorRequest onlyTokenRequest() {
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN)).hasSize(1);
        return emulator.requests(EmulatorEndpoint.TOKEN).get(0);
    }

    private String assertionHeader() {
        String assertion = onlyTokenRequest().form().get("client_assertion");
        return new String(Base64.getUrlDecoder().decode(assertion.split("\\.")[0]), StandardCharsets.UTF_8);
    }

    @Nested
    class APfxFile {

        @Test
        void isOpenedByAPassphraseFromTheEnvironmentAFileAPipeOrAPrompt() throws Exception {
            String pfx = pfx().toString();
            Path passphrase = text("passphrase", PASSPHRASE + "\n");

            assertThat(appToken("--pfx", pfx, "--passphrase-file", passphrase.toString())
                            .code())
                    .isZero();
            shell.piped(PASSPHRASE + "\r\n");
            assertThat(appToken("--pfx", pfx, "--passphrase-file", "-").code()).isZero();
            shell.typed(PASSPHRASE);
            assertThat(appToken("--pfx", pfx).code()).isZero();
            shell.typed("something else").variable("MSAL_KEY_PASSPHRASE", PASSPHRASE);
            var token = appToken("--pfx", pfx);

            assertThat(token.code()).isZero();
            assertThat(token.err()).isEmpty();
            assertThat(token.out().trim()).matches("[A-Za-z0-9_.-]{100,}");
        }

        @Test
        void thatDoesNotOpenIsToldWithoutItsPassphrase() throws Exception {
            String pfx = pfx().toString();

            isRefused(appToken("--pfx", pfx, "-v"), "passphrase", "found none");
            shell.variable("MSAL_KEY_PASSPHRASE", "canary of a wrong one");
            isRefused(appToken("--pfx", pfx), "one that does not open it");
        }

        @Test
        void withSeveralKeysWantsToKnowWhichOne() throws Exception {
            String pfx = keyStore("PKCS12", PASSPHRASE, OTHER, CERTIFICATE).toString();
            shell.variable("MSAL_KEY_PASSPHRASE", PASSPHRASE);

            isRefused(appToken("--pfx", pfx), "key1, key2");
            isRefused(appToken("--pfx", pfx, "--key-alias", "key3"), "key1, key2");
            assertThat(appToken("--pfx", pfx, "--key-alias", "key2").code()).isZero();
        }
    }

    @Nested
    class AJavaKeyStore {

        @ParameterizedTest
        @ValueSource(strings = {"JKS", "JCEKS", "PKCS12"})
        void ofAnyKindIsRecognisedByItsContent(String type) throws Exception {
            shell.variable("MSAL_KEY_PASSPHRASE", PASSPHRASE);

            var token = appToken(
                    "--key-store", keyStore(type, PASSPHRASE, CERTIFICATE).toString());

            assertThat(token.err()).isEmpty();
            assertThat(token.code()).isZero();
        }

        @Test
        void mayHaveAnotherPassphraseForItsKey() throws Exception {
            String store = keyStore("JKS", "canary of the key", CERTIFICATE).toString();
            shell.variable("MSAL_KEY_PASSPHRASE", PASSPHRASE);

            isRefused(appToken("--key-store", store), "password of the private key key1");
            Path file = text("key-passphrase", "canary of the key\n");
            assertThat(appToken("--key-store", store, "--key-passphrase-file", file.toString())
                            .code())
                    .isZero();
            shell.variable("MSAL_KEY_ENTRY_PASSPHRASE", "canary of the key");
            assertThat(appToken("--key-store", store).code()).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"JKS", "JCEKS", "PKCS12"})
        void thatDoesNotOpenIsToldWithoutItsPassphrase(String type) throws Exception {
            String store = keyStore(type, PASSPHRASE, CERTIFICATE).toString();

            isRefused(appToken("--key-store", store), "did not open", "passphrase is missing");
            shell.typed("");
            isRefused(appToken("--key-store", store), "did not open", "passphrase is missing");
            shell.typed("canary of a wrong one");
            isRefused(appToken("--key-store", store), "passphrase is another one", "keytool -list");
        }

        @Test
        void withSeveralKeysWantsToKnowWhichOne() throws Exception {
            String store = keyStore("JKS", PASSPHRASE, OTHER, CERTIFICATE).toString();
            shell.variable("MSAL_KEY_PASSPHRASE", PASSPHRASE);

            isRefused(appToken("--key-store", store), "key1, key2");
            assertThat(appToken("--key-store", store, "--key-alias", "key2").code())
                    .isZero();
        }
    }

    @Nested
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no pipes with a name in a folder")
    class APipe {

        private final List<Process> writers = new ArrayList<>();

        /** What is read a second time is empty. */
        private String pipe(String name, Path content) throws Exception {
            Path pipe = directory.resolve(name);
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
            writers.add(new ProcessBuilder(
                            "sh", "-c", "cat '" + content + "' > '" + pipe + "'; while :; do : > '" + pipe + "'; done")
                    .start());
            return pipe.toString();
        }

        @AfterEach
        void nobodyWritesAnyMore() {
            writers.forEach(Process::destroyForcibly);
        }

        @Test
        void bringsACertificateAndItsKey() throws Exception {
            String certificate = pipe("c", text("c.pem", CERTIFICATE.certificatePem()));
            String key = pipe("k", text("k.pem", CERTIFICATE.privateKeyPem()));

            var token = appToken("--certificate", certificate, "--key", key);

            assertThat(token.err()).isEmpty();
            assertThat(token.code()).isZero();
        }

        @Test
        void bringsAPfxFile() throws Exception {
            shell.variable("MSAL_KEY_PASSPHRASE", PASSPHRASE);

            var token = appToken("--pfx", pipe("p", pfx()));

            assertThat(token.err()).isEmpty();
            assertThat(token.code()).isZero();
        }
    }

    @Nested
    class AFileOfAnotherKind {

        @Test
        void leadsToTheOptionThatIsMeant() throws Exception {
            String pem = text("app.pem", CERTIFICATE.certificatePem() + CERTIFICATE.privateKeyPem())
                    .toString();
            String pfx = pfx().toString();
            String jks = keyStore("JKS", PASSPHRASE, CERTIFICATE).toString();

            isRefused(appToken("--pfx", pem), "--pfx is PEM text", "--certificate");
            isRefused(appToken("--pfx", jks), "--pfx is a Java key store", "--key-store");
            isRefused(appToken("--key-store", pem), "--key-store is PEM text", "--certificate");
            isRefused(appToken("--certificate", pfx), "--certificate is a PFX", "--pfx");
            isRefused(appToken("--certificate", jks), "--certificate is a Java key store", "--key-store");
            isRefused(appToken("--certificate", pem, "--key", pfx), "--key is a PFX", "--pfx");
        }

        @ParameterizedTest
        @ValueSource(strings = {"--pfx", "--key-store", "--certificate", "--pkcs11"})
        void orNoneAtAllIsToldByNameAndContent(String option) throws Exception {
            shell.variable("MSAL_KEY_PASSPHRASE", PASSPHRASE);

            isRefused(appToken(option, directory.resolve("absent").toString()), option, "absent", "does not exist");
            isRefused(appToken(option, text("empty", "").toString()));
            isRefused(appToken(option, text("letter", "canary dear\n").toString()));
            isRefused(appToken(
                    option,
                    file("cut-off", new byte[] {0x30, (byte) 0x82, 9, 9, 2, 1, 3})
                            .toString()));
            isRefused(appToken(option, directory.toString()), option);
            assertThat(appToken(
                                    "-v",
                                    "-v",
                                    option,
                                    text("letter", "canary dear\n").toString())
                            .err())
                    .doesNotContain("canary");
        }
    }

    @Test
    void aCommentOfAPemFileMayBeInAnyEncoding() throws Exception {
        String pem = "Schl\u00fcssel\n" + CERTIFICATE.certificatePem() + CERTIFICATE.privateKeyPem();

        assertThat(appToken(
                                "--certificate",
                                file("latin-1.pem", pem.getBytes(StandardCharsets.ISO_8859_1))
                                        .toString())
                        .code())
                .isZero();
    }

    @Nested
    class TheCommandLine {

        @Test
        void holdsNoPassphrase() throws Exception {
            String pfx = pfx().toString();
            for (String given : new String[] {"--passphrase", "--pin", "--key-passphrase"}) {
                isRefused(appToken("--pfx", pfx, given, "canary"), "MSAL_KEY_PASSPHRASE", "--passphrase-file");
                isRefused(appToken("--pfx", pfx, given + "=canary"), "MSAL_KEY_PASSPHRASE");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"--certificate", "--key", "--pfx", "--key-store", "--pkcs11"})
        void thatHoldsAKeyInPlaceOfItsFileDoesNotSpreadIt(String option) throws Exception {
            String certificate = text("app.pem", CERTIFICATE.certificatePem()).toString();
            String key = "-----BEGIN PRIVATE KEY-----\ncanary/of/the/key\n-----END PRIVATE KEY-----\n";
            String short64 = "canary".repeat(20);
            String long64 = "canary".repeat(200);

            for (String given : List.of(key, short64, long64)) {
                String[] proof = option.equals("--key")
                        ? new String[] {"--certificate", certificate, option, given}
                        : new String[] {option, given};
                isRefused(appToken(proof), option, "looks like the content");
                isRefusedInDetail(appToken(TestShell.joined(proof, "-v", "-v")));
            }
        }

        @Test
        void thatHoldsASecretInPlaceOfItsFileDoesNotSpreadIt() throws Exception {
            String pfx = pfx().toString();
            for (String[] proof :
                    new String[][] {{"--client-secret-file", "canary"}, {"--pfx", pfx, "--passphrase-file", "canary"}
                    }) {
                isRefused(appToken(proof), proof[proof.length - 2], "does not exist");
                isRefusedInDetail(appToken(TestShell.joined(proof, "-v", "-v")));
            }
        }

        @Test
        void namesOneProofAndWhatBelongsToIt() {
            isRefused(appToken("--pfx", "a", "--key-store", "b"), "mutually exclusive");
            isRefused(appToken("--pkcs11", "a", "--client-secret-file", "b"), "mutually exclusive");
            isRefused(appToken("--certificate", "a", "--pfx", "b"), "mutually exclusive");
            isRefused(appToken("--key", "a"), "--certificate");
            isRefused(appToken("--over-mtls", "--tls-client-auth"), "mutually exclusive");
            shell.variable("MSAL_CLIENT_SECRET", "canary");
            for (String option : new String[] {"--over-mtls", "--tls-client-auth", "--send-chain", "--mtls-pop"}) {
                isRefused(appToken(option), "certificate");
            }
            isRefused(appToken("--key-alias", "a"), "certificate");
        }

        @ParameterizedTest
        @ValueSource(strings = {"app-token", "obo", "agent", "password", "refresh-token", "redeem"})
        void takesEveryPlaceWhereverACredentialIsTaken(String command) {
            assertThat(shell.run(command, "--help").out())
                    .contains("--client-secret-file", "--certificate", "--key=", "--pfx", "--key-store", "--pkcs11")
                    .contains("--key-alias", "--passphrase-file", "--key-passphrase-file")
                    .contains("--send-chain", "--over-mtls", "--tls-client-auth")
                    .doesNotContain("--passphrase=", "--pin");
        }

        @Test
        void namesAPfxFileForApplicationsThatMayBePublicToo() throws Exception {
            emulator.consent("ada@contoso.example", CERTIFIED, "User.Read");
            shell.variable("MSAL_KEY_PASSPHRASE", PASSPHRASE).variable("MSAL_PASSWORD", "ada-password");

            var ended = shell.run(
                    "password",
                    "--client-id",
                    CERTIFIED,
                    "--username",
                    "ada@contoso.example",
                    "--scope",
                    "User.Read",
                    "--pfx",
                    pfx().toString());

            assertThat(ended.out().trim()).isEqualTo("Signed in as ada@contoso.example");
            assertThat(assertionHeader()).contains("\"alg\":\"PS256\"");
        }
    }

    @Nested
    class TheCertificate {

        private String pfx;

        @BeforeEach
        void open() throws Exception {
            pfx = pfx().toString();
            shell.variable("MSAL_KEY_PASSPHRASE", PASSPHRASE);
        }

        @Test
        void isSentAlongWhenToldAndShownInTheHandshakeToo() {
            var token = appToken("--pfx", pfx, "--send-chain", "--over-mtls", "--output", "json");

            assertThat(token.json()).containsEntry("token_type", "Bearer").doesNotContainKey("x5t#S256");
            assertThat(assertionHeader()).contains("\"x5c\":[");
            assertThat(onlyTokenRequest().clientCertificate()).contains(CERTIFICATE.certificate());
        }

        @Test
        void isShownInTheHandshakeAlone() {
            assertThat(appToken("--pfx", pfx, "--tls-client-auth").code()).isZero();

            assertThat(onlyTokenRequest().form()).doesNotContainKey("client_assertion");
            assertThat(onlyTokenRequest().clientCertificate()).contains(CERTIFICATE.certificate());
        }

        @Test
        void isUsuallyNeitherSentNorShown() {
            assertThat(appToken("--pfx", pfx).code()).isZero();

            assertThat(assertionHeader()).doesNotContain("x5c");
            assertThat(onlyTokenRequest().clientCertificate()).isEmpty();
        }

        @Test
        void isWhatATokenCanBeBoundTo() {
            var token = appToken("--pfx", pfx, "--mtls-pop", "--output", "json");

            assertThat(token.json()).containsEntry("token_type", "mtls_pop");
            assertThat((String) token.json().get("x5t#S256")).hasSize(43);
            assertThat(onlyTokenRequest().form()).containsEntry("token_type", "mtls_pop");
        }
    }
}

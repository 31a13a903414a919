package io.openmsal.realparties.softhsm;

import io.openmsal.port.Secret;
import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.realparties.party.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PKCS#11 token of SoftHSM, made for this run: a new key is born in it, with a certificate that it signed itself, and cannot be
 * taken out of it. The JDK's own tools set it up as an operator would, and its own provider uses it.
 */
public final class SoftHsm implements AutoCloseable {

    /** Under which name the key is in the token. */
    public static final String ALIAS = "daemon";

    private static final String NAME = "openmsal-test";

    /** Where the library reads what it is to do. The build sets it, because a process cannot change its own variables. */
    private static final String CONFIGURATION = "SOFTHSM2_CONF";

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
            Path.of("/usr/local/lib/softhsm/libsofthsm2.so"),
            Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

    private final Belongings own;
    private final Path folder;
    private final Path library;
    private final Path javaConfiguration;
    private final Secret pin = Secret.of(digits());
    private final Provider provider;
    private final KeyStore store;

    private SoftHsm(Path tool, Path library, Path configuration, Belongings own)
            throws IOException, GeneralSecurityException {
        this.own = own;
        this.library = library;
        folder = own.folder("openmsal-softhsm");
        Files.createDirectories(configuration.toAbsolutePath().getParent());
        Files.writeString(
                configuration,
                "directories.tokendir = " + folder + "\nobjectstore.backend = file\nlog.level = ERROR\n",
                StandardCharsets.US_ASCII);
        javaConfiguration = Files.writeString(folder.resolve("java.cfg"), """
                name = %s
                library = %s
                slotListIndex = 0
                attributes(generate, CKO_PRIVATE_KEY, *) = {
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                }
                """.formatted(NAME, library));
        run(tool.toString(), "--init-token", "--free", "--label", NAME, "--so-pin", digits(), "--pin", pin.reveal());
        run(
                keytool(
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "RSA",
                                "-keysize",
                                "2048",
                                "-sigalg",
                                "SHA256withRSA")
                        .stream()
                        .toArray(String[]::new));
        provider = Security.getProvider("SunPKCS11").configure(javaConfiguration.toString());
        Security.addProvider(provider);
        store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, pin.reveal().toCharArray());
    }

    static SoftHsm withFreshToken(Belongings own) throws PartyMissingException {
        Path tool = Programs.find("softhsm2-util")
                .orElseThrow(
                        () -> new PartyMissingException("There is no softhsm2-util on the PATH. Install softhsm2."));
        Path library = LIBRARIES.stream()
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() -> new PartyMissingException("There is no libsofthsm2.so in " + LIBRARIES + "."));
        Path configuration = Optional.ofNullable(System.getenv(CONFIGURATION))
                .map(Path::of)
                .orElseThrow(() -> new PartyMissingException("The variable " + CONFIGURATION
                        + " is not set. Run these tests through Maven, which sets it in this module's pom.xml."));
        if (Security.getProvider("SunPKCS11") == null) {
            throw new PartyMissingException("This Java has no SunPKCS11 (its module jdk.crypto.cryptoki is missing).");
        }
        try {
            return new SoftHsm(tool, library, configuration, own);
        } catch (IOException failed) {
            throw new UncheckedIOException("The token could not be made", failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("The token could not be opened", failed);
        }
    }

    /**
     * The token as Java has it.
     *
     * @return a key store that is open
     */
    public KeyStore store() {
        return store;
    }

    /**
     * What the JDK's provider reads to find the token.
     *
     * @return a configuration file of SunPKCS11
     */
    public Path javaConfiguration() {
        return javaConfiguration;
    }

    /**
     * The module itself.
     *
     * @return a library of the machine
     */
    public Path library() {
        return library;
    }

    /**
     * What opens the token.
     *
     * @return the PIN
     */
    public Secret pin() {
        return pin;
    }

    /**
     * The certificate that is in the token beside the key.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        try {
            return (X509Certificate) store.getCertificate(ALIAS);
        } catch (GeneralSecurityException closed) {
            throw new IllegalStateException(closed);
        }
    }

    /** The provider stays loaded, as its library cannot be loaded twice; its token is gone. */
    @Override
    public void close() {
        Security.removeProvider(provider.getName());
        own.close();
    }

    /** Named twice, because keytool would otherwise make the key outside and put it in. */
    private List<String> keytool(String... command) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        all.addAll(List.of(command));
        all.addAll(List.of("-dname", "CN=" + NAME, "-validity", "30"));
        all.addAll(List.of("-keystore", "NONE", "-storetype", "PKCS11", "-storepass", pin.reveal()));
        all.addAll(List.of("-addprovider", "SunPKCS11", "-providerarg", javaConfiguration.toString()));
        all.addAll(List.of("-providername", "SunPKCS11-" + NAME));
        return all;
    }

    private void run(String... command) throws IOException {
        Path log = folder.resolve("log");
        Process process = Programs.start(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile())));
        try {
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command[0] + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(command[0] + " was interrupted", interrupted);
        } finally {
            Programs.end(process);
        }
    }

    private static String digits() {
        return Stream.generate(() -> String.valueOf(new SecureRandom().nextInt(10)))
                .limit(8)
                .reduce("", String::concat);
    }
}

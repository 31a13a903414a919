package io.openmsal.realparties.keycloak;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.BuildSetting;
import io.openmsal.realparties.party.Distribution;
import io.openmsal.realparties.party.DistributionSource.MavenArchive;
import io.openmsal.realparties.party.Folders;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.servers.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running Keycloak: an OpenID Connect provider that nobody here wrote, on loopback, with and without TLS. One child process
 * with bounded memory, an in-memory database and a realm of its own; it ends with this object, and at the latest with this JVM.
 */
public final class Keycloak implements AutoCloseable {

    /** The first start after unpacking also optimises the server and takes twice as long as those after it. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final String ADMINISTRATOR = "administrator";

    private static final Path LOG = Path.of("target", "keycloak.log");

    private final Distribution distribution;
    private final KeycloakRealm realm = new KeycloakRealm();
    private final Secret administratorPassword = Secret.of(UUID.randomUUID().toString());
    private final PrivateAuthority authority = PrivateAuthority.create();
    private final int port;
    private final int securePort;
    private final Belongings own;
    private final Process process;

    private Keycloak(Distribution distribution, Belongings own) throws IOException {
        this.distribution = distribution;
        this.own = own;
        this.port = FreePort.any();
        this.securePort = FreePort.any();
        process = launch();
    }

    static Keycloak start(Belongings own) throws PartyMissingException {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            throw new PartyMissingException("Keycloak is started by its shell script, and there is no /bin/sh here.");
        }
        String version = BuildSetting.of("keycloak.version");
        Distribution distribution = own.held(Distribution.open(
                Path.of(BuildSetting.of("keycloak.folder")),
                new MavenArchive("org.keycloak:keycloak-quarkus-dist:" + version + ":zip"),
                "keycloak-" + version));
        try {
            Keycloak keycloak = new Keycloak(distribution, own);
            keycloak.awaitReady();
            return keycloak;
        } catch (IOException failed) {
            throw new UncheckedIOException("Keycloak could not be started", failed);
        }
    }

    /**
     * The issuer, without TLS.
     *
     * @return an http address on this machine
     */
    public String issuer() {
        return "http://localhost:" + port + "/realms/" + KeycloakRealm.NAME;
    }

    /**
     * The issuer under TLS, with a certificate that only {@link #certificateAuthorityPem()} vouches for. To its clients it is
     * another issuer than {@link #issuer()}.
     *
     * @return an https address on this machine
     */
    public String secureIssuer() {
        return "https://localhost:" + securePort + "/realms/" + KeycloakRealm.NAME;
    }

    /**
     * Whom to trust in order to reach {@link #secureIssuer()}.
     *
     * @return a certificate in PEM
     */
    public String certificateAuthorityPem() {
        return authority.certificatePem();
    }

    /**
     * Who and what is known here.
     *
     * @return the realm
     */
    public KeycloakRealm realm() {
        return realm;
    }

    /**
     * Registers a daemon whose key is known only after the start.
     *
     * @param clientId its client id
     * @param certificate the certificate of its key
     * @param algorithm the one way of signing that is taken
     */
    public void registerDaemon(String clientId, X509Certificate certificate, SignatureAlgorithm algorithm) {
        String token = token(post(
                "/realms/master/protocol/openid-connect/token",
                "application/x-www-form-urlencoded",
                "grant_type=password&client_id=admin-cli&username=" + ADMINISTRATOR + "&password="
                        + administratorPassword.reveal(),
                Optional.empty()));
        post(
                "/admin/realms/" + KeycloakRealm.NAME + "/clients",
                "application/json",
                KeycloakRealm.daemonWithKey(clientId, certificate, algorithm),
                Optional.of(token));
    }

    private static String token(String answer) {
        Matcher token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer);
        if (!token.find()) {
            throw new IllegalStateException("Keycloak gave its administrator no token");
        }
        return token.group(1);
    }

    private String post(String path, String contentType, String body, Optional<String> token) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://localhost:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(5000);
            connection.setReadTimeout(60_000);
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", contentType);
            token.ifPresent(bearer -> connection.setRequestProperty("Authorization", "Bearer " + bearer));
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            if (connection.getResponseCode() >= 300) {
                throw new IllegalStateException(
                        "Keycloak answered " + path + " with status " + connection.getResponseCode() + ". See " + LOG);
            }
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException("Keycloak did not take a daemon", failed);
        }
    }

    @Override
    public void close() {
        own.close();
    }

    private Process launch() throws IOException {
        Path imports = Files.createDirectories(distribution.home().resolve("data/import"));
        Folders.delete(imports);
        Files.createDirectory(imports);
        Files.writeString(own.owned(imports.resolve(KeycloakRealm.NAME + "-realm.json")), realm.json());
        Secret storePassword = Secret.of(UUID.randomUUID().toString());
        Path store = own.owned(Files.createTempFile(Files.createDirectories(LOG.getParent()), "keycloak-", ".p12"));
        authority.writeKeyStore(store, storePassword);
        Path trust = own.owned(Files.createTempFile(LOG.getParent(), "keycloak-trust-", ".p12"));
        PrivateAuthority.writeTrustStore(trust, realm.clientCertificate().certificate(), storePassword);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        distribution.home().resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--https-port=" + securePort,
                        "--https-key-store-file=" + store.toAbsolutePath(),
                        "--https-key-store-password=" + storePassword.reveal(),
                        "--https-client-auth=request",
                        "--https-trust-store-file=" + trust.toAbsolutePath(),
                        "--https-trust-store-password=" + storePassword.reveal()))
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        builder.environment()
                .putAll(Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMINISTRATOR,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        administratorPassword.reveal(),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS_KC_HEAP",
                        "-Xms64m -Xmx300m",
                        "JAVA_OPTS_APPEND",
                        "-XX:TieredStopAtLevel=1"));
        return own.start(builder);
    }

    private void awaitReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!answers()) {
                if (process.waitFor(500, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(
                            "Keycloak ended with status " + process.exitValue() + " instead of starting. See " + LOG);
                }
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException("Keycloak was not ready after " + PATIENCE + ". See " + LOG);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The wait for Keycloak was interrupted", interrupted);
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(issuer() + "/.well-known/openid-configuration")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(5000);
            connection.setReadTimeout(30_000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }
}

package io.openmsal.realparties.oidc;

import io.openmsal.port.Secret;
import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.BuildSetting;
import io.openmsal.realparties.party.Distribution;
import io.openmsal.realparties.party.DistributionSource.NodePackages;
import io.openmsal.realparties.party.Node;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.servers.FreePort;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** The package {@code oidc-provider} on the machine's Node, on loopback and in memory, which signs with an elliptic curve. */
public final class NodeOidcProvider implements AutoCloseable {

    /** People sign in here, without any secret. */
    public static final String DESKTOP = "desktop";

    /** Knows the {@link #secret}. */
    public static final String DAEMON = "daemon";

    /** Signs with the {@link #certificate}, by PS256, for itself and for people. */
    public static final String CERTIFIED = "certified";

    /** The API that all tokens are for, and what may be done there. */
    public static final String API = "https://api.example/";

    /** The scope of that API. */
    public static final String SCOPE = "orders.read";

    private final int port;
    private final Secret secret = Secret.of(UUID.randomUUID().toString());
    private final TestCertificate certificate = TestCertificates.valid();
    private final Belongings own;

    private NodeOidcProvider(Path node, Path packages, Belongings own) throws IOException {
        this.own = own;
        this.port = FreePort.any();
        Path script = own.folder("openmsal-oidc-provider").resolve("provider.mjs");
        try (InputStream source = Objects.requireNonNull(NodeOidcProvider.class.getResourceAsStream("provider.mjs"))) {
            Files.write(script, source.readAllBytes());
        }
        Process process = own.start(new ProcessBuilder(
                        node.toString(),
                        script.toString(),
                        packages.toString(),
                        Integer.toString(port),
                        secret.reveal(),
                        publicKeys(certificate))
                .redirectErrorStream(true));
        awaitReady(process);
    }

    static NodeOidcProvider start(Belongings own) throws PartyMissingException {
        Path node = Node.find();
        String version = BuildSetting.of("node-oidc-provider.version");
        Distribution packages = own.held(Distribution.open(
                Path.of(BuildSetting.of("node-oidc-provider.folder"), version),
                new NodePackages(List.of("oidc-provider@" + version)),
                "node_modules"));
        try {
            return new NodeOidcProvider(node, packages.home(), own);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The issuer, as it publishes it. */
    public String issuer() {
        return "http://localhost:" + port;
    }

    /** Where people who sign in come back to; nobody listens there. */
    public URI redirectUri() {
        return URI.create("http://localhost/signed-in");
    }

    /** What {@link #DAEMON} knows. */
    public Secret secret() {
        return secret;
    }

    /** What {@link #CERTIFIED} signs with. */
    public TestCertificate certificate() {
        return certificate;
    }

    @Override
    public void close() {
        own.close();
    }

    private static void awaitReady(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("oidc-provider ended before it listened: " + said);
            }
            said.append(line).append(System.lineSeparator());
        }
    }

    private static String publicKeys(TestCertificate certificate) {
        try {
            return new JsonWebKeySet(
                            JsonWebKey.Factory.newJwk(certificate.certificate().getPublicKey()))
                    .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException unknown) {
            throw new IllegalStateException(unknown);
        }
    }
}

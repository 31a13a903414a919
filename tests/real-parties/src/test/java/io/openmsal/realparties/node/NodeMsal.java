package io.openmsal.realparties.node;

import io.openmsal.realparties.party.BuildSetting;
import io.openmsal.realparties.party.Distribution;
import io.openmsal.realparties.party.DistributionSource.NodePackages;
import io.openmsal.realparties.party.Folders;
import io.openmsal.realparties.party.MsalProgram;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.realparties.party.Programs;
import io.openmsal.testing.emulator.Emulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The machine's Node with the packages {@code @azure/msal-node} and {@code @azure/msal-node-extensions}. */
public final class NodeMsal implements AutoCloseable {

    /** What the packages ask for. */
    private static final int OLDEST_NODE = 20;

    private final Path node;
    private final Distribution packages;
    private final Path folder;

    private NodeMsal(Path node, Distribution packages, Path folder) {
        this.node = node;
        this.packages = packages;
        this.folder = folder;
    }

    static NodeMsal find() throws PartyMissingException {
        Path node = Programs.find("node", "nodejs")
                .filter(NodeMsal::isNewEnough)
                .orElseThrow(() -> new PartyMissingException(
                        "There is no Node " + OLDEST_NODE + " or newer on the PATH. Install it, with npm."));
        String msal = BuildSetting.of("msal-node.version");
        String extensions = BuildSetting.of("msal-node-extensions.version");
        Distribution packages = Distribution.open(
                Path.of(BuildSetting.of("msal-node.folder"), msal + "-" + extensions),
                new NodePackages(List.of("@azure/msal-node@" + msal, "@azure/msal-node-extensions@" + extensions)),
                "node_modules");
        try {
            return new NodeMsal(node, packages, Files.createTempDirectory("openmsal-node"));
        } catch (IOException failed) {
            packages.close();
            throw new UncheckedIOException(failed);
        }
    }

    /** A program with a public client, whose cache is a file. */
    public MsalProgram program(Emulator emulator, String tenant, Path cache) {
        return program(emulator, tenant, emulator.defaultPublicClientId(), cache, Map.of());
    }

    /** A program with a confidential client, whose cache is a file. */
    public MsalProgram server(Emulator emulator, String tenant, Path cache) {
        return program(
                emulator,
                tenant,
                emulator.defaultConfidentialClientId(),
                cache,
                Map.of("CLIENT_SECRET", emulator.defaultClientSecret().reveal()));
    }

    private MsalProgram program(
            Emulator emulator, String tenant, String clientId, Path cache, Map<String, String> environment) {
        try {
            Path authorities = Files.writeString(folder.resolve("ca.pem"), emulator.caCertificatePem());
            ProcessBuilder builder = new ProcessBuilder(
                            node.toString(),
                            script().toString(),
                            packages.home().toString(),
                            emulator.authority(tenant),
                            clientId,
                            cache.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("NODE_EXTRA_CA_CERTS", authorities.toString());
            builder.environment().putAll(environment);
            return new MsalProgram(builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path script() throws IOException {
        Path script = folder.resolve("program.mjs");
        try (InputStream source = Objects.requireNonNull(NodeMsal.class.getResourceAsStream("program.mjs"))) {
            Files.write(script, source.readAllBytes());
        }
        return script;
    }

    @Override
    public void close() throws IOException {
        packages.close();
        Folders.delete(folder);
    }

    private static boolean isNewEnough(Path node) {
        try {
            Process process = new ProcessBuilder(node.toString(), "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(version.trim().replaceFirst("^v(\\d+)\\..*", "$1")) >= OLDEST_NODE;
        } catch (IOException | NumberFormatException notNode) {
            return false;
        }
    }
}

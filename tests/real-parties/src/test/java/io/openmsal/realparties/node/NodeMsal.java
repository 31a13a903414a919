package io.openmsal.realparties.node;

import io.openmsal.realparties.party.BuildSetting;
import io.openmsal.realparties.party.Distribution;
import io.openmsal.realparties.party.DistributionSource.NodePackages;
import io.openmsal.realparties.party.MsalProgram;
import io.openmsal.realparties.party.MsalScript;
import io.openmsal.realparties.party.Node;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.testing.emulator.Emulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's Node with the packages {@code @azure/msal-node} and {@code @azure/msal-node-extensions}. */
public final class NodeMsal implements AutoCloseable {

    private final Path node;
    private final Distribution packages;
    private final MsalScript script = MsalScript.of(NodeMsal.class, "program.mjs", "NODE_EXTRA_CA_CERTS");

    private NodeMsal(Path node, Distribution packages) {
        this.node = node;
        this.packages = packages;
    }

    static NodeMsal find() throws PartyMissingException {
        Path node = Node.find();
        String msal = BuildSetting.of("msal-node.version");
        String extensions = BuildSetting.of("msal-node-extensions.version");
        return new NodeMsal(
                node,
                Distribution.open(
                        Path.of(BuildSetting.of("msal-node.folder"), msal + "-" + extensions),
                        new NodePackages(
                                List.of("@azure/msal-node@" + msal, "@azure/msal-node-extensions@" + extensions)),
                        "node_modules"));
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
        return script.start(
                node,
                emulator,
                environment,
                packages.home().toString(),
                emulator.authority(tenant),
                clientId,
                cache.toString());
    }

    @Override
    public void close() {
        packages.close();
        script.close();
    }
}

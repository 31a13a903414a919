package io.openmsal.realparties;

import io.openmsal.realparties.node.NeedsNodeMsal;
import io.openmsal.realparties.node.NodeMsal;
import io.openmsal.realparties.party.MsalProgram;
import io.openmsal.testing.emulator.Emulator;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/** MSAL for Node. */
@NeedsNodeMsal
class NodeSharesTheCacheTest extends SharedCacheContract {

    private NodeMsal node;

    @BeforeEach
    void find(NodeMsal found) {
        node = found;
    }

    @Override
    MsalProgram program(Emulator emulator, String tenant, Path cache) {
        return node.program(emulator, tenant, cache);
    }
}

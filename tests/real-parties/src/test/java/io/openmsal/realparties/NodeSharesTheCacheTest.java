package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.realparties.node.NeedsNodeMsal;
import io.openmsal.realparties.node.NodeMsal;
import io.openmsal.realparties.party.MsalProgram;
import io.openmsal.testing.emulator.Emulator;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    /** Of two refresh tokens under different keys Node redeems the first, which may be used up. */
    @Test
    void nodeFindsWhatWeRefreshedUnderTheKeyThatItHadGivenIt() {
        signInThere();
        refreshed(ours());

        refreshedThere();
        String byThem = refreshedThere();

        assertThat(silent(ours())).isEqualTo(byThem);
        assertNothingWentWrong();
    }

    private String refreshedThere() {
        try (MsalProgram theirs = theirs()) {
            return theirs.token("silent", "force", true);
        }
    }
}

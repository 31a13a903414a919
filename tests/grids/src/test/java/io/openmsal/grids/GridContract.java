package io.openmsal.grids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.cache.JCacheTokenStore;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;
import java.io.IOException;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The contract of every store, on a grid that is started once for each class. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GridContract extends TokenStoreContract {

    private Grid grid;
    private Cache<String, String> here;
    private Cache<String, String> there;

    /** Starts the grid. */
    abstract Grid grid() throws Exception;

    @BeforeAll
    void startGrid() throws Exception {
        grid = grid();
        here = grid.first().apply("tokens");
        there = grid.second().apply("tokens");
    }

    @AfterAll
    void stopGrid() throws Exception {
        if (grid != null) {
            grid.running().close();
        }
    }

    @Override
    protected TokenStore store() {
        here.clear();
        return new JCacheTokenStore(here);
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return new JCacheTokenStore(there);
    }

    @Override
    protected boolean layBeyondReading(String partition) {
        here.put(partition, "somebody else's");
        return true;
    }

    @Test
    void whatOneWritesTheOtherReadsAtOnce() throws Exception {
        TokenStore one = store();
        TokenStore other = another(one);

        for (byte i = 0; i < 20; i++) {
            byte[] next = {i};
            (i % 2 == 0 ? one : other).update("turns", before -> next);

            assertThat((i % 2 == 0 ? other : one).read("turns").orElseThrow().bytes())
                    .containsExactly(i);
        }
    }

    @Test
    void aCacheThatIsClosedIsAnIoExceptionWithANextStep() throws Exception {
        try (Cache<String, String> closed = grid.first().apply("another")) {
            closed.close();

            assertThatThrownBy(() -> new JCacheTokenStore(closed).read("p"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Check that it is open");
        }
    }
}

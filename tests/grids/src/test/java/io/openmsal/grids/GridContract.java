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

    private final GridStart start;
    private Grid grid;

    /** How a grid starts. */
    interface GridStart {
        Grid begin() throws Exception;
    }

    GridContract(GridStart start) {
        this.start = start;
    }

    @BeforeAll
    void startGrid() throws Exception {
        grid = start.begin();
    }

    @AfterAll
    void stopGrid() throws Exception {
        if (grid != null) {
            grid.close();
        }
    }

    @Override
    protected TokenStore store() {
        grid.here().clear();
        return new JCacheTokenStore(grid.here());
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return new JCacheTokenStore(grid.there());
    }

    @Override
    protected boolean layBeyondReading(String partition) {
        grid.here().put(partition, "somebody else's");
        return true;
    }

    @Test
    void whatOneWritesTheOtherReadsAtOnce() throws Exception {
        TokenStore here = store();
        TokenStore there = another(here);

        for (byte i = 0; i < 20; i++) {
            byte[] next = {i};
            (i % 2 == 0 ? here : there).update("turns", before -> next);

            assertThat((i % 2 == 0 ? there : here).read("turns").orElseThrow().bytes())
                    .containsExactly(i);
        }
    }

    @Test
    void aCacheThatIsClosedIsAnIoExceptionWithANextStep() throws Exception {
        try (Cache<String, String> closed = grid.create("another")) {
            closed.close();

            assertThatThrownBy(() -> new JCacheTokenStore(closed).read("p"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Check that it is open");
        }
    }
}

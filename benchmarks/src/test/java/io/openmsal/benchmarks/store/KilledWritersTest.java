package io.openmsal.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A short run of the program behind {@code benchmarks/kill}. */
@Timeout(300)
class KilledWritersTest {

    @TempDir
    Path place;

    @ParameterizedTest
    @EnumSource
    void writersThatAreKilledLoseNothingTheyAcknowledgedAndDelayNobody(StoreKind kind) throws Exception {
        KilledWriters.Outcome outcome = KilledWriters.run(kind, place, 4, 15, 1);

        assertThat(outcome.kills()).isEqualTo(15);
        assertThat(outcome.tokens()).isGreaterThan(19);
        assertThat(outcome.slowestStartMillis()).isLessThan(StoreKind.PATIENCE.toMillis());
    }
}

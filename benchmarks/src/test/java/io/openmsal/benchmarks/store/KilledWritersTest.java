package io.openmsal.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
        KilledWriters.Outcome outcome = KilledWriters.run(Writer.class, kind, place, 4, 15, 1);

        assertThat(outcome.kills()).isEqualTo(15);
        assertThat(outcome.tokens()).isGreaterThan(19);
        assertThat(outcome.slowestStartMillis()).isLessThan(StoreKind.PATIENCE.toMillis());
    }

    @Test
    void aTokenThatALivingWriterLostEndsTheRunThoughItsNextOneTookThePlace() {
        assertThatThrownBy(() -> KilledWriters.run(ForgetfulWriter.class, StoreKind.DIRECTORY, place, 4, 1, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was acknowledged and is lost");
    }
}

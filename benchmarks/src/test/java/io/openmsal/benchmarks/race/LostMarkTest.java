package io.openmsal.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program behind {@code benchmarks/race} on a store that loses something. */
@Timeout(120)
class LostMarkTest {

    @Test
    void aMarkThatWasAcknowledgedAndLostEndsTheRaceThoughTheNextOneTookItsPlace() {
        assumeTrue(ServerKind.REDIS.isInstalled(), "There is no Redis on this machine");

        assertThatThrownBy(() -> SharedAccountRace.run(ForgetfulRacer.class, ServerKind.REDIS, 2, 4, 10, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was acknowledged and is lost");
    }
}

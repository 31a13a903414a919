package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmsal.benchmarks.race.ServerKind;
import io.openmsal.benchmarks.race.SharedAccountRace;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A short run of the program behind {@code benchmarks/race}, with the server ended in its middle. */
@Timeout(300)
class SharedAccountRaceTest {

    @ParameterizedTest
    @EnumSource
    void oneRefreshTokenThatServesOnceIsEnoughForAllProcessesOnOneServer(ServerKind server) throws Exception {
        assumeTrue(server.isInstalled(), "There is no " + server + " on this machine");

        SharedAccountRace.Outcome outcome = SharedAccountRace.run(server, 2, 8, 8, true);

        assertThat(outcome.calls()).isPositive();
        assertThat(outcome.refreshes()).isPositive();
        assertThat(outcome.marks()).isPositive();
    }
}

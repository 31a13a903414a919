package io.openmsal.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.time.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A scenario that does not go as it should is told so, whatever happened instead. */
class DemoTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @Test
    void aTokenFromAnotherPlaceIsWrong() {
        DemoWorld world = new DemoWorld(emulator(), new TestClock());
        emulator().clearRequests();
        Outcome outcome = outcomeOf(Scenario.token(
                "a hit",
                TokenSource.CACHE,
                () -> world.server()
                        .acquireTokenForClient("api://demo/.default")
                        .execute()));

        assertThat(outcome.asExpected()).isFalse();
        assertThat(outcome.text()).contains("IDENTITY_PROVIDER");
        assertThat(outcome.requests()).isEqualTo(1);
    }

    @Test
    void aFailureInsteadOfATokenIsWrong() {
        Outcome outcome = outcomeOf(Scenario.token("a hit", TokenSource.CACHE, () -> {
            throw new MsalConfigurationException("no_such_thing", "There is no such thing.");
        }));

        assertThat(outcome.asExpected()).isFalse();
        assertThat(outcome.text()).contains("no_such_thing");
    }

    @Test
    void anotherFailureThanTheOneExpectedIsWrong() {
        assertThat(outcomeOf(Scenario.failure("an outage", MsalTransportException.class, () -> {
                            throw new MsalConfigurationException("no_such_thing", "There is no such thing.");
                        }))
                        .asExpected())
                .isFalse();
        assertThat(outcomeOf(Scenario.failure("an outage", MsalTransportException.class, () -> "a token"))
                        .asExpected())
                .isFalse();
    }

    @Test
    void aBugIsWrongAndItsMessageIsNotShown() {
        Outcome outcome = outcomeOf(Scenario.failure("an outage", MsalTransportException.class, () -> {
            throw new IllegalStateException("canary");
        }));

        assertThat(outcome.asExpected()).isFalse();
        assertThat(outcome.text()).isEqualTo("java.lang.IllegalStateException");
    }

    private static Outcome outcomeOf(Scenario scenario) {
        return Demo.outcomeOf(scenario, () -> emulator().requests().size());
    }

    private static Emulator emulator() {
        return EMULATOR.get();
    }
}

package io.openmsal.cli.demo;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Runs every flow against an emulator in this process, and emulated Azure hosts, one scenario after the other: later ones build on what earlier ones
 * left in the cache. Time is moved by hand, so nothing waits.
 */
public final class Demo {

    private Demo() {}

    /**
     * Runs all scenarios.
     *
     * @param each is told of each outcome when it is there
     * @return all outcomes in order
     */
    public static List<Outcome> run(Consumer<Outcome> each) {
        TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        try (Emulator emulator = Emulator.builder().clock(clock).start();
                DemoWorld world = new DemoWorld(emulator, clock)) {
            return Stream.of(
                            new UserScenarios(world).all(),
                            new WebScenarios(world).all(),
                            new AppScenarios(world).all(),
                            new RequestScenarios(world).all(),
                            new BoundTokenScenarios(world).all(),
                            new BoundAssertionScenarios(world).all(),
                            new DelegationScenarios(world).all(),
                            new BrokerScenarios(world).all(),
                            new HostScenarios(world).all(),
                            new ChainScenarios(world).all(),
                            new Failures(world).all())
                    .flatMap(List::stream)
                    .map(scenario -> outcomeOf(scenario, world::requests))
                    .peek(each)
                    .toList();
        }
    }

    static Outcome outcomeOf(Scenario scenario, IntSupplier requestsSoFar) {
        int before = requestsSoFar.getAsInt();
        long started = System.nanoTime();
        boolean asExpected = false;
        Scenario.Seen seen;
        try {
            seen = scenario.action().call();
            asExpected = true;
        } catch (MsalException failure) {
            seen = new Scenario.Seen(Scenario.describe(failure), Optional.empty());
        } catch (UnexpectedOutcomeException other) {
            seen = new Scenario.Seen(String.valueOf(other.getMessage()), Optional.empty());
        } catch (Exception broken) {
            // of an exception of unknown origin the class alone is known to be free of secrets
            seen = new Scenario.Seen(broken.getClass().getName(), Optional.empty());
        }
        Duration time = Duration.ofNanos(System.nanoTime() - started);
        return new Outcome(
                scenario.flow(), asExpected, seen.text(), seen.source(), requestsSoFar.getAsInt() - before, time);
    }
}

package io.openmsal.domain.managedidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.testing.environment.FakeEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole of each host's table: every status that is no success, and no answer at all, with the exact waits. */
class RetryTablesTest {

    private static final int NO_ANSWER = 0;
    private static final List<Duration> NEVER = List.of();
    private static final List<Duration> THREE_TIMES_A_SECOND = Collections.nCopies(3, Duration.ofSeconds(1));
    private static final List<Duration> ONE_TWO_FOUR =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    private static final List<Duration> SEVENTY_SECONDS = Collections.nCopies(7, Duration.ofSeconds(10));

    private static final Set<Integer> LOCAL = Set.of(NO_ANSWER, 404, 408, 429, 500, 503, 504);
    private static final Set<Integer> SERVICE_FABRIC = Set.of(NO_ANSWER, 408, 429, 500, 503, 504);
    private static final Set<Integer> IMDS = Set.of(NO_ANSWER, 404, 408, 429);

    private static List<Duration> local(int status) {
        return LOCAL.contains(status) ? THREE_TIMES_A_SECOND : NEVER;
    }

    private static List<Duration> serviceFabric(int status) {
        return SERVICE_FABRIC.contains(status) ? THREE_TIMES_A_SECOND : NEVER;
    }

    private static List<Duration> imds(int status) {
        if (status == 410) {
            return SEVENTY_SECONDS;
        }
        return IMDS.contains(status) || status >= 500 ? ONE_TWO_FOUR : NEVER;
    }

    static Stream<Arguments> hosts() {
        return Stream.of(
                host(AzureHost.virtualMachine(), new ImdsSource(), RetryTablesTest::imds),
                host(AzureHost.podIdentity(), new ImdsSource(), RetryTablesTest::imds),
                host(AzureHost.appService(), new AppServiceSource(), RetryTablesTest::local),
                host(AzureHost.machineLearning(), new MachineLearningSource(), RetryTablesTest::local),
                host(AzureHost.cloudShell(), new CloudShellSource(), RetryTablesTest::local),
                host(AzureHost.arcOnLinux(), new AzureArcSource(), RetryTablesTest::local),
                host(AzureHost.serviceFabric(), new ServiceFabricSource(), RetryTablesTest::serviceFabric));
    }

    private static Arguments host(
            FakeEnvironment environment, ManagedIdentitySource source, IntFunction<List<Duration>> table) {
        return Arguments.of(source, environment, table);
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void everyStatusIsTriedAgainAsTheTableOfItsHostSays(
            ManagedIdentitySource source, FakeEnvironment environment, IntFunction<List<Duration>> table) {
        Map<Integer, List<Duration>> expected = new LinkedHashMap<>();
        Map<Integer, List<Duration>> waited = new LinkedHashMap<>();
        IntStream.concat(IntStream.of(NO_ANSWER), IntStream.range(300, 600)).forEach(status -> {
            AzureHost host = new AzureHost(environment);
            if (status == NO_ANSWER) {
                host.http.when(request -> true).fail(new IOException("reset"));
            } else {
                host.http.when(request -> true).reply(status, "{}");
            }

            Throwable failure = catchThrowable(() -> host.ask(source));

            assertThat(failure).as("%s, status %d", source.name(), status).isInstanceOf(MsalException.class);
            expected.put(status, table.apply(status));
            waited.put(status, host.sleeper.durations());
        });

        assertThat(waited).isEqualTo(expected);
    }
}

package io.openmsal.domain.managedidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.testing.environment.FakeEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    /** Arc is asked twice, and what comes in between the two may fail like either. */
    @Test
    void theRequestWithArcsKeyIsTriedAgainByTheSameTable() {
        Map<Integer, List<Duration>> expected = new LinkedHashMap<>();
        Map<Integer, List<Duration>> waited = new LinkedHashMap<>();
        IntStream.concat(IntStream.of(NO_ANSWER), IntStream.range(300, 600)).forEach(status -> {
            AzureHost host = new AzureHost(AzureHost.arcOnLinux());
            host.http.reply(AzureHost.challenge("Basic realm=" + AzureHost.ARC_KEY));
            if (status == NO_ANSWER) {
                host.http.when(RetryTablesTest::hasKey).fail(new IOException("reset"));
            } else {
                host.http.when(RetryTablesTest::hasKey).reply(status, "{}");
            }

            Throwable failure = catchThrowable(() -> host.ask(new AzureArcSource()));

            assertThat(failure).as("status %d", status).isInstanceOf(MsalException.class);
            expected.put(status, local(status));
            waited.put(status, host.sleeper.durations());
        });

        assertThat(waited).isEqualTo(expected);
    }

    private static boolean hasKey(HttpRequest request) {
        return request.headers().first("Authorization").isPresent();
    }

    /** A wait that would not end before the caller's time does is not begun. */
    @ParameterizedTest
    @MethodSource("hosts")
    void theCallersTimeEndsEveryTable(
            ManagedIdentitySource source, FakeEnvironment environment, IntFunction<List<Duration>> table) {
        Duration time = Duration.ofMillis(2500);
        for (int status : new int[] {404, 408, 410, 429, 503}) {
            AzureHost host = new AzureHost(environment);
            host.http.when(request -> true).reply(status, "{}");
            SourceRequest request = new SourceRequest(
                    ManagedIdentityId.systemAssigned(), AzureHost.RESOURCE, Optional.empty(), List.of());

            Throwable failure =
                    catchThrowable(() -> source.token(request, host.exchange.call(source, host.context(time))));

            List<Duration> begun = new ArrayList<>();
            Duration sum = Duration.ZERO;
            for (Duration wait : table.apply(status)) {
                sum = sum.plus(wait);
                if (sum.compareTo(time) >= 0) {
                    break;
                }
                begun.add(wait);
            }
            assertThat(failure).isInstanceOf(MsalException.class);
            assertThat(host.sleeper.durations())
                    .as("%s, status %d", source.name(), status)
                    .isEqualTo(begun);
        }
    }
}

package io.openmsal.domain.managedidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.environment.FakeEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {

    private static List<Duration> seconds(Integer... values) {
        return Arrays.stream(values).map(Duration::ofSeconds).toList();
    }

    private static void answerAlways(AzureHost host, int status) {
        host.http.when(request -> true).reply(status, "{}");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 408, 429, 500, 502, 503, 504, 599})
    void theMetadataServiceIsAskedAgainAfterOneTwoAndFourSeconds(int status) {
        AzureHost host = new AzureHost(AzureHost.virtualMachine());
        answerAlways(host, status);

        assertThatThrownBy(() -> host.ask(new ImdsSource())).isInstanceOf(MsalException.class);

        assertThat(host.sleeper.durations()).isEqualTo(seconds(1, 2, 4));
        assertThat(host.http.requests()).hasSize(4);
    }

    @Test
    void anUpdateOfTheMetadataServiceIsWaitedOutForSeventySeconds() {
        AzureHost host = new AzureHost(AzureHost.virtualMachine());
        for (int i = 0; i < 7; i++) {
            host.http.reply(410, "{}");
        }
        host.http.reply(200, AzureHost.token("token-1"));

        assertThat(host.ask(new ImdsSource()).accessToken().reveal()).isEqualTo("token-1");

        assertThat(host.sleeper.durations()).isEqualTo(seconds(10, 10, 10, 10, 10, 10, 10));
    }

    @Test
    void afterSevenTimesItIsGivenUp() {
        AzureHost host = new AzureHost(AzureHost.virtualMachine());
        answerAlways(host, 410);

        assertThatThrownBy(() -> host.ask(new ImdsSource())).isInstanceOf(MsalServiceException.class);

        assertThat(host.http.requests()).hasSize(8);
    }

    @Test
    void eachRowOfTheTableCountsForItself() {
        AzureHost host = new AzureHost(AzureHost.virtualMachine());
        host.http.reply(404, "{}").reply(410, "{}").reply(500, "{}").reply(200, AzureHost.token("token-1"));

        host.ask(new ImdsSource());

        assertThat(host.sleeper.durations()).isEqualTo(seconds(1, 10, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void aRefusalIsNotRetried(int status) {
        AzureHost host = new AzureHost(AzureHost.virtualMachine());
        answerAlways(host, status);

        assertThatThrownBy(() -> host.ask(new ImdsSource())).isInstanceOf(MsalServiceException.class);

        assertThat(host.sleeper.durations()).isEmpty();
    }

    static Stream<Arguments> localHosts() {
        return Stream.of(
                Arguments.of(AzureHost.appService(), new AppServiceSource()),
                Arguments.of(AzureHost.machineLearning(), new MachineLearningSource()),
                Arguments.of(AzureHost.cloudShell(), new CloudShellSource()),
                Arguments.of(AzureHost.arcOnLinux(), new AzureArcSource()));
    }

    @ParameterizedTest
    @MethodSource("localHosts")
    void otherHostsAreAskedThreeTimesMoreASecondApart(FakeEnvironment environment, ManagedIdentitySource source) {
        for (int status : new int[] {404, 408, 429, 500, 503, 504}) {
            AzureHost host = new AzureHost(environment);
            answerAlways(host, status);

            assertThatThrownBy(() -> host.ask(source)).isInstanceOf(MsalException.class);

            assertThat(host.sleeper.durations()).as("status %d", status).isEqualTo(seconds(1, 1, 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"404, 0", "410, 0", "408, 3", "429, 3", "500, 3", "503, 3", "504, 3"})
    void serviceFabricMeansItWhenItFindsNoIdentity(int status, int retries) {
        AzureHost host = new AzureHost(AzureHost.serviceFabric());
        answerAlways(host, status);

        assertThatThrownBy(() -> host.ask(new ServiceFabricSource())).isInstanceOf(MsalException.class);

        assertThat(host.sleeper.durations()).hasSize(retries).allMatch(Duration.ofSeconds(1)::equals);
    }

    @Test
    void aConnectionThatBreaksIsTriedAgainByTheSameTable() {
        AzureHost host = new AzureHost(AzureHost.appService());
        host.http.fail(new IOException("reset")).reply(200, AzureHost.token("token-1"));

        assertThat(host.ask(new AppServiceSource()).accessToken().reveal()).isEqualTo("token-1");

        assertThat(host.sleeper.durations()).isEqualTo(seconds(1));
        assertThat(host.events)
                .anySatisfy(event -> assertThat(event)
                        .hasToString("managed_identity.retry source=App Service reason=no answer wait_ms=1000"
                                + " correlationId=correlation-1"));
    }

    @Test
    void aConnectionThatKeepsBreakingIsATransportFailure() {
        AzureHost host = new AzureHost(AzureHost.appService());
        host.http.when(request -> true).fail(new IOException("reset"));

        assertThatThrownBy(() -> host.ask(new AppServiceSource()))
                .isInstanceOf(MsalTransportException.class)
                .hasMessageContaining("App Service");
        assertThat(host.http.requests()).hasSize(4);
    }

    @ParameterizedTest(name = "Retry-After {0}: {1} ms")
    @CsvSource({"5, 5000", "0, 1000", "'Sat, 15 Jun 2030 12:00:07 GMT', 7000", "soon, 1000"})
    void aLongerRetryAfterWins(String value, long millis) {
        AzureHost host = new AzureHost(AzureHost.appService());
        host.http
                .reply(new HttpResponse(503, HttpHeaders.empty().with("Retry-After", value), new byte[0]))
                .reply(200, AzureHost.token("token-1"));

        host.ask(new AppServiceSource());

        assertThat(host.sleeper.durations()).containsExactly(Duration.ofMillis(millis));
    }

    @Test
    void theDeadlineWins() {
        AzureHost host = new AzureHost(AzureHost.virtualMachine());
        answerAlways(host, 410);
        ImdsSource source = new ImdsSource();
        SourceRequest request =
                new SourceRequest(ManagedIdentityId.systemAssigned(), AzureHost.RESOURCE, Optional.empty(), List.of());

        assertThatThrownBy(
                        () -> source.token(request, host.exchange.call(source, host.context(Duration.ofSeconds(25)))))
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining("410");

        assertThat(host.sleeper.durations()).isEqualTo(seconds(10, 10));
    }

    @Test
    void aRetryAfterBeyondTheDeadlineIsPassedOnAtOnce() {
        AzureHost host = new AzureHost(AzureHost.virtualMachine());
        host.http.reply(new HttpResponse(429, HttpHeaders.empty().with("Retry-After", "600"), new byte[0]));

        assertThatThrownBy(() -> host.ask(new ImdsSource()))
                .isInstanceOfSatisfying(
                        MsalThrottledException.class,
                        throttled -> assertThat(throttled.retryAt())
                                .isEqualTo(host.clock.instant().plusSeconds(600)));
        assertThat(host.sleeper.durations()).isEmpty();
    }

    @Test
    void aCancellationEndsTheWait() {
        AzureHost host = new AzureHost(AzureHost.virtualMachine());
        answerAlways(host, 410);
        Cancellation cancellation = new Cancellation();
        host.sleeper.beforeEachSleep(duration -> cancellation.cancel());
        ImdsSource source = new ImdsSource();
        SourceRequest request =
                new SourceRequest(ManagedIdentityId.systemAssigned(), AzureHost.RESOURCE, Optional.empty(), List.of());

        assertThatThrownBy(() -> source.token(
                        request,
                        host.exchange.call(
                                source,
                                new io.openmsal.domain.exchange.CallContext(
                                        "c", Deadline.after(host.clock, Duration.ofSeconds(90)), cancellation))))
                .isInstanceOf(MsalCancelledException.class);
        assertThat(host.http.requests()).hasSize(1);
    }

    @Test
    void jitterMakesAWaitLongerByATenthAtMostAndNeverShorter() {
        AzureHost host = new AzureHost(AzureHost.virtualMachine(), Jitter.upToATenth(new Random(7)));
        answerAlways(host, 503);

        assertThatThrownBy(() -> host.ask(new ImdsSource())).isInstanceOf(MsalServiceException.class);

        List<Duration> waits = host.sleeper.durations();
        assertThat(waits).hasSize(3);
        assertThat(waits.get(2)).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4400));
        assertThat(waits).isNotEqualTo(seconds(1, 2, 4));
    }
}

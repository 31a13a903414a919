package io.openmsal.adapter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.environment.Environment;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.event.EventSinkContract;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenTelemetryEventsTest extends EventSinkContract {

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OpenTelemetry telemetry = OpenTelemetrySdk.builder()
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
    private final EventSink sink = new OpenTelemetryEvents(telemetry);

    @Override
    protected EventSink sink() {
        return sink;
    }

    private static Event acquired(String source) {
        return Event.of(Event.Level.DEBUG, "token.acquired")
                .with("call", "acquireTokenForClient")
                .with("apiId", 1004)
                .with("version", "0.1.0")
                .with("microseconds", 2500)
                .with("source", source)
                .with("refreshReason", "NOT_APPLICABLE")
                .with("tokenType", "Bearer")
                .with("remainingSeconds", 3599)
                .with("correlationId", "an-id")
                .withPersonal("account", "ada@contoso.example");
    }

    private Map<String, MetricData> metrics() {
        return reader.collectAllMetrics().stream()
                .collect(Collectors.toMap(MetricData::getName, metric -> metric, (one, other) -> one, TreeMap::new));
    }

    private static Map<String, Object> tags(PointData point) {
        Map<String, Object> tags = new TreeMap<>();
        point.getAttributes().forEach((key, value) -> tags.put(key.getKey(), value));
        return tags;
    }

    private static HistogramPointData histogram(MetricData metric) {
        List<HistogramPointData> points = List.copyOf(metric.getHistogramData().getPoints());
        assertThat(points).hasSize(1);
        return points.get(0);
    }

    private static LongPointData counter(MetricData metric) {
        List<LongPointData> points = List.copyOf(metric.getLongSumData().getPoints());
        assertThat(points).hasSize(1);
        return points.get(0);
    }

    @Test
    void aTokenFromTheCacheIsCountedAndTimed() {
        sink.emit(acquired("CACHE"));
        sink.emit(acquired("CACHE"));

        assertThat(metrics())
                .containsOnlyKeys(
                        "MsalSuccess",
                        "MsalTotalDuration.1A",
                        "MsalDurationInL1CacheInUs.1B",
                        "MsalRemainingTokenLifetime.1A");
        LongPointData success = counter(metrics().get("MsalSuccess"));
        assertThat(success.getValue()).isEqualTo(2);
        assertThat(tags(success))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "MsalVersion", "0.1.0",
                        "Platform", "Java",
                        "ApiId", 1004L,
                        "TokenSource", "CACHE",
                        "CacheRefreshReason", "NOT_APPLICABLE",
                        "CacheLevel", "L1Cache",
                        "TokenType", "Bearer"));
        assertThat(histogram(metrics().get("MsalTotalDuration.1A")).getSum()).isEqualTo(5.0);
        assertThat(metrics().get("MsalTotalDuration.1A").getUnit()).isEqualTo("ms");
        assertThat(histogram(metrics().get("MsalDurationInL1CacheInUs.1B")).getSum())
                .isEqualTo(5000);
        assertThat(histogram(metrics().get("MsalRemainingTokenLifetime.1A")).getMax())
                .isEqualTo(3599);
        assertThat(metrics().get("MsalSuccess").getInstrumentationScopeInfo().getName())
                .isEqualTo("MicrosoftIdentityClient_Common_Meter");
    }

    @Test
    void aTokenFromTheProviderIsNotTimedAsOneFromTheCache() {
        sink.emit(acquired("IDENTITY_PROVIDER"));

        assertThat(metrics()).containsKey("MsalSuccess").doesNotContainKey("MsalDurationInL1CacheInUs.1B");
    }

    @Test
    void aTokenOfTheStoreIsToldFromOneInMemory() {
        sink.emit(acquired("CACHE").with("storeMilliseconds", 7));

        assertThat(metrics()).doesNotContainKey("MsalDurationInL1CacheInUs.1B");
        assertThat(tags(counter(metrics().get("MsalSuccess")))).containsEntry("CacheLevel", "L2Cache");
        HistogramPointData store = histogram(metrics().get("MsalDurationInL2Cache.1A"));
        assertThat(store.getSum()).isEqualTo(7);
        assertThat(tags(store))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "MsalVersion", "0.1.0",
                        "Platform", "Java",
                        "ApiId", 1004L,
                        "CacheRefreshReason", "NOT_APPLICABLE"));
    }

    @Test
    void theRequestsOfATokenAreTimedTogether() {
        sink.emit(acquired("IDENTITY_PROVIDER").with("networkMilliseconds", 42).with("lastStatus", 200));

        HistogramPointData network = histogram(metrics().get("MsalDurationInHttp.1A"));
        assertThat(network.getSum()).isEqualTo(42);
        assertThat(tags(network))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("MsalVersion", "0.1.0", "Platform", "Java", "ApiId", 1004L, "TokenType", "Bearer"));
        assertThat(tags(counter(metrics().get("MsalSuccess")))).containsEntry("CacheLevel", "None");
    }

    @Test
    void aFailureIsCountedByItsCodeAndNotTimed() {
        sink.emit(failed());

        assertThat(metrics()).containsOnlyKeys("MsalFailure");
        assertThat(tags(counter(metrics().get("MsalFailure"))))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "MsalVersion", "0.1.0",
                        "Platform", "Java",
                        "ApiId", 1007L,
                        "ErrorCode", "invalid_grant",
                        "RawStsErrorCode", "50076"));
    }

    @Test
    void whatAServerPutsInThePlaceOfACodeMakesNoTimeSeriesOfItsOwn() {
        sink.emit(Event.of(Event.Level.WARNING, "token.failed")
                .with("apiId", 1007)
                .with("error", "Request 7f3e from 10.0.0.7 blocked")
                .with("stsError", "x".repeat(65)));

        assertThat(tags(counter(metrics().get("MsalFailure"))))
                .containsEntry("ErrorCode", "other")
                .containsEntry("RawStsErrorCode", "other");
    }

    @Test
    void aTokenIsNoTagEvenWhenItIsAsShortAsACode() {
        String token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.c2ln";
        sink.emit(Event.of(Event.Level.WARNING, "token.failed")
                .with("error", token)
                .with("stsError", token)
                .with("version", token));

        assertThat(tags(counter(metrics().get("MsalFailure"))))
                .containsEntry("ErrorCode", "other")
                .containsEntry("RawStsErrorCode", "other")
                .containsEntry("MsalVersion", "[token]");
    }

    private static Event failed() {
        return Event.of(Event.Level.WARNING, "token.failed")
                .with("apiId", 1007)
                .with("version", "0.1.0")
                .with("microseconds", 1000)
                .with("error", "invalid_grant")
                .with("stsError", 50076)
                .with("networkMilliseconds", 30)
                .with("lastStatus", 400);
    }

    @Test
    void extendedDurationsTellSuccessesFromFailures() {
        EventSink extended = OpenTelemetryEvents.extended(telemetry);

        extended.emit(failed());

        assertThat(metrics()).containsOnlyKeys("MsalFailure", "MsalTotalDurationV2.1A", "MsalDurationInHttpV2.1A");
        assertThat(tags(histogram(metrics().get("MsalTotalDurationV2.1A"))))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "MsalVersionPlatform",
                        "0.1.0,Java",
                        "ApiId",
                        1007L,
                        "ErrorCode",
                        "invalid_grant",
                        "Succeeded",
                        false));
        assertThat(tags(histogram(metrics().get("MsalDurationInHttpV2.1A"))))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("MsalVersionPlatform", "0.1.0,Java", "ApiId", 1007L, "HttpStatusCode", 400L));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "true, true", "' TRUE ', true", "0, false", "yes, false", "'', false"})
    void theEnvironmentChoosesTheExtendedDurations(String value, boolean extended) {
        Environment environment = new FakeEnvironment().withVariable(OpenTelemetryEvents.EXTENDED, value);

        OpenTelemetryEvents.of(telemetry, environment).emit(acquired("CACHE"));

        assertThat(metrics().containsKey("MsalTotalDurationV2.1A")).isEqualTo(extended);
        assertThat(metrics().containsKey("MsalTotalDuration.1A")).isNotEqualTo(extended);
    }

    @Test
    void withoutTheVariableTheDurationsAreTheUsualOnes() {
        OpenTelemetryEvents.of(telemetry, new FakeEnvironment()).emit(acquired("CACHE"));

        assertThat(metrics()).containsKey("MsalTotalDuration.1A").doesNotContainKey("MsalTotalDurationV2.1A");
    }

    @Test
    void whatHasNoMeasureHasNoMetricAndNothingIsMadeUp() {
        sink.emit(Event.of(Event.Level.INFO, "http.retry").with("attempt", 1));
        sink.emit(Event.of(Event.Level.DEBUG, "http.exchange").with("milliseconds", 3));
        assertThat(metrics()).isEmpty();

        sink.emit(Event.of(Event.Level.DEBUG, "token.acquired").with("microseconds", "soon"));
        assertThat(metrics()).containsOnlyKeys("MsalSuccess");
    }

    @Test
    void noTagTellsAboutAPerson() {
        sink.emit(acquired("CACHE"));

        assertThat(reader.collectAllMetrics().toString())
                .doesNotContain("ada@contoso.example")
                .doesNotContain("an-id");
    }

    @Test
    void anApplicationWithoutTheSdkPaysAndGetsNothing() {
        new OpenTelemetryEvents(OpenTelemetry.noop()).emit(acquired("CACHE"));

        assertThat(metrics()).isEmpty();
    }
}

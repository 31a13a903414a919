package io.openmsal.adapter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
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

class OpenTelemetryEventsTest extends EventSinkContract {

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final EventSink sink = new OpenTelemetryEvents(OpenTelemetrySdk.builder()
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build());

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
    void aFailureIsCountedByItsCode() {
        sink.emit(Event.of(Event.Level.WARNING, "token.failed")
                .with("apiId", 1007)
                .with("version", "0.1.0")
                .with("microseconds", 10)
                .with("error", "invalid_grant"));

        assertThat(metrics()).containsOnlyKeys("MsalFailure");
        assertThat(tags(counter(metrics().get("MsalFailure"))))
                .containsEntry("ErrorCode", "invalid_grant")
                .containsEntry("ApiId", 1007L);
    }

    @Test
    void anExchangeIsTimedByItsStatus() {
        sink.emit(Event.of(Event.Level.DEBUG, "http.exchange")
                .with("host", "login.example")
                .with("status", 200)
                .with("milliseconds", 42));

        HistogramPointData point = histogram(metrics().get("MsalDurationInHttpV2.1A"));
        assertThat(point.getSum()).isEqualTo(42);
        assertThat(tags(point)).containsOnly(Map.entry("HttpStatusCode", 200L));
    }

    @Test
    void whatHasNoMeasureHasNoMetricAndNothingIsMadeUp() {
        sink.emit(Event.of(Event.Level.INFO, "http.retry").with("attempt", 1));
        sink.emit(Event.of(Event.Level.DEBUG, "http.exchange").with("milliseconds", "soon"));

        assertThat(metrics()).isEmpty();
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

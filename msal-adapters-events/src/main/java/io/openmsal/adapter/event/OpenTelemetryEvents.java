package io.openmsal.adapter.event;

import static io.openmsal.adapter.event.MetricTag.API_ID;
import static io.openmsal.adapter.event.MetricTag.CACHE_LEVEL;
import static io.openmsal.adapter.event.MetricTag.ERROR_CODE;
import static io.openmsal.adapter.event.MetricTag.PLATFORM;
import static io.openmsal.adapter.event.MetricTag.REFRESH_REASON;
import static io.openmsal.adapter.event.MetricTag.STS_ERROR;
import static io.openmsal.adapter.event.MetricTag.TOKEN_SOURCE;
import static io.openmsal.adapter.event.MetricTag.TOKEN_TYPE;
import static io.openmsal.adapter.event.MetricTag.VERSION;
import static io.openmsal.adapter.event.MetricTag.VERSION_PLATFORM;

import io.openmsal.port.environment.Environment;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Counts and times in OpenTelemetry metrics, under the names and tags that MSAL.NET uses, so that one dashboard serves both. No tag
 * tells about a person. Safe for many threads. The application brings {@code opentelemetry-api}.
 *
 * <p>Meter {@value #METER}: {@code MsalSuccess}, {@code MsalFailure}, {@code MsalDurationInL1CacheInUs.1B} (µs, tokens from memory),
 * {@code MsalDurationInL2Cache.1A} (ms, when the token store was asked), {@code MsalRemainingTokenLifetime.1A} (s), and how long
 * acquisitions and their requests took (ms): {@code MsalTotalDuration.1A} and {@code MsalDurationInHttp.1A}, or in their place the
 * {@linkplain #extended(OpenTelemetry) extended} ones, which failures have too. What the library does not know has no tag: {@code CallerSdkId},
 * and the reason and type of a token that there is none of.
 */
public final class OpenTelemetryEvents implements EventSink {

    /** The meter's name. */
    public static final String METER = "MicrosoftIdentityClient_Common_Meter";

    /** The variable by which operators choose the extended durations, in every MSAL that has them: {@code 1} or {@code true}. */
    public static final String EXTENDED = "MSAL_ENABLE_EXTENDED_TOKEN_METRICS";

    private static final Set<String> YES = Set.of("1", "true");

    private final LongCounter success;
    private final LongCounter failure;
    private final LongHistogram memory;
    private final LongHistogram store;
    private final LongHistogram remainingLifetime;
    private final MetricSet durations;

    private OpenTelemetryEvents(OpenTelemetry telemetry, Function<Meter, MetricSet> durations) {
        Meter meter =
                telemetry.meterBuilder(METER).setInstrumentationVersion("1.0.0").build();
        success = meter.counterBuilder("MsalSuccess").build();
        failure = meter.counterBuilder("MsalFailure").build();
        memory = histogram(meter, "MsalDurationInL1CacheInUs.1B", "us");
        store = histogram(meter, "MsalDurationInL2Cache.1A", "ms");
        remainingLifetime = histogram(meter, "MsalRemainingTokenLifetime.1A", "s");
        this.durations = durations.apply(meter);
    }

    /**
     * Makes the instruments, with the durations of successes.
     *
     * @param telemetry the application's OpenTelemetry
     */
    public OpenTelemetryEvents(OpenTelemetry telemetry) {
        this(telemetry, MetricSet.Standard::new);
    }

    /**
     * Makes the instruments, with the durations of successes and failures: {@code MsalTotalDurationV2.1A}, which also tells which it was, and
     * {@code MsalDurationInHttpV2.1A}, which also tells the last status.
     *
     * @param telemetry the application's OpenTelemetry
     * @return the sink
     */
    public static OpenTelemetryEvents extended(OpenTelemetry telemetry) {
        return new OpenTelemetryEvents(telemetry, MetricSet.Extended::new);
    }

    /**
     * Makes the instruments, extended when {@value #EXTENDED} says so at this moment.
     *
     * @param telemetry the application's OpenTelemetry
     * @param environment where the variable is looked up
     * @return the sink
     */
    public static OpenTelemetryEvents of(OpenTelemetry telemetry, Environment environment) {
        boolean extended = environment
                .variable(EXTENDED)
                .map(value -> YES.contains(value.trim().toLowerCase(Locale.ROOT)))
                .orElse(false);
        return extended ? extended(telemetry) : new OpenTelemetryEvents(telemetry);
    }

    private static LongHistogram histogram(Meter meter, String name, String unit) {
        return meter.histogramBuilder(name).setUnit(unit).ofLongs().build();
    }

    @Override
    public void emit(Event event) {
        EventFields fields = new EventFields(event);
        switch (event.name()) {
            case "token.acquired" -> acquired(fields);
            case "token.failed" -> failed(fields);
            default -> {
                // an event of the logs alone
            }
        }
    }

    private void acquired(EventFields event) {
        success.add(
                1,
                MetricTag.of(event, VERSION, PLATFORM, API_ID, TOKEN_SOURCE, REFRESH_REASON, CACHE_LEVEL, TOKEN_TYPE));
        if (MetricTag.isFromMemory(event)) {
            event.number("microseconds")
                    .ifPresent(micros -> memory.record(
                            micros,
                            MetricTag.of(event, VERSION, PLATFORM, API_ID, TOKEN_SOURCE, CACHE_LEVEL, REFRESH_REASON)));
        }
        event.number("storeMilliseconds")
                .ifPresent(
                        millis -> store.record(millis, MetricTag.of(event, VERSION, PLATFORM, API_ID, REFRESH_REASON)));
        event.number("remainingSeconds")
                .ifPresent(seconds -> remainingLifetime.record(
                        seconds,
                        MetricTag.of(
                                event,
                                VERSION_PLATFORM,
                                API_ID,
                                TOKEN_SOURCE,
                                CACHE_LEVEL,
                                REFRESH_REASON,
                                TOKEN_TYPE)));
        durations.succeeded(event);
    }

    private void failed(EventFields event) {
        failure.add(1, MetricTag.of(event, VERSION, PLATFORM, ERROR_CODE, API_ID, STS_ERROR));
        durations.failed(event);
    }
}

package io.openmsal.adapter.event;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;

/**
 * Counts and times in OpenTelemetry metrics, under the names and tags that MSAL.NET uses, so that one dashboard serves both. No tag
 * tells about a person. Safe for many threads. The application brings {@code opentelemetry-api}.
 *
 * <p>Meter {@value #METER}: {@code MsalSuccess}, {@code MsalFailure}, {@code MsalTotalDuration.1A} (ms),
 * {@code MsalDurationInL1CacheInUs.1B} (µs, tokens from the cache), {@code MsalDurationInHttpV2.1A} (ms, each exchange) and
 * {@code MsalRemainingTokenLifetime.1A} (s). What the events do not tell has no tag: {@code CallerSdkId}, {@code CacheLevel},
 * {@code RawStsErrorCode}, and {@code ApiId} and {@code TokenType} of a single exchange.
 */
public final class OpenTelemetryEvents implements EventSink {

    /** The meter's name. */
    public static final String METER = "MicrosoftIdentityClient_Common_Meter";

    private static final String PLATFORM = "Java";
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("MsalVersion");
    private static final AttributeKey<String> PLATFORM_NAME = AttributeKey.stringKey("Platform");
    private static final AttributeKey<Long> API_ID = AttributeKey.longKey("ApiId");
    private static final AttributeKey<String> TOKEN_SOURCE = AttributeKey.stringKey("TokenSource");
    private static final AttributeKey<String> REFRESH_REASON = AttributeKey.stringKey("CacheRefreshReason");
    private static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("TokenType");
    private static final AttributeKey<String> ERROR_CODE = AttributeKey.stringKey("ErrorCode");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("HttpStatusCode");

    private final LongCounter success;
    private final LongCounter failure;
    private final DoubleHistogram totalDuration;
    private final LongHistogram cacheDuration;
    private final LongHistogram httpDuration;
    private final LongHistogram remainingLifetime;

    /**
     * Makes the instruments.
     *
     * @param telemetry the application's OpenTelemetry
     */
    public OpenTelemetryEvents(OpenTelemetry telemetry) {
        Meter meter =
                telemetry.meterBuilder(METER).setInstrumentationVersion("1.0.0").build();
        success = meter.counterBuilder("MsalSuccess").build();
        failure = meter.counterBuilder("MsalFailure").build();
        totalDuration =
                meter.histogramBuilder("MsalTotalDuration.1A").setUnit("ms").build();
        cacheDuration = meter.histogramBuilder("MsalDurationInL1CacheInUs.1B")
                .setUnit("us")
                .ofLongs()
                .build();
        httpDuration = meter.histogramBuilder("MsalDurationInHttpV2.1A")
                .setUnit("ms")
                .ofLongs()
                .build();
        remainingLifetime = meter.histogramBuilder("MsalRemainingTokenLifetime.1A")
                .setUnit("s")
                .ofLongs()
                .build();
    }

    @Override
    public void emit(Event event) {
        EventFields fields = new EventFields(event);
        switch (event.name()) {
            case "token.acquired" -> acquired(fields);
            case "token.failed" -> failed(fields);
            case "http.exchange" -> exchanged(fields);
            default -> {
                // an event of the logs alone
            }
        }
    }

    private void acquired(EventFields fields) {
        AttributesBuilder tags =
                call(fields).put(TOKEN_SOURCE, fields.text("source")).put(REFRESH_REASON, fields.text("refreshReason"));
        Attributes timed = tags.build();
        Attributes counted = tags.put(TOKEN_TYPE, fields.text("tokenType")).build();
        success.add(1, counted);
        fields.number("microseconds").ifPresent(micros -> {
            totalDuration.record(micros / 1000.0, counted);
            if (fields.text("source").equals("CACHE")) {
                cacheDuration.record(micros, timed);
            }
        });
        fields.number("remainingSeconds").ifPresent(seconds -> remainingLifetime.record(seconds, counted));
    }

    private void failed(EventFields fields) {
        failure.add(1, call(fields).put(ERROR_CODE, fields.text("error")).build());
    }

    private void exchanged(EventFields fields) {
        Attributes tags = fields.number("status").isPresent()
                ? Attributes.of(STATUS, fields.number("status").getAsLong())
                : Attributes.empty();
        fields.number("milliseconds").ifPresent(millis -> httpDuration.record(millis, tags));
    }

    private static AttributesBuilder call(EventFields fields) {
        AttributesBuilder tags =
                Attributes.builder().put(VERSION, fields.text("version")).put(PLATFORM_NAME, PLATFORM);
        fields.number("apiId").ifPresent(id -> tags.put(API_ID, id));
        return tags;
    }
}

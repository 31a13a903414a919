package io.openmsal.adapter.event;

import static io.openmsal.adapter.event.MetricTag.API_ID;
import static io.openmsal.adapter.event.MetricTag.CACHE_LEVEL;
import static io.openmsal.adapter.event.MetricTag.ERROR_CODE;
import static io.openmsal.adapter.event.MetricTag.HTTP_STATUS;
import static io.openmsal.adapter.event.MetricTag.PLATFORM;
import static io.openmsal.adapter.event.MetricTag.REFRESH_REASON;
import static io.openmsal.adapter.event.MetricTag.SUCCEEDED;
import static io.openmsal.adapter.event.MetricTag.TOKEN_SOURCE;
import static io.openmsal.adapter.event.MetricTag.TOKEN_TYPE;
import static io.openmsal.adapter.event.MetricTag.VERSION;
import static io.openmsal.adapter.event.MetricTag.VERSION_PLATFORM;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;

/** The histograms that differ between MSAL.NET's two sets: how long acquisitions take, and their requests. */
sealed interface MetricSet {

    /** An acquisition ended with a token. */
    void succeeded(EventFields event);

    /** An acquisition ended without one. */
    void failed(EventFields event);

    private static DoubleHistogram total(Meter meter, String name) {
        return meter.histogramBuilder(name).setUnit("ms").build();
    }

    private static LongHistogram network(Meter meter, String name) {
        return meter.histogramBuilder(name).setUnit("ms").ofLongs().build();
    }

    /** The first set, which tells about successes alone. */
    final class Standard implements MetricSet {

        private final DoubleHistogram total;
        private final LongHistogram network;

        Standard(Meter meter) {
            total = MetricSet.total(meter, "MsalTotalDuration.1A");
            network = MetricSet.network(meter, "MsalDurationInHttp.1A");
        }

        @Override
        public void succeeded(EventFields event) {
            event.number("microseconds")
                    .ifPresent(micros -> total.record(
                            micros / 1000.0,
                            MetricTag.of(
                                    event,
                                    VERSION,
                                    PLATFORM,
                                    API_ID,
                                    TOKEN_SOURCE,
                                    CACHE_LEVEL,
                                    REFRESH_REASON,
                                    TOKEN_TYPE)));
            event.number("networkMilliseconds")
                    .ifPresent(millis ->
                            network.record(millis, MetricTag.of(event, VERSION, PLATFORM, API_ID, TOKEN_TYPE)));
        }

        @Override
        public void failed(EventFields event) {
            // this set times successes alone
        }
    }

    /** The second set, which tells about failures too, and what the server answered. */
    final class Extended implements MetricSet {

        private final DoubleHistogram total;
        private final LongHistogram network;

        Extended(Meter meter) {
            total = MetricSet.total(meter, "MsalTotalDurationV2.1A");
            network = MetricSet.network(meter, "MsalDurationInHttpV2.1A");
        }

        @Override
        public void succeeded(EventFields event) {
            record(event);
        }

        @Override
        public void failed(EventFields event) {
            record(event);
        }

        private void record(EventFields event) {
            event.number("microseconds")
                    .ifPresent(micros -> total.record(
                            micros / 1000.0,
                            MetricTag.of(
                                    event,
                                    VERSION_PLATFORM,
                                    API_ID,
                                    TOKEN_SOURCE,
                                    CACHE_LEVEL,
                                    REFRESH_REASON,
                                    TOKEN_TYPE,
                                    ERROR_CODE,
                                    SUCCEEDED)));
            event.number("networkMilliseconds")
                    .ifPresent(millis -> network.record(
                            millis, MetricTag.of(event, VERSION_PLATFORM, API_ID, TOKEN_TYPE, HTTP_STATUS)));
        }
    }
}

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
import java.util.List;

/** The histograms that differ between MSAL.NET's two sets: how long acquisitions take, and their requests. */
sealed interface MetricSet {

    /** An acquisition ended with a token. */
    void succeeded(EventFields event);

    /** An acquisition ended without one. */
    void failed(EventFields event);

    /** The first set, which tells about successes alone. */
    final class Standard implements MetricSet {

        private final Durations durations;

        Standard(Meter meter) {
            durations = new Durations(
                    meter,
                    "MsalTotalDuration.1A",
                    List.of(VERSION, PLATFORM, API_ID, TOKEN_SOURCE, CACHE_LEVEL, REFRESH_REASON, TOKEN_TYPE),
                    "MsalDurationInHttp.1A",
                    List.of(VERSION, PLATFORM, API_ID, TOKEN_TYPE));
        }

        @Override
        public void succeeded(EventFields event) {
            durations.record(event);
        }

        @Override
        public void failed(EventFields event) {
            // this set times successes alone
        }
    }

    /** The second set, which tells about failures too, and what the server answered. */
    final class Extended implements MetricSet {

        private final Durations durations;

        Extended(Meter meter) {
            durations = new Durations(
                    meter,
                    "MsalTotalDurationV2.1A",
                    List.of(
                            VERSION_PLATFORM,
                            API_ID,
                            TOKEN_SOURCE,
                            CACHE_LEVEL,
                            REFRESH_REASON,
                            TOKEN_TYPE,
                            ERROR_CODE,
                            SUCCEEDED),
                    "MsalDurationInHttpV2.1A",
                    List.of(VERSION_PLATFORM, API_ID, TOKEN_TYPE, HTTP_STATUS));
        }

        @Override
        public void succeeded(EventFields event) {
            durations.record(event);
        }

        @Override
        public void failed(EventFields event) {
            durations.record(event);
        }
    }

    /** How long an acquisition took, and all of its requests together, each with tags of its own. */
    final class Durations {

        private final DoubleHistogram total;
        private final List<MetricTag> totalTags;
        private final LongHistogram network;
        private final List<MetricTag> networkTags;

        Durations(Meter meter, String total, List<MetricTag> totalTags, String network, List<MetricTag> networkTags) {
            this.total = meter.histogramBuilder(total).setUnit("ms").build();
            this.totalTags = totalTags;
            this.network =
                    meter.histogramBuilder(network).setUnit("ms").ofLongs().build();
            this.networkTags = networkTags;
        }

        void record(EventFields event) {
            event.number("microseconds")
                    .ifPresent(micros -> total.record(micros / 1000.0, MetricTag.of(event, totalTags)));
            event.number("networkMilliseconds")
                    .ifPresent(millis -> network.record(millis, MetricTag.of(event, networkTags)));
        }
    }
}

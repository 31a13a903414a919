package io.openmsal.docs;

import io.openmsal.PublicClientApplicationBuilder;
import io.openmsal.adapter.event.FlightRecorderEvents;
import io.openmsal.adapter.event.OpenTelemetryEvents;
import io.openmsal.adapter.event.PersonalValues;
import io.openmsal.adapter.event.SeveralEvents;
import io.openmsal.adapter.event.Slf4jEvents;
import io.openmsal.adapter.event.SystemLoggerEvents;
import io.openmsal.adapter.system.SystemEnvironment;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.opentelemetry.api.OpenTelemetry;
import org.slf4j.LoggerFactory;

/** The code of the guide to logging and metrics. Each part between the markers stands in the guide, word for word. */
final class LoggingGuide {

    private LoggingGuide() {}

    static PublicClientApplicationBuilder logged(PublicClientApplicationBuilder builder) {
        // snippet: logger
        builder.events(new SystemLoggerEvents());
        // end
        return builder;
    }

    static EventSink both(OpenTelemetry openTelemetry) {
        // snippet: several
        EventSink events = new SeveralEvents(
                new Slf4jEvents(),
                OpenTelemetryEvents.of(openTelemetry, new SystemEnvironment()),
                new FlightRecorderEvents());
        // end
        return events;
    }

    static EventSink personal(String key) {
        // snippet: personal
        EventSink joinable =
                new Slf4jEvents(LoggerFactory.getLogger("io.openmsal"), PersonalValues.hashedWith(Secret.of(key)));
        // end
        return joinable;
    }
}

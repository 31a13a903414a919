/**
 * Bridges from the library's events to what operators watch: {@link io.openmsal.adapter.event.SystemLoggerEvents},
 * {@link io.openmsal.adapter.event.Slf4jEvents}, {@link io.openmsal.adapter.event.OpenTelemetryEvents},
 * {@link io.openmsal.adapter.event.FlightRecorderEvents}; {@link io.openmsal.adapter.event.SeveralEvents} for more than one.
 */
@NullMarked
package io.openmsal.adapter.event;

import org.jspecify.annotations.NullMarked;

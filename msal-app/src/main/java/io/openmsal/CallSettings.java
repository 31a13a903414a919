package io.openmsal;

import io.openmsal.port.event.EventSink;
import java.time.Clock;
import java.time.Duration;

/**
 * What all calls of an application have in common. One object, so that a request for a token from the cache stays small.
 *
 * @param clock tells the time
 * @param events is told how each call ended
 * @param timeout how long a call may take when it says nothing
 */
record CallSettings(Clock clock, EventSink events, Duration timeout) {}

/**
 * Testing with and against the event sink's port. Start with {@link io.openmsal.testing.event.RecordingEventSink}; a sink of
 * your own passes when it passes {@link io.openmsal.testing.event.EventSinkContract}.
 */
@NullMarked
package io.openmsal.testing.event;

import org.jspecify.annotations.NullMarked;

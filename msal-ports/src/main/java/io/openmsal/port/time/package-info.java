/** Waiting, so that a test can skip it. The time itself is read from {@link java.time.Clock}. Start with {@link io.openmsal.port.time.Sleeper}. */
@NullMarked
package io.openmsal.port.time;

import org.jspecify.annotations.NullMarked;

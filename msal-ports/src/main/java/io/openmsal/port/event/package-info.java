/** What the library tells its operators. Start with {@link io.openmsal.port.event.EventSink}. */
@NullMarked
package io.openmsal.port.event;

import org.jspecify.annotations.NullMarked;

/** JSON text to plain values and back. Start with {@link io.openmsal.port.json.JsonCodec}. */
@NullMarked
package io.openmsal.port.json;

import org.jspecify.annotations.NullMarked;

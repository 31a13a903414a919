/** How what an application keeps in its hand is written as one short text, and read again. {@link io.openmsal.domain.handle.HandleText} is used by the handles themselves. */
@NullMarked
package io.openmsal.domain.handle;

import org.jspecify.annotations.NullMarked;

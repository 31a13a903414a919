/** What the surroundings of the process say: variables and small files. Start with {@link io.openmsal.port.environment.Environment}. */
@NullMarked
package io.openmsal.port.environment;

import org.jspecify.annotations.NullMarked;

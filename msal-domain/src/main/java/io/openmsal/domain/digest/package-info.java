/** Hashes by which the core names what it must not show. */
@NullMarked
package io.openmsal.domain.digest;

import org.jspecify.annotations.NullMarked;

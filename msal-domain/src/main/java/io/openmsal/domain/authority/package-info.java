/** Who issues tokens, and at which addresses: start with {@link io.openmsal.domain.authority.Authority}. A new kind of authority is one more class of that family. */
@NullMarked
package io.openmsal.domain.authority;

import org.jspecify.annotations.NullMarked;

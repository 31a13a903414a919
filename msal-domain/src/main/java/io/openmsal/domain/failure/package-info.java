/** Everything that can go wrong, as one sealed family: start with {@link io.openmsal.domain.failure.MsalException}. A message says what was tried, against which host, what came back, and one next step; never a secret. */
@NullMarked
package io.openmsal.domain.failure;

import org.jspecify.annotations.NullMarked;

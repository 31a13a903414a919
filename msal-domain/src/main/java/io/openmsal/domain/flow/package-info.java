/** Getting tokens, one class per way. Start with {@link io.openmsal.domain.flow.SilentFlow}. What goes over the wire is in {@code domain.oauth}, what is kept is in {@code domain.cache}; {@link io.openmsal.domain.flow.TokenRedemption} is the step from one to the other that every flow takes. */
@NullMarked
package io.openmsal.domain.flow;

import org.jspecify.annotations.NullMarked;

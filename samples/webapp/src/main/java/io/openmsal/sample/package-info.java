/**
 * A web application with plain servlets that signs people in. Start with {@link io.openmsal.sample.SignInServlet} and
 * {@link io.openmsal.sample.SignedInServlet}; {@link io.openmsal.sample.Startup} makes the one application object they share.
 *
 * <p>The sources name {@code javax.servlet}. The module beside this one compiles them for {@code jakarta.servlet}.
 */
@NullMarked
package io.openmsal.sample;

import org.jspecify.annotations.NullMarked;

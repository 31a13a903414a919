/** Showing the sign-in page to a person and hearing how it ended. Start with {@link io.openmsal.port.browser.Browser} and {@link io.openmsal.port.browser.RedirectListener}. */
@NullMarked
package io.openmsal.port.browser;

import org.jspecify.annotations.NullMarked;

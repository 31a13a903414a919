/**
 * The person's browser, out and back: {@link io.openmsal.adapter.browser.SystemBrowser} opens the sign-in page,
 * {@link io.openmsal.adapter.browser.LoopbackRedirectListener} receives its end on loopback (RFC 8252 §7.3).
 *
 * <p>Start with those two. {@link io.openmsal.adapter.browser.BrowserSurroundings} says why no browser can be opened here,
 * {@link io.openmsal.adapter.browser.CommandBrowser} runs a command of the caller's choice,
 * {@link io.openmsal.adapter.browser.PrintedAddress} leaves it to the person, and
 * {@link io.openmsal.adapter.browser.FallbackBrowser} puts several in a row. {@link io.openmsal.adapter.browser.RedirectPages}
 * is where an application brings its own closing page. Everything here needs {@code java.base} alone, and neither AWT nor the
 * JDK's HTTP server.
 */
@NullMarked
package io.openmsal.adapter.browser;

import org.jspecify.annotations.NullMarked;

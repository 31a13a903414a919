/**
 * A browser without a screen and a loopback listener without a port. Start with
 * {@link io.openmsal.testing.browser.FakeBrowser}, which signs in by itself, and
 * {@link io.openmsal.testing.browser.FakeRedirectListener}, which answers as the test says. The contracts are for those who
 * write an adapter: {@link io.openmsal.testing.browser.BrowserContract},
 * {@link io.openmsal.testing.browser.RedirectListenerContract} for every listener, and
 * {@link io.openmsal.testing.browser.LoopbackRedirectContract} for one that opens a port.
 */
@NullMarked
package io.openmsal.testing.browser;

import org.jspecify.annotations.NullMarked;

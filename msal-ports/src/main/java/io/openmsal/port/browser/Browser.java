package io.openmsal.port.browser;

import java.net.URI;

/**
 * Shows an address to the person in front of the machine. Safe for many threads; does not wait until the page is closed.
 */
@FunctionalInterface
public interface Browser {

    /**
     * Opens an address.
     *
     * @param address an absolute http or https address; it holds no secret but should not be logged in full
     * @return how it went; a browser that cannot be opened is an answer, not an exception
     */
    BrowserLaunch open(URI address);
}

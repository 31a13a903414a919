package io.openmsal.port.browser;

import java.io.IOException;

/**
 * Waits on the loopback interface for the browser to come back from the sign-in page (RFC 8252 §7.3). Safe for many threads.
 */
@FunctionalInterface
public interface RedirectListener {

    /**
     * Opens a port and starts to listen.
     *
     * @param expectation what to wait for
     * @return the open session; the caller closes it
     * @throws IOException when the port cannot be had
     */
    RedirectSession listen(RedirectExpectation expectation) throws IOException;
}

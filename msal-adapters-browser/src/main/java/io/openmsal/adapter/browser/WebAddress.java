package io.openmsal.adapter.browser;

import java.net.URI;

/** Tells addresses that a browser may be given from {@code file:}, {@code javascript:} and whatever else a system would open. */
final class WebAddress {

    private WebAddress() {}

    /** Whether the address is absolute, of scheme http or https, and names a host. */
    static boolean isOne(URI address) {
        return address.getHost() != null
                && ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()));
    }
}

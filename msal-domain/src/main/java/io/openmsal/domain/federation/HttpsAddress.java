package io.openmsal.domain.federation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses that others name. A password goes there, so they are taken only when the way there is protected. */
final class HttpsAddress {

    private HttpsAddress() {}

    /** The address, or empty when it is none, or not https. */
    static Optional<URI> parse(String text) {
        try {
            URI address = new URI(text.trim());
            boolean isProtected = "https".equalsIgnoreCase(address.getScheme())
                    && address.getHost() != null
                    && address.getRawUserInfo() == null;
            return isProtected ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}

package io.openmsal.adapter.browser;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** How a redirect URI names this machine (RFC 8252 §7.3 and §8.3), and so at which of its addresses a browser looks for us. */
enum LoopbackHost {

    /** A browser may try {@code ::1} before {@code 127.0.0.1}. If someone else held the other family, they would get our answer. */
    LOCALHOST("localhost") {
        @Override
        List<byte[]> addresses() {
            return LoopbackPort.canBeHadAt(ADDRESS_V6) ? Arrays.asList(ADDRESS_V4, ADDRESS_V6) : IPV4.addresses();
        }
    },

    IPV4("127.0.0.1") {
        @Override
        List<byte[]> addresses() {
            return Collections.singletonList(ADDRESS_V4);
        }
    },

    IPV6("[::1]") {
        @Override
        List<byte[]> addresses() {
            return Collections.singletonList(ADDRESS_V6);
        }
    };

    private static final byte[] ADDRESS_V4 = {127, 0, 0, 1};
    private static final byte[] ADDRESS_V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final String name;

    LoopbackHost(String name) {
        this.name = name;
    }

    /** The one of this name, letter by letter: providers compare redirect URIs so. */
    static Optional<LoopbackHost> named(String name) {
        for (LoopbackHost host : values()) {
            if (host.name.equals(name)) {
                return Optional.of(host);
            }
        }
        return Optional.empty();
    }

    /** Where to listen; at least one. */
    abstract List<byte[]> addresses();

    /** As it stands in an address. */
    @Override
    public String toString() {
        return name;
    }
}

package io.openmsal.testing.emulator;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The applications that one user went to in one browser and that want to hear of the end, all of which know that session by the
 * same {@code sid} (OpenID Connect Front-Channel Logout §3). Not for many threads.
 */
final class Farewells {

    private final String sid = UUID.randomUUID().toString();
    private final Map<String, URI> addresses = new LinkedHashMap<>();

    /** Notes whom to call. */
    String expectedBy(String clientId, String uri, String issuer) {
        Map<String, String> session = new LinkedHashMap<>();
        session.put("iss", issuer);
        session.put("sid", sid);
        addresses.put(clientId, URI.create(uri + (uri.contains("?") ? "&" : "?") + FormParameters.encode(session)));
        return sid;
    }

    Stream<URI> addresses() {
        return addresses.values().stream();
    }
}

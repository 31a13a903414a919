package io.openmsal.testing.emulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One browser, known by its cookie, and who is signed in there. Safe for many threads. */
final class BrowserSession {

    private final String id;
    private final Map<String, Instant> authTimes = new LinkedHashMap<>();

    BrowserSession(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    synchronized void signedIn(EmulatorUser user, Instant authTime) {
        authTimes.put(user.key(), authTime);
    }

    synchronized Optional<Instant> authTime(EmulatorUser user) {
        return Optional.ofNullable(authTimes.get(user.key()));
    }

    synchronized List<String> usernames() {
        return List.copyOf(authTimes.keySet());
    }

    synchronized void signOut() {
        authTimes.clear();
    }
}

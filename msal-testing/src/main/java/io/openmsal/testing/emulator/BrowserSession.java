package io.openmsal.testing.emulator;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One browser, known by its cookie, who is signed in there, and which applications have to hear when they no longer are. Safe for many threads. */
final class BrowserSession {

    private final String id;
    private final Map<String, Instant> authTimes = new LinkedHashMap<>();
    private final Map<String, Farewells> farewells = new LinkedHashMap<>();

    BrowserSession(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    synchronized void signedIn(EmulatorUser user, Instant authTime) {
        authTimes.put(user.key(), authTime);
    }

    /** A user goes on to an application: what that one then knows the session by, if it wants to hear of its end. */
    synchronized Optional<String> visits(EmulatorUser user, EmulatorApp app, String issuer) {
        return app.frontChannelLogoutUri()
                .map(uri -> farewells
                        .computeIfAbsent(user.key(), unseen -> new Farewells())
                        .expectedBy(app.clientId(), uri, issuer));
    }

    synchronized Optional<Instant> authTime(EmulatorUser user) {
        return Optional.ofNullable(authTimes.get(user.key()));
    }

    synchronized List<String> usernames() {
        return List.copyOf(authTimes.keySet());
    }

    /** Ends the session of everyone: what the browser has to load now, so that applications hear of it. */
    synchronized List<URI> signOut() {
        List<URI> addresses =
                farewells.values().stream().flatMap(Farewells::addresses).toList();
        authTimes.clear();
        farewells.clear();
        return addresses;
    }

    /** Ends the session of one user, and says the same. */
    synchronized List<URI> signOut(EmulatorUser user) {
        authTimes.remove(user.key());
        return Optional.ofNullable(farewells.remove(user.key()))
                .map(left -> left.addresses().toList())
                .orElse(List.of());
    }
}

package io.openmsal.testing.emulator;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The browsers that were here, by their cookie. */
final class BrowserSessions {

    private final SecureRandom random;
    private final String cookieName;
    private final Map<String, BrowserSession> sessions = new ConcurrentHashMap<>();

    /** Browsers share the cookies of all ports of a host, so the port is part of the cookie's name. */
    BrowserSessions(SecureRandom random, int port) {
        this.random = random;
        this.cookieName = "emulator-session-" + port;
    }

    Optional<BrowserSession> of(EmulatorRequest request) {
        String cookies = request.header("cookie").orElse("");
        for (String cookie : cookies.split(";", -1)) {
            String[] pair = cookie.trim().split("=", 2);
            if (pair.length == 2 && pair[0].equals(cookieName)) {
                return Optional.ofNullable(sessions.get(pair[1]));
            }
        }
        return Optional.empty();
    }

    /** Answers within the browser's session, beginning one where there is none. */
    Answer within(EmulatorRequest request, Function<BrowserSession, Answer> answer) {
        Optional<BrowserSession> known = of(request);
        if (known.isPresent()) {
            return answer.apply(known.get());
        }
        BrowserSession session = unseen();
        return answer.apply(session)
                .with("Set-Cookie", cookieName + "=" + session.id() + "; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    /** A browser of which nobody here sees more than that somebody signs in. */
    BrowserSession unseen() {
        var session = new BrowserSession(Fingerprint.random(random, 32));
        sessions.put(session.id(), session);
        return session;
    }

    /** Ends the sessions of a user in every browser: what those would have to load now. */
    List<URI> signOut(EmulatorUser user) {
        return sessions.values().stream()
                .flatMap(session -> session.signOut(user).stream())
                .toList();
    }

    void clear() {
        sessions.clear();
    }
}

package io.openmsal.testing.emulator;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sign-ins that wait for the next form, each bound to the browser it began in. */
final class PendingSignIns {

    private final SecureRandom random;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    PendingSignIns(SecureRandom random) {
        this.random = random;
    }

    /** Who signed in, and when. */
    record SignedIn(EmulatorUser user, Instant authTime) {}

    /** One sign-in on its way; the user is known from the password form on. */
    record Pending(String id, Interaction interaction, BrowserSession session, Optional<SignedIn> signedIn) {}

    Pending begin(Interaction interaction, BrowserSession session) {
        var begun = new Pending(Fingerprint.random(random, 24), interaction, session, Optional.empty());
        pending.put(begun.id(), begun);
        return begun;
    }

    Pending signedIn(Pending before, SignedIn who) {
        var after = new Pending(before.id(), before.interaction(), before.session(), Optional.of(who));
        pending.put(after.id(), after);
        return after;
    }

    /** The sign-in a form belongs to, unless the form comes from another browser than the page did. */
    Optional<Pending> of(EmulatorRequest request, BrowserSession session) {
        return request.parameter("flow")
                .map(pending::get)
                .filter(found -> found.session().id().equals(session.id()));
    }

    void end(Pending done) {
        pending.remove(done.id());
    }

    void clear() {
        pending.clear();
    }
}

package io.openmsal.sample;

import io.openmsal.domain.flow.PendingSignIn;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.servlet.http.HttpSession;

/**
 * The sign-ins that somebody has begun in one session and not finished, such as one in each of two tabs. Each is an attribute of its own, named
 * by the state that its answer has to carry: two that begin at once do not overwrite each other, and an answer that nobody asked for
 * finds none.
 */
final class PendingSignIns {

    /** More tabs than a person signs in from at once; then the oldest gives way, so that a session stays small. */
    private static final int MOST = 5;

    private static final String PREFIX = "sample.pending.";

    private final HttpSession session;

    PendingSignIns(HttpSession session) {
        this.session = session;
    }

    void keep(PendingSignIn signIn) {
        List<Begun> oldestFirst = oldestFirst();
        int tooMany = Math.max(0, oldestFirst.size() + 1 - MOST);
        oldestFirst.subList(0, tooMany).forEach(begun -> session.removeAttribute(nameOf(begun.signIn())));
        long last = oldestFirst.isEmpty()
                ? 0
                : oldestFirst.get(oldestFirst.size() - 1).number();
        session.setAttribute(nameOf(signIn), new Begun(signIn, last + 1));
    }

    /** The one whose answer carries this state, once. */
    Optional<PendingSignIn> take(String state) {
        Optional<PendingSignIn> found = Optional.ofNullable((Begun) session.getAttribute(PREFIX + state))
                .map(Begun::signIn);
        found.ifPresent(signIn -> session.removeAttribute(nameOf(signIn)));
        return found;
    }

    private List<Begun> oldestFirst() {
        return Collections.list(session.getAttributeNames()).stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> (Begun) session.getAttribute(name))
                .sorted(Comparator.comparingLong(Begun::number))
                .collect(Collectors.toList());
    }

    private static String nameOf(PendingSignIn signIn) {
        return PREFIX + signIn.state();
    }

    /** A sign-in, and which one of the session's it was. */
    private record Begun(PendingSignIn signIn, long number) implements Serializable {}
}

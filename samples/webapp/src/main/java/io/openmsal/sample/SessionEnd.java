package io.openmsal.sample;

import javax.servlet.http.HttpSession;
import javax.servlet.http.HttpSessionEvent;
import javax.servlet.http.HttpSessionListener;

/** Whichever way a session ends, by the person or because nobody used it for a while, the person is signed out with it. */
public final class SessionEnd implements HttpSessionListener {

    /** For the container. */
    public SessionEnd() {}

    @Override
    public void sessionCreated(HttpSessionEvent event) {}

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        HttpSession session = event.getSession();
        Visitor.ownName(session).ifPresent(Shared.of(session.getServletContext())::end);
    }
}

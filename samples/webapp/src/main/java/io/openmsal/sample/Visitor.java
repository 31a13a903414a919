package io.openmsal.sample;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import java.util.Optional;
import java.util.UUID;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** What a session holds: serializable values, and no token among them. */
final class Visitor {

    private static final String ACCOUNT = "sample.account";
    private static final String OWN = "sample.own";
    private static final String CLAIMS = "sample.claims";

    private final HttpServletRequest request;
    private final Shared shared;

    private Visitor(HttpServletRequest request, Shared shared) {
        this.request = request;
        this.shared = shared;
    }

    static Visitor of(HttpServletRequest request) {
        return new Visitor(request, Shared.of(request.getServletContext()));
    }

    void begins(PendingSignIn pending) {
        new PendingSignIns(request.getSession()).keep(pending);
    }

    /** The sign-in that was begun here and whose answer carries this state, once. */
    Optional<PendingSignIn> pending(String state) {
        return Optional.ofNullable(request.getSession(false))
                .flatMap(session -> new PendingSignIns(session).take(state));
    }

    void signedIn(AuthenticationResult result) {
        Optional<String> before = ownName(request.getSession());
        // another session id, so that one from before the sign-in is worth nothing
        request.changeSessionId();
        HttpSession session = request.getSession();
        Account account = result.account().orElseThrow();
        String own = UUID.randomUUID().toString();
        session.setAttribute(OWN, own);
        session.setAttribute(ACCOUNT, account);
        shared.begin(own, ProviderSession.of(result.idTokenClaims().orElseThrow()), account);
        // not before, or with somebody's only session would go the tokens that they have just got
        before.ifPresent(shared::end);
    }

    /** Who is signed in, unless the provider has ended that session. */
    Optional<Account> account() {
        Optional<Account> account = Optional.ofNullable((Account) attribute(ACCOUNT));
        return account.filter(known -> Optional.ofNullable((String) attribute(OWN))
                .filter(shared.sessions()::isOn)
                .isPresent());
    }

    /** An API wants the provider to look again: the next sign-in passes on what it said. */
    void has(String claimsChallenge) {
        request.getSession().setAttribute(CLAIMS, claimsChallenge);
    }

    /** What an API wants to be passed on, once. */
    Optional<String> claimsChallenge() {
        return once(CLAIMS).map(String.class::cast);
    }

    /** Ends the session; {@link SessionEnd} hears of it. */
    void leaves() {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Our own name for a session in which somebody is signed in. Not the container's, which is a password. */
    static Optional<String> ownName(HttpSession session) {
        return Optional.ofNullable((String) session.getAttribute(OWN));
    }

    private Optional<Object> once(String name) {
        Optional<Object> value = Optional.ofNullable(attribute(name));
        value.ifPresent(found -> request.getSession().removeAttribute(name));
        return value;
    }

    private @Nullable Object attribute(String name) {
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getAttribute(name);
    }
}

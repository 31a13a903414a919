package io.openmsal.sample;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** What a session holds: serializable values, and no token among them. */
final class Visitor {

    private static final String PENDING = "sample.pending";
    private static final String ACCOUNT = "sample.account";
    private static final String PROVIDER_SESSION = "sample.sid";

    private final HttpServletRequest request;

    private Visitor(HttpServletRequest request) {
        this.request = request;
    }

    static Visitor of(HttpServletRequest request) {
        return new Visitor(request);
    }

    void begins(PendingSignIn pending) {
        request.getSession().setAttribute(PENDING, pending);
    }

    /** The sign-in that was begun, once. */
    Optional<PendingSignIn> pending() {
        Optional<PendingSignIn> pending = Optional.ofNullable((PendingSignIn) attribute(PENDING));
        pending.ifPresent(found -> request.getSession().removeAttribute(PENDING));
        return pending;
    }

    void signedIn(AuthenticationResult result) {
        // another session id, so that one from before the sign-in is worth nothing
        request.changeSessionId();
        HttpSession session = request.getSession();
        session.setAttribute(ACCOUNT, result.account().orElseThrow());
        result.idTokenClaims()
                .flatMap(claims -> claims.text("sid"))
                .ifPresent(sid -> session.setAttribute(PROVIDER_SESSION, sid));
    }

    Optional<Account> account() {
        return Optional.ofNullable((Account) attribute(ACCOUNT));
    }

    /** Whether the provider may mean this session by an id, which not every provider gives. */
    boolean isKnownToTheProviderAs(@Nullable String sid) {
        Object own = attribute(PROVIDER_SESSION);
        return own == null || sid == null || own.equals(sid);
    }

    void leaves() {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private @Nullable Object attribute(String name) {
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getAttribute(name);
    }
}

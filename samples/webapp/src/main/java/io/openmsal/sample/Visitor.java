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
    private static final String ISSUER = "sample.issuer";
    private static final String SID = "sample.sid";
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
        request.getSession().setAttribute(PENDING, pending);
    }

    /** The sign-in that was begun, once. */
    Optional<PendingSignIn> pending() {
        return once(PENDING).map(PendingSignIn.class::cast);
    }

    void signedIn(AuthenticationResult result) {
        Optional<ProviderSession> before = providerSession(request.getSession());
        // another session id, so that one from before the sign-in is worth nothing
        request.changeSessionId();
        HttpSession session = request.getSession();
        Account account = result.account().orElseThrow();
        ProviderSession provider = ProviderSession.of(result.idTokenClaims().orElseThrow());
        shared.begin(provider, account);
        // not before, or with somebody's only session would go the tokens that they have just got
        before.filter(other -> !other.equals(provider)).ifPresent(shared::end);
        session.setAttribute(ACCOUNT, account);
        // as texts: WildFly 26 cannot write records into the sessions that it copies
        session.setAttribute(ISSUER, provider.issuer());
        session.setAttribute(SID, provider.sid());
    }

    /** Who is signed in, unless the provider has ended that session. */
    Optional<Account> account() {
        Optional<Account> account = Optional.ofNullable((Account) attribute(ACCOUNT));
        return account.filter(
                known -> providerSession().filter(shared.sessions()::isOn).isPresent());
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

    private Optional<ProviderSession> providerSession() {
        return Optional.ofNullable(request.getSession(false)).flatMap(Visitor::providerSession);
    }

    /** What the provider calls a session in which somebody is signed in. */
    static Optional<ProviderSession> providerSession(HttpSession session) {
        String issuer = (String) session.getAttribute(ISSUER);
        String sid = (String) session.getAttribute(SID);
        return issuer == null || sid == null ? Optional.empty() : Optional.of(new ProviderSession(issuer, sid));
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

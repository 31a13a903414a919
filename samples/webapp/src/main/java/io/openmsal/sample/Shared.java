package io.openmsal.sample;

import io.openmsal.ConfidentialClientApplication;
import io.openmsal.TokenValidator;
import io.openmsal.domain.account.Account;
import io.openmsal.port.http.HttpTransport;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import javax.servlet.ServletContext;

/**
 * What the servlets of one deployment share. All of it is safe for many threads.
 *
 * @param application signs people in, gets their tokens and keeps them
 * @param api the same for the web API, which the provider knows as another application
 * @param callers judges the access tokens that callers of the web API bring
 * @param sessions who is signed in
 * @param transport sends what is not for the provider, too
 * @param executor runs what waits for the network
 * @param settings what the operator decided
 */
record Shared(
        ConfidentialClientApplication application,
        ConfidentialClientApplication api,
        TokenValidator callers,
        ProviderSessions sessions,
        HttpTransport transport,
        ExecutorService executor,
        Settings settings) {

    void keepIn(ServletContext context) {
        context.setAttribute(Shared.class.getName(), this);
    }

    static Shared of(ServletContext context) {
        return (Shared) Objects.requireNonNull(context.getAttribute(Shared.class.getName()), "not started");
    }

    /** Begins a session of a person, and ends some that nobody has ended in all the time that one lasts. */
    void begin(String own, ProviderSession provider, Account account) {
        sessions.begin(own, provider, account.homeAccountId());
        for (String person : sessions.peopleWhoseSessionsRanOut()) {
            if (!sessions.hasOne(person)) {
                forget(person);
            }
            // not before, so that what failed is tried again by whoever signs in next
            sessions.endThoseThatRanOut(person);
        }
    }

    /** Ends one session of a person; with the last one go their tokens. */
    void end(String own) {
        sessions.end(own).ifPresent(this::forget);
    }

    /** The same for all that came from one session at the provider. */
    void end(ProviderSession provider) {
        sessions.end(provider).ifPresent(this::forget);
    }

    private void forget(String person) {
        // snippet: forget
        application.account(person).ifPresent(application::removeAccount);
        // end
    }
}

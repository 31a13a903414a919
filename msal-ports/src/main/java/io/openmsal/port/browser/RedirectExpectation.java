package io.openmsal.port.browser;

import java.util.Objects;

/**
 * What a {@link RedirectListener} waits for.
 *
 * @param state the value the answer must carry; anything else is refused and the wait goes on
 * @param port the loopback port to bind, or 0 for any free one
 * @param queryAccepted whether an answer in the query of a GET is taken besides a form post: only for providers that do not
 *     know {@code form_post}, because a query stays in the browser's history
 */
public record RedirectExpectation(String state, int port, boolean queryAccepted) {

    /** Checks the port and the state. */
    public RedirectExpectation {
        Objects.requireNonNull(state, "state");
        if (state.isEmpty()) {
            throw new IllegalArgumentException(
                    "The state must not be empty: it is what tells our answer from a forged one");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port lies between 0 and 65535, not at " + port);
        }
    }

    /** Port and mode; the state is known to us and the provider alone. */
    @Override
    public String toString() {
        return "redirect to loopback port " + port + (queryAccepted ? " by form_post or query" : " by form_post");
    }
}

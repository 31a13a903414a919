package io.openmsal.cli;

import io.openmsal.domain.token.AuthenticationResult;
import java.util.Optional;

/** Why the next command does not find a sign-in that succeeded. */
enum NotKept {
    NO_PERSON("the provider did not say who that is", "Take the tokens with --output json."),
    NO_PLACE("no --cache was named", "Name one to use it later, or take the token with --output json."),
    UNWRITTEN(
            "the cache could not be written, and the warning says why",
            "Correct that and sign in again, or take the token with --output json.");

    private final String reason;
    private final String remedy;

    NotKept(String reason, String remedy) {
        this.reason = reason;
        this.remedy = remedy;
    }

    /**
     * The reason; empty when the sign-in is kept.
     *
     * @param hasCache whether one was named
     * @param narrator what heard the application's events
     */
    static Optional<NotKept> of(AuthenticationResult result, boolean hasCache, Narrator narrator) {
        if (!result.account().isPresent()) {
            return Optional.of(NO_PERSON);
        }
        if (!hasCache) {
            return Optional.of(NO_PLACE);
        }
        return narrator.heardOfUnwrittenCache() ? Optional.of(UNWRITTEN) : Optional.empty();
    }

    /** In words, to go on with after "is not kept: ". */
    String reason() {
        return reason;
    }

    /** What a person can do who was shown no token. */
    String remedy() {
        return remedy;
    }
}

package io.openmsal.domain.flow;

import java.util.Objects;
import java.util.Optional;

/**
 * What ties the answer of a sign-in to the request, as it stands in the address. Who chooses these keeps what belongs to them and
 * checks the answer.
 *
 * @param state comes back with the answer (RFC 6749 §4.1.1)
 * @param nonce comes back in the ID token (OpenID Connect Core §3.1.2.1)
 * @param codeChallenge the SHA-256 of the verifier with which the code is redeemed, in base64url (RFC 7636 §4.2)
 */
public record SignInMarks(Optional<String> state, Optional<String> nonce, Optional<String> codeChallenge) {

    /** None: nothing but the redirect URI ties the answer to the request. */
    public static final SignInMarks NONE = new SignInMarks(Optional.empty(), Optional.empty(), Optional.empty());

    /** Checks that nothing is missing. */
    public SignInMarks {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(nonce, "nonce");
        Objects.requireNonNull(codeChallenge, "codeChallenge");
    }

    /** Not the marks themselves: the state is the browser's alone. */
    @Override
    public String toString() {
        return "marks of a sign-in";
    }
}

package io.openmsal.domain.oauth;

import io.openmsal.domain.failure.MsalUntrustedResponseException;
import java.util.Objects;

/**
 * The token endpoint issued tokens that must not be used, since they are of another type than was asked for. What was sent for them is redeemed
 * all the same, and a provider that takes refresh tokens once takes the one in this answer next.
 *
 * @param issued what was issued
 * @param failure why it must not be used, ready to be thrown
 */
public record TokensOfAnotherType(TokensIssued issued, MsalUntrustedResponseException failure) implements TokenReply {

    /** Checks that nothing is missing. */
    public TokensOfAnotherType {
        Objects.requireNonNull(issued, "issued");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public TokensIssued orThrow() {
        throw failure;
    }
}

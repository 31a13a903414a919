package io.openmsal.testing.crypto;

import io.openmsal.port.crypto.SignatureAlgorithm;
import java.util.Objects;

/**
 * What a {@link FakeAssertionSigner} signed.
 *
 * @param algorithm how
 * @param text the content as ASCII, which the signing input of a JWT is
 */
public record SignedContent(SignatureAlgorithm algorithm, String text) {

    /** Checks that nothing is missing. */
    public SignedContent {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(text, "text");
    }

    /** The algorithm: the content is half of a credential. */
    @Override
    public String toString() {
        return algorithm + " over " + text.length() + " characters";
    }
}

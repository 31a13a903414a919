package io.openmsal.port;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that must not be seen: a token, a client secret, an authorization code, a passphrase.
 *
 * <p>It prints as {@code [secret]}, is deliberately not {@link java.io.Serializable}, and gives its text only through
 * {@link #reveal()}, so that every place which handles the plain text is found by searching for that one name. Records and
 * classes that hold a secret are thereby safe to print. Immutable and safe for many threads.
 */
public final class Secret {

    private static final String REDACTED = "[secret]";

    private final String value;

    private Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /**
     * Wraps a text.
     *
     * @param value the text to protect; may be empty
     * @return the secret
     */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /**
     * The text itself, for the wire or for a cryptographic operation, never for a message.
     *
     * @return the protected text
     */
    public String reveal() {
        return value;
    }

    /**
     * Whether there is nothing to protect.
     *
     * @return true when the text is empty or white space only
     */
    public boolean isBlank() {
        return value.trim().isEmpty();
    }

    /** Equal when the texts are; the comparison takes the same time wherever they differ. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Always {@code [secret]}. */
    @Override
    public String toString() {
        return REDACTED;
    }
}

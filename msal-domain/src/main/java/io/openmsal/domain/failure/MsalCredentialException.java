package io.openmsal.domain.failure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * No credential gave a token; each one that was looked at is listed. Without a {@link #failure()} none of them applies here, and
 * a chain goes on to the next. With one, a credential does apply here and failed; those after it were left alone, so that a
 * program does not end up with another identity than the one it was given.
 */
public final class MsalCredentialException extends MsalException {

    private static final long serialVersionUID = 1L;

    private static final String UNAVAILABLE = "credential_unavailable";

    private final ArrayList<String> attempts;

    private MsalCredentialException(String message, List<String> attempts) {
        super(UNAVAILABLE, message, null, null);
        this.attempts = new ArrayList<>(attempts);
    }

    private MsalCredentialException(String message, List<String> attempts, MsalException failure) {
        super(failure.errorCode(), message, failure.correlationId().orElse(null), failure);
        this.attempts = new ArrayList<>(attempts);
    }

    /**
     * One credential does not apply here.
     *
     * @param credential its name
     * @param reason what was seen and what is missing, in one line without secrets
     * @return the failure, without a cause
     */
    public static MsalCredentialException notHere(String credential, String reason) {
        String attempt = credential + ": " + reason;
        return new MsalCredentialException(attempt, Collections.singletonList(attempt));
    }

    /**
     * No credential of a chain applies here.
     *
     * @param attempts a line for each credential
     * @return the failure, without a cause
     */
    public static MsalCredentialException noneApplies(List<String> attempts) {
        return new MsalCredentialException(
                "None of these credentials applies here. Supply what one of them lacks.\n"
                        + String.join("\n", attempts),
                attempts);
    }

    /**
     * A credential of a chain applies here and failed.
     *
     * @param credential its name
     * @param failure how it failed
     * @param attempts a line for each credential of the chain, this one and those that were not tried included
     * @return the failure, with the error code and correlation id of its cause
     */
    public static MsalCredentialException applyingButFailed(
            String credential, MsalException failure, List<String> attempts) {
        return new MsalCredentialException(
                "The credential " + credential + " applies here and failed, so none after it was tried. Mend it, or"
                        + " remove what makes it apply.\n" + String.join("\n", attempts),
                attempts,
                failure);
    }

    /**
     * What became of each credential.
     *
     * @return a line for each in the order of the chain, without secrets; unmodifiable
     */
    public List<String> attempts() {
        return Collections.unmodifiableList(attempts);
    }

    /**
     * How the credential failed that applies here.
     *
     * @return its failure, or empty when none applies
     */
    public Optional<MsalException> failure() {
        return Optional.ofNullable((MsalException) getCause());
    }
}

package io.openmsal.domain.oauth;

import io.openmsal.domain.failure.ServiceError;
import java.util.Set;

/** The numbers behind {@code AADSTS} that decide what to do next where the words of OAuth are too coarse. */
final class EntraCode {

    /** No such user (50034), wrong user name or password (50126, 50056 for none set). */
    private static final Set<Long> NAME_OR_PASSWORD = Set.of(50034L, 50056L, 50126L);

    /** The registration asks for a secret or an assertion, and the request had none. */
    private static final long PROOF_MISSING = 7000218;

    private EntraCode() {}

    /** Whether an application without a credential is registered as one that has to show it. */
    static boolean isOfMissingProof(ServiceError error) {
        return error.codes().contains(PROOF_MISSING);
    }

    /** Whether a refused password is the whole reason: the numbers say so, or there are none, as with other providers. */
    static boolean isOfNameOrPassword(ServiceError error) {
        return NAME_OR_PASSWORD.containsAll(error.codes())
                && !error.suberror().isPresent()
                && !error.claims().isPresent();
    }
}

package io.openmsal.cli;

import io.openmsal.domain.failure.MsalBrokerException;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalCredentialException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.failure.ServiceError;
import java.util.Locale;
import java.util.Optional;

/** What the library's failures mean for a script: a word and an exit code. The one place that asks which kind a failure is. */
enum FailureKind {
    SERVICE(1),
    UNTRUSTED_RESPONSE(1),
    THROTTLED(1),
    CONFIGURATION(2),
    CREDENTIAL_UNAVAILABLE(2),
    INTERACTION_REQUIRED(3),
    TRANSPORT(4),
    BROKER(4),
    STORE(4),
    CANCELLED(5),
    TIMEOUT(5);

    /** The exit code of a command that went well. */
    static final int SUCCESS = 0;

    /** The exit code of a command line that makes no sense. */
    static final int USAGE = 2;

    /** The exit code of a command that went well, and whose result reached nobody. */
    static final int UNWRITTEN_RESULT = 2;

    /** The exit code of a sign-in that went well, and is not kept where it was to be. */
    static final int UNKEPT_SIGN_IN = 2;

    /** The exit code for what should not happen at all; {@code EX_SOFTWARE} of sysexits.h. */
    static final int BUG = 70;

    /** The word for the same. */
    static final String BUG_WORD = "defect";

    private final int exitCode;

    FailureKind(int exitCode) {
        this.exitCode = exitCode;
    }

    static FailureKind of(MsalException failure) {
        if (failure instanceof MsalInteractionRequiredException) {
            return INTERACTION_REQUIRED;
        } else if (failure instanceof MsalThrottledException) {
            return THROTTLED;
        } else if (failure instanceof MsalUntrustedResponseException) {
            return UNTRUSTED_RESPONSE;
        } else if (failure instanceof MsalConfigurationException) {
            return CONFIGURATION;
        } else if (failure instanceof MsalTransportException) {
            return TRANSPORT;
        } else if (failure instanceof MsalStoreException) {
            return STORE;
        } else if (failure instanceof MsalTimeoutException) {
            return TIMEOUT;
        } else if (failure instanceof MsalCancelledException) {
            return CANCELLED;
        } else if (failure instanceof MsalBrokerException) {
            return BROKER;
        } else if (failure instanceof MsalCredentialException chain) {
            return chain.failure().map(FailureKind::of).orElse(CREDENTIAL_UNAVAILABLE);
        }
        return SERVICE;
    }

    static Optional<ServiceError> serviceErrorOf(MsalException failure) {
        if (failure instanceof MsalServiceException refused) {
            return Optional.of(refused.serviceError());
        } else if (failure instanceof MsalInteractionRequiredException personNeeded) {
            return personNeeded.serviceError();
        } else if (failure instanceof MsalThrottledException throttled) {
            return Optional.of(throttled.serviceError());
        }
        return Optional.empty();
    }

    int exitCode() {
        return exitCode;
    }

    /** The word for programs, such as {@code interaction_required}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.openmsal.testing.app;

import io.openmsal.domain.failure.MsalBrokerException;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalCredentialException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTokenRejectedException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.failure.ThrottlingRule;
import io.openmsal.port.http.RequestNotSentException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One failure of each kind that code has to live with, as the library throws them.
 *
 * <pre>{@code
 * FakeTokens tokens = new FakeTokens().failing(TestFailures.throttledUntil(clock.instant().plusSeconds(30)));
 * }</pre>
 */
public final class TestFailures {

    private static final String HOST = "login.example";
    private static final String CORRELATION_ID = "11111111-2222-3333-4444-555555555555";

    private TestFailures() {}

    /**
     * Nobody of that account is signed in here.
     *
     * @return the failure, of reason {@code NO_TOKENS}
     */
    public static MsalInteractionRequiredException notSignedIn() {
        return new MsalInteractionRequiredException("There are no tokens for the account. Sign the person in.");
    }

    /**
     * The server wants the person again.
     *
     * @param reason why
     * @return the failure
     */
    public static MsalInteractionRequiredException interactionRequired(MsalInteractionRequiredException.Reason reason) {
        if (reason == MsalInteractionRequiredException.Reason.NO_TOKENS) {
            return notSignedIn();
        }
        String suberror = reason == MsalInteractionRequiredException.Reason.UNSPECIFIED
                ? null
                : reason.name().toLowerCase(Locale.ROOT);
        return new MsalInteractionRequiredException(
                error(400, "invalid_grant", Collections.emptyList(), suberror, null),
                "The server asks for the person.");
    }

    /**
     * The server wants a policy satisfied, such as a second factor.
     *
     * @param claims the challenge to pass on, a JSON object
     * @return the failure, which carries the challenge
     */
    public static MsalInteractionRequiredException claimsChallenge(String claims) {
        return new MsalInteractionRequiredException(
                error(400, "interaction_required", Collections.singletonList(50076L), null, claims),
                "The server asks for the person, with a claims challenge.");
    }

    /**
     * The server wants less.
     *
     * @param retryAt not before
     * @return the failure
     */
    public static MsalThrottledException throttledUntil(Instant retryAt) {
        return new MsalThrottledException(
                error(429, "temporarily_unavailable", Collections.emptyList(), null, null),
                retryAt,
                ThrottlingRule.RETRY_AFTER,
                HOST + " asks not to be asked before " + retryAt + ".");
    }

    /**
     * The server is down and says so.
     *
     * @return the failure, of status 503
     */
    public static MsalServiceException outage() {
        return new MsalServiceException(
                error(503, "service_not_available", Collections.emptyList(), null, null),
                HOST + " answered 503. Try again later.",
                null);
    }

    /**
     * The server refuses.
     *
     * @param error the OAuth code, such as {@code invalid_client}
     * @param codes Entra's numbers, such as 7000215
     * @return the failure, of status 400
     */
    public static MsalServiceException refused(String error, Long... codes) {
        return new MsalServiceException(
                error(400, error, List.of(codes), null, null), HOST + " refused with " + error + ".", null);
    }

    /**
     * No answer arrived, because nobody could be reached.
     *
     * @return the failure, whose cause is an {@link RequestNotSentException}
     */
    public static MsalTransportException noAnswer() {
        return new MsalTransportException(
                "network_not_available",
                "No answer came from " + HOST + ".",
                CORRELATION_ID,
                new RequestNotSentException("Connection refused", null));
    }

    /**
     * The caller's limit passed.
     *
     * @return the failure
     */
    public static MsalTimeoutException timedOut() {
        return new MsalTimeoutException(
                "request_timeout", HOST + " did not answer within the limit.", CORRELATION_ID, null);
    }

    /**
     * Somebody ended the call.
     *
     * @return the failure
     */
    public static MsalCancelledException cancelled() {
        return new MsalCancelledException("authentication_canceled", "The call was cancelled.", CORRELATION_ID, null);
    }

    /**
     * The operating system's broker refused.
     *
     * @return the failure
     */
    public static MsalBrokerException brokerRefused() {
        return new MsalBrokerException("broker_error", "The broker of this computer refused.", CORRELATION_ID, null);
    }

    /**
     * The token store is down, and the application wants to know.
     *
     * @return the failure
     */
    public static MsalStoreException storeDown() {
        return new MsalStoreException("token_store_unavailable", "The token store does not answer.", null);
    }

    /**
     * An answer that may be forged was refused.
     *
     * @return the failure
     */
    public static MsalUntrustedResponseException untrusted() {
        return new MsalUntrustedResponseException(
                "invalid_id_token", "The ID token names another issuer.", CORRELATION_ID, null);
    }

    /**
     * The application is set up wrongly. The library has a code for each such mistake; this one is that of an environment variable.
     *
     * @param message what is wrong
     * @return the failure
     */
    public static MsalConfigurationException misconfigured(String message) {
        return new MsalConfigurationException("invalid_environment", message);
    }

    /**
     * No credential of a chain applies here.
     *
     * @return the failure, whose one attempt is a workload identity without its variables
     */
    public static MsalCredentialException noCredential() {
        return MsalCredentialException.noneApplies(
                Collections.singletonList("workload identity: missing AZURE_FEDERATED_TOKEN_FILE"));
    }

    /**
     * A web API was shown a token that it must not accept.
     *
     * @param reason why
     * @return the failure
     */
    public static MsalTokenRejectedException tokenRejected(MsalTokenRejectedException.Reason reason) {
        return new MsalTokenRejectedException(reason, "The token was not accepted.", null);
    }

    private static ServiceError error(
            int status, String error, List<Long> codes, @Nullable String suberror, @Nullable String claims) {
        return new ServiceError(HOST, status, error, "", codes, suberror, claims, CORRELATION_ID, null);
    }
}

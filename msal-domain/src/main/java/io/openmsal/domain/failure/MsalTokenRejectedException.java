package io.openmsal.domain.failure;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A web API was shown a token that it must not accept. Answer with 401 and {@link #challenge()}. The message is for the API's own log: it
 * names what was expected and never the token.
 */
public final class MsalTokenRejectedException extends MsalException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a token is not accepted. */
    public enum Reason {
        /** It is no signed JSON Web Token, far too long for one, of a type that no access token has, or names a time that is none. */
        MALFORMED,
        /** It is signed in a way that this API does not allow, or not at all. */
        ALGORITHM_NOT_ALLOWED,
        /** It is signed by a key that the provider does not publish. */
        UNKNOWN_KEY,
        /** Its signature is not that of the key it names. */
        BAD_SIGNATURE,
        /** Another issuer made it. */
        WRONG_ISSUER,
        /** It is of a tenant that this API does not serve. */
        WRONG_TENANT,
        /** It is meant for another API. */
        WRONG_AUDIENCE,
        /** It is over. */
        EXPIRED,
        /** It is not valid yet. */
        NOT_YET_VALID,
        /** It is bound to a key or certificate (RFC 7800), and who showed it did not show that. */
        NOT_PROVEN
    }

    /**
     * Says what happened.
     *
     * @param reason why the token is not accepted
     * @param message what was expected and one next step; no part of the token
     * @param cause what caused it, free of secrets, or null
     */
    public MsalTokenRejectedException(Reason reason, String message, @Nullable Throwable cause) {
        super("token_" + reason.name().toLowerCase(Locale.ROOT), message, null, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * Why the token is not accepted.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * What to answer in {@code WWW-Authenticate} beside 401 (RFC 6750 §3). It tells the caller no more than that another token is needed.
     *
     * @return the value of the header
     */
    public String challenge() {
        return reason == Reason.EXPIRED
                ? "Bearer error=\"invalid_token\", error_description=\"The token has expired\""
                : "Bearer error=\"invalid_token\"";
    }
}

package io.openmsal;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalTokenRejectedException;
import io.openmsal.domain.validation.ValidatedToken;
import io.openmsal.port.Secret;
import java.security.cert.X509Certificate;

/**
 * Tells a web API whether it may believe an access token that it was shown: the other side of what applications do. Safe for many
 * threads; build one and keep it, it holds the provider's keys.
 *
 * <pre>{@code
 * TokenValidator validator = TokenValidator.builder("https://login.microsoftonline.com/{tenant id}/v2.0", "api://orders").build();
 *
 * ValidatedToken caller = validator.validate(Secret.of(bearer));
 * if (!caller.scopes().contains("Orders.Read")) { ... 403 ... }
 * }</pre>
 *
 * <p>A token that is accepted is genuine, current, and meant for this API. What its holder may do is for the API to decide from its
 * {@linkplain ValidatedToken#scopes() scopes} where a person stands behind the call, and from {@linkplain ValidatedToken#roles() roles} alone
 * only where an application calls for itself. An API that asks for neither also lets in whoever holds an ID token for it; so does one that
 * asks for a role alone, since Microsoft Entra says a person's roles in ID tokens too. An interface, so that tests can fake it.
 */
public interface TokenValidator {

    /**
     * Begins to build one.
     *
     * @param issuer the provider whose tokens this API takes, as it publishes itself: metadata lie at
     *     {@code {issuer}/.well-known/openid-configuration}. For Microsoft Entra
     *     {@code https://login.microsoftonline.com/{tenant id}/v2.0}, whose tokens of version 1 are taken as well
     * @param audience this API's name in tokens ({@code aud}): at Microsoft its client id, its application id URI, or both
     * @return a builder
     */
    static TokenValidatorBuilder builder(String issuer, String... audience) {
        return new TokenValidatorBuilder(issuer, audience);
    }

    /**
     * Judges a bearer token. Sends something only when the provider's keys are not known, or a token names a new one.
     *
     * @param token what stands behind {@code Bearer} in the request's {@code Authorization} header
     * @return what it says
     * @throws MsalTokenRejectedException when it must not be accepted, a token bound to a key among them: answer 401
     * @throws MsalException when the provider could not be asked: answer 503
     */
    ValidatedToken validate(Secret token);

    /**
     * Judges a token whose sender showed a certificate in the TLS handshake (RFC 8705 §3): one that is bound to it is accepted, and so is a
     * bearer token.
     *
     * @param token what stands behind {@code Bearer} or {@code mtls_pop}
     * @param certificate the sender's, as the TLS layer proved it
     * @return what it says
     * @throws MsalTokenRejectedException when it must not be accepted: answer 401
     * @throws MsalException when the provider could not be asked: answer 503
     */
    ValidatedToken validate(Secret token, X509Certificate certificate);
}

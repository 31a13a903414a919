package io.openmsal;

import io.openmsal.domain.shape.SignedHttpRequest;

/**
 * A request for a token that is bound to a key, so that a thief of the token alone has nothing. Such tokens are kept apart in the cache,
 * from bearer tokens and from those bound to other keys, and a server that issues a bearer token instead is refused.
 *
 * @param <R> the kind of request, so that options chain
 */
public interface BoundRequest<R extends BoundRequest<R>> extends TokenRequest<R> {

    /**
     * Binds the token to a key and presents it inside of a signed HTTP request (proof of possession). The result's
     * {@code authorizationHeader()} is made for that one request to the web API: ask anew for each.
     *
     * @param request the request to the web API
     * @return this request
     */
    R proofOfPossession(SignedHttpRequest request);

    /**
     * Asks for an SSH certificate instead of a token, for signing in to virtual machines. The result's {@code accessToken()} is the
     * certificate; it has no place in an HTTP header.
     *
     * @param publicKey the public key to certify, as a JSON Web Key (RFC 7517)
     * @param keyId a name for that key; another key needs another name
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when either is blank
     */
    R sshCertificate(String publicKey, String keyId);
}

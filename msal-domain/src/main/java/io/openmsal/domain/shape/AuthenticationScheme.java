package io.openmsal.domain.shape;

import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.broker.TokenBinding;
import io.openmsal.port.crypto.ProofKey;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.json.JsonCodec;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the token will be presented to the web API. Says what the token request needs for it, which token is what was asked for, and
 * makes of it what the caller gets. Immutable and safe for many threads. A new way of presenting tokens is one more member.
 */
public sealed interface AuthenticationScheme
        permits BearerScheme, MutualTlsScheme, SignedHttpRequestScheme, SshCertificateScheme {

    /**
     * The token alone (RFC 6750): whoever holds it may use it.
     *
     * @return the same object each time
     */
    static AuthenticationScheme bearer() {
        return BearerScheme.INSTANCE;
    }

    /**
     * A token that is bound to a key and presented inside of a signed HTTP request.
     *
     * @param request the request to the web API
     * @param key the key the token is bound to
     * @param codec writes JSON
     * @param clock tells when a request was signed
     * @param nonces makes a nonce for a request that brings none
     * @return the scheme
     */
    static AuthenticationScheme signedHttpRequest(
            SignedHttpRequest request, ProofKey key, JsonCodec codec, Clock clock, Supplier<String> nonces) {
        return new SignedHttpRequestScheme(request, key, codec, clock, nonces);
    }

    /**
     * An SSH certificate instead of a token.
     *
     * @param publicKey the public key to certify, a JSON Web Key (RFC 7517)
     * @param keyId a name for that key; requests with another name get another certificate
     * @return the scheme
     * @throws io.openmsal.domain.failure.MsalConfigurationException when either is blank
     */
    static AuthenticationScheme sshCertificate(String publicKey, String keyId) {
        return new SshCertificateScheme(publicKey, keyId);
    }

    /**
     * A token that is bound to a certificate, which is shown in the TLS handshake here and at the web API (RFC 8705 §3).
     *
     * @param identity the certificate and its key
     * @return the scheme
     */
    static AuthenticationScheme mutualTls(TlsIdentity identity) {
        return new MutualTlsScheme(identity);
    }

    /**
     * The type of token that is asked for, and the only one that is accepted: a server that answers with a bearer token instead
     * has taken the binding away.
     *
     * @return the token type (RFC 6749 §7.1), compared without regard to case
     */
    String tokenType();

    /**
     * The key that the token is bound to.
     *
     * @return the key's id, which tells tokens of different keys apart in the cache, or empty
     */
    String keyId();

    /**
     * Adds what the token request says about it.
     *
     * @param form the request's parameters
     */
    void addTo(Form form);

    /**
     * How the application proves itself when it asks for such a token.
     *
     * @param usual how it does otherwise
     * @return the same, unless this way of presenting tokens is a proof in itself
     */
    default ClientCredential proofOf(ClientCredential usual) {
        return usual;
    }

    /**
     * The same for a broker.
     *
     * @return what it has to bind the token to, or empty when no broker can, such as to a key of the caller's
     */
    Optional<TokenBinding> forBroker();

    /**
     * Makes of a token what the caller gets. Called for each call, also for tokens from the cache, and for each of several
     * callers that waited for one request.
     *
     * @param result the token as it is kept
     * @return the token as it is presented
     * @throws io.openmsal.domain.failure.MsalException when it cannot be made, such as when a key refuses
     */
    AuthenticationResult present(AuthenticationResult result);
}

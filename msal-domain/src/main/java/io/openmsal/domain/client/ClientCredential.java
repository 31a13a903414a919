package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.TlsIdentity;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How an application proves who it is. A credential is a provider: it is asked once for each token request and never for a
 * token from the cache, so that secrets and keys rotate without building the application anew. Safe for many threads when
 * what it was made from is.
 */
public sealed interface ClientCredential
        permits NoCredential,
                ClientSecret,
                ClientCertificate,
                ClientAssertion,
                BoundAssertion,
                TlsHandshake,
                CredentialPair,
                ProvidedAppTokens {

    /**
     * A public client, which can keep no secret (RFC 6749 §2.1).
     *
     * @return the same object each time
     */
    static ClientCredential none() {
        return NoCredential.INSTANCE;
    }

    /**
     * A secret shared with the provider (RFC 6749 §2.3.1).
     *
     * @param secret the secret
     * @return the credential
     */
    static ClientCredential secret(Secret secret) {
        Objects.requireNonNull(secret, "secret");
        return secret(new Constant<>(secret));
    }

    /**
     * A secret that may change while the application runs.
     *
     * @param provider gives the present secret; called for each token request
     * @return the credential
     */
    static ClientCredential secret(Supplier<Secret> provider) {
        return new ClientSecret(Objects.requireNonNull(provider, "provider"));
    }

    /**
     * A certificate whose key signs an assertion for each token request (RFC 7523 §2.2).
     *
     * @param signer the key; it may be asked for a rotated certificate each time
     * @return the credential, which may be told to send its certificate chain and further claims
     */
    static ClientCertificate certificate(AssertionSigner signer) {
        Objects.requireNonNull(signer, "signer");
        return certificate(new Constant<>(signer));
    }

    /**
     * A certificate that may be another one next time, whose key signs an assertion for each token request (RFC 7523 §2.2).
     *
     * @param present gives the present key; called once for each token request, so that the assertion, its certificate and the TLS
     *     handshake are of one moment, and once for each request for a token that is bound to the certificate
     * @return the credential, which may be told to send its certificate chain and further claims
     */
    static ClientCertificate certificate(Supplier<AssertionSigner> present) {
        return new ClientCertificate(Objects.requireNonNull(present, "present"));
    }

    /**
     * An assertion that somebody else makes (RFC 7523 §2.2), as with federated credentials.
     *
     * @param provider gives the present assertion; called for each token request
     * @return the credential
     */
    static ClientCredential assertion(Supplier<Secret> provider) {
        Objects.requireNonNull(provider, "provider");
        return assertion(request -> provider.get());
    }

    /**
     * An assertion that somebody else makes for the very request at hand (RFC 7523 §2.2).
     *
     * @param callback makes the assertion, on the thread of the call and within its deadline; called for each token request
     * @return the credential
     */
    static ClientCredential assertion(Function<AssertionRequest, Secret> callback) {
        return new ClientAssertion(Objects.requireNonNull(callback, "callback"));
    }

    /**
     * An assertion that somebody else makes and binds to a certificate, which is shown in the TLS handshake: Microsoft's
     * {@code jwt-pop}. The request goes to where the authority takes client certificates.
     *
     * @param certificate gives the present certificate and its key; called once for each token request, and once for each request for a
     *     token that is bound to the certificate, also when the cache has it
     * @param callback makes the assertion for that certificate, on the thread of the call and within its deadline; called for each token
     *     request. One whose {@code cnf} names another certificate is refused before anything is sent
     * @return the credential
     */
    static ClientCredential boundAssertion(
            Supplier<TlsIdentity> certificate, BiFunction<AssertionRequest, TlsIdentity, Secret> callback) {
        return new BoundAssertion(
                Objects.requireNonNull(certificate, "certificate"), Objects.requireNonNull(callback, "callback"));
    }

    /**
     * A certificate shown in the TLS handshake, and nothing in the request (RFC 8705 §2).
     *
     * @param identity the certificate and its key
     * @return the credential
     */
    static ClientCredential handshake(TlsIdentity identity) {
        Objects.requireNonNull(identity, "identity");
        return new TlsHandshake(new Constant<>(identity));
    }

    /**
     * Two credentials of which one is being replaced: when a server refuses the one as {@code invalid_client} (RFC 6749 §5.2), the same
     * request is sent once more with the other, which then stays first until it is refused itself. The other also takes over where the
     * one can prove nothing, as with a certificate to sign with that has run out. A token that is bound to a certificate is asked for with the first
     * alone.
     *
     * @param primary what is tried first
     * @param secondary what is tried when that is refused
     * @return the credential
     * @throws MsalConfigurationException when one of them is a pair itself
     */
    static ClientCredential pair(ClientCredential primary, ClientCredential secondary) {
        return new CredentialPair(primary, secondary);
    }

    /**
     * None: somebody else gets the application's own tokens, and it asks for no others.
     *
     * @param provider who gets them
     * @return the credential, with which every other flow fails before anything is sent
     */
    static ClientCredential providedBy(AppTokenProvider provider) {
        return new ProvidedAppTokens(provider);
    }

    /**
     * Who gets the application's own tokens in place of the token endpoint.
     *
     * @return empty for nobody, as with all proofs
     */
    default Optional<AppTokenProvider> appTokenProvider() {
        return Optional.empty();
    }

    /**
     * What the next request is to be proven with.
     *
     * @return this one, unless it stands for several
     */
    default ClientCredential inTurn() {
        return this;
    }

    /**
     * What else to prove the same request with.
     *
     * @param refused the member that the server did not accept
     * @return the other one, or empty when this is all there is
     */
    default Optional<ClientCredential> insteadOf(ClientCredential refused) {
        return Optional.empty();
    }

    /**
     * The certificate that tokens can be bound to. Asked once for each request for such a token, also when the cache has it,
     * because the certificate may have been renewed.
     *
     * @return the certificate and its key
     * @throws MsalConfigurationException when this credential has none
     */
    default TlsIdentity tlsIdentity() {
        throw new MsalConfigurationException(
                "mtls_certificate_not_provided",
                "A token bound to a certificate was asked for, and the application proves itself in another way,"
                        + " so nothing was sent. Use a certificate as credential.");
    }

    /**
     * How the application proves itself when it asks for a token that is bound to a certificate.
     *
     * @param identity the certificate and its key
     * @return the handshake with that certificate alone, unless this credential has to say more
     */
    default ClientCredential boundTo(TlsIdentity identity) {
        return handshake(identity);
    }

    /**
     * Adds the proof to a token request. Where there is a certificate, it is asked for once, so that what the request says and what
     * the handshake shows are of one moment.
     *
     * @param form the request's parameters
     * @param audience whom the proof is for
     * @return what has to be shown in the TLS handshake with the token endpoint (RFC 8705), which sends the request to where the
     *     authority takes client certificates; empty for nothing, as most do
     * @throws io.openmsal.domain.failure.MsalConfigurationException when there is no usable secret or key
     */
    Optional<TlsIdentity> authenticate(Form form, AssertionAudience audience);
}

package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.crypto.TlsIdentity;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A signed assertion in the request body, {@code private_key_jwt} (RFC 7523 §2.2, OpenID Connect Core §9; the header as in
 * Microsoft's "certificate credentials"). A new one is made for each request: it works only once.
 *
 * <p>Signed as the authority expects. A key whose provider does not know PS256 signs with RS256 instead, which Microsoft Entra
 * takes as well; a key that fails in another way is not asked twice. Immutable, and safe for many threads when the key is.
 */
public final class ClientCertificate implements ClientCredential {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final Supplier<AssertionSigner> signers;
    private final boolean sendsChain;
    private final boolean overMutualTls;
    private final Map<String, Object> furtherClaims;
    private final @Nullable SignatureAlgorithm algorithm;

    ClientCertificate(Supplier<AssertionSigner> signers) {
        this(signers, false, false, Collections.emptyMap(), null);
    }

    private ClientCertificate(
            Supplier<AssertionSigner> signers,
            boolean sendsChain,
            boolean overMutualTls,
            Map<String, Object> furtherClaims,
            @Nullable SignatureAlgorithm algorithm) {
        this.signers = signers;
        this.sendsChain = sendsChain;
        this.overMutualTls = overMutualTls;
        this.furtherClaims = furtherClaims;
        this.algorithm = algorithm;
    }

    /**
     * Sends the certificate and its issuers along ({@code x5c}, RFC 7515 §4.1.6), for applications that are registered with
     * the subject name and the issuer of their certificate instead of its thumbprint, so that a renewed one is trusted at once.
     *
     * @return a credential that does
     */
    public ClientCertificate withCertificateChain() {
        return new ClientCertificate(signers, true, overMutualTls, furtherClaims, algorithm);
    }

    /**
     * Adds claims to each assertion. They are merged last and win over those that this library writes.
     *
     * @param claims names and values as JSON has them: texts, numbers, booleans, lists and maps of these; copied
     * @return a credential that has these claims and no further ones from earlier calls
     */
    public ClientCertificate withClaims(Map<String, ?> claims) {
        return new ClientCertificate(
                signers,
                sendsChain,
                overMutualTls,
                Collections.unmodifiableMap(new LinkedHashMap<>(claims)),
                algorithm);
    }

    /**
     * Also shows the certificate in the TLS handshake of each token request (RFC 8705 §2), and sends its chain along. The tokens
     * are bearer tokens as ever. Microsoft Entra has to be told to expect that.
     *
     * @return a credential that does
     */
    public ClientCertificate overMutualTls() {
        return new ClientCertificate(signers, true, true, furtherClaims, algorithm);
    }

    /**
     * Shows the certificate in the TLS handshake of each token request, and proves nothing in the request itself
     * ({@code tls_client_auth}, RFC 8705 §2).
     *
     * @return a credential that does
     */
    public ClientCredential inHandshakeAlone() {
        return new TlsHandshake(this::tlsIdentity);
    }

    /**
     * Signs with one algorithm, whichever kind of authority it is for. A provider of OpenID Connect is signed for with RS256 otherwise,
     * which each of them has to know; some are registered to expect PS256.
     *
     * @param fixed the algorithm; a key that does not know it fails
     * @return a credential that does
     */
    public ClientCertificate signingWith(SignatureAlgorithm fixed) {
        return new ClientCertificate(
                signers, sendsChain, overMutualTls, furtherClaims, Objects.requireNonNull(fixed, "fixed"));
    }

    @Override
    public TlsIdentity tlsIdentity() {
        return tlsIdentity(signers.get());
    }

    private static TlsIdentity tlsIdentity(AssertionSigner signer) {
        try {
            return signer.tlsIdentity()
                    .orElseThrow(() -> new MsalConfigurationException(
                            "cert_without_private_key",
                            "The key of the certificate only signs and cannot be used in a TLS handshake, so nothing was"
                                    + " sent. Use a key of a file or of a key store."));
        } catch (GeneralSecurityException unreadable) {
            throw new MsalConfigurationException(
                    "invalid_client_certificate",
                    "The certificate for the TLS handshake could not be read: " + unreadable.getMessage()
                            + ". Check the key and its provider.",
                    null,
                    unreadable);
        }
    }

    @Override
    public Optional<TlsIdentity> authenticate(Form form, AssertionAudience audience) {
        AssertionSigner signer = signers.get();
        try {
            List<X509Certificate> chain = signer.certificateChain();
            refuseExpired(chain.get(0), audience);
            Secret assertion = assertion(signer, chain, audience);
            form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            form.put("client_assertion", assertion);
            return overMutualTls ? Optional.of(tlsIdentity(signer)) : Optional.empty();
        } catch (GeneralSecurityException refused) {
            throw new MsalConfigurationException(
                    "invalid_client_certificate",
                    "The key of " + audience.clientId() + " did not sign an assertion for "
                            + audience.tokenEndpoint().getHost() + " with "
                            + (algorithm == null ? audience.algorithm() : algorithm) + ": "
                            + refused.getMessage() + ". Check the key and its provider" + elsewise(refused, audience)
                            + ".",
                    null,
                    refused);
        }
    }

    /** A token may not know PS256 and say so in words that do not tell it from a token that is locked. */
    private String elsewise(GeneralSecurityException refused, AssertionAudience audience) {
        boolean mayKnowRs256 = algorithm == null
                && audience.algorithm() == SignatureAlgorithm.PS256
                && refused instanceof SignatureException;
        return mayKnowRs256 ? ", or leave PS256 out: signingWith(SignatureAlgorithm.RS256)" : "";
    }

    private Secret assertion(AssertionSigner signer, List<X509Certificate> chain, AssertionAudience audience)
            throws GeneralSecurityException {
        if (algorithm != null) {
            return signed(signer, algorithm, chain, audience);
        }
        if (audience.algorithm() == SignatureAlgorithm.RS256) {
            return signed(signer, SignatureAlgorithm.RS256, chain, audience);
        }
        try {
            return signed(signer, audience.algorithm(), chain, audience);
        } catch (NoSuchAlgorithmException | InvalidKeyException unknown) {
            try {
                return signed(signer, SignatureAlgorithm.RS256, chain, audience);
            } catch (GeneralSecurityException neither) {
                unknown.addSuppressed(neither);
                throw unknown;
            }
        }
    }

    private Secret signed(
            AssertionSigner signer, SignatureAlgorithm chosen, List<X509Certificate> chain, AssertionAudience audience)
            throws GeneralSecurityException {
        String content = part(header(chosen, chain), audience) + "." + part(claims(audience), audience);
        byte[] signature = signer.sign(chosen, content.getBytes(StandardCharsets.US_ASCII));
        return Secret.of(content + "." + BASE64URL.encodeToString(signature));
    }

    private static void refuseExpired(X509Certificate certificate, AssertionAudience audience) {
        boolean expired = audience.now().isAfter(certificate.getNotAfter().toInstant());
        if (expired || audience.now().isBefore(certificate.getNotBefore().toInstant())) {
            throw new MsalConfigurationException(
                    "expired_client_certificate",
                    "The certificate of " + audience.clientId() + " is good from "
                            + certificate.getNotBefore().toInstant() + " to "
                            + certificate.getNotAfter().toInstant() + ", not now, so nothing was sent to "
                            + audience.tokenEndpoint().getHost() + ". "
                            + (expired ? "Renew it and register the new one." : "Check the clock."));
        }
    }

    private Map<String, Object> header(SignatureAlgorithm chosen, List<X509Certificate> chain)
            throws GeneralSecurityException {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", chosen.name());
        header.put("typ", "JWT");
        switch (chosen) {
            case PS256 -> header.put("x5t#S256", thumbprint("SHA-256", chain.get(0)));
            case RS256 -> header.put("x5t", thumbprint("SHA-1", chain.get(0)));
        }
        if (sendsChain) {
            List<String> encoded = new ArrayList<>();
            for (X509Certificate certificate : chain) {
                // not base64url, unlike everything else in a JWT (RFC 7515 §4.1.6)
                encoded.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
            }
            header.put("x5c", encoded);
        }
        return header;
    }

    private Map<String, Object> claims(AssertionAudience audience) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", audience.tokenEndpoint().toString());
        claims.put("iss", audience.clientId());
        claims.put("sub", audience.clientId());
        claims.put("jti", audience.ids().next());
        claims.put("nbf", audience.now().getEpochSecond());
        claims.put("iat", audience.now().getEpochSecond());
        claims.put("exp", audience.now().plus(LIFETIME).getEpochSecond());
        claims.putAll(furtherClaims);
        return claims;
    }

    private static String thumbprint(String hash, X509Certificate certificate) throws GeneralSecurityException {
        return BASE64URL.encodeToString(MessageDigest.getInstance(hash).digest(certificate.getEncoded()));
    }

    private static String part(Map<String, Object> content, AssertionAudience audience) {
        return BASE64URL.encodeToString(audience.json().write(content).getBytes(StandardCharsets.UTF_8));
    }
}

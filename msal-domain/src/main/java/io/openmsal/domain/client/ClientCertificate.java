package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AssertionSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A signed assertion in the request body, {@code private_key_jwt} (RFC 7523 §2.2, OpenID Connect Core §9; the header as in
 * Microsoft's "certificate credentials"). A new one is made for each request: it works only once.
 */
final class ClientCertificate implements ClientCredential {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final AssertionSigner signer;

    ClientCertificate(AssertionSigner signer) {
        this.signer = signer;
    }

    @Override
    public void authenticate(Form form, AssertionAudience audience) {
        try {
            X509Certificate certificate = signer.certificateChain().get(0);
            refuseExpired(certificate, audience);
            String content = part(header(certificate, audience), audience) + "." + part(claims(audience), audience);
            byte[] signature = signer.sign(audience.algorithm(), content.getBytes(StandardCharsets.US_ASCII));
            form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            form.put("client_assertion", Secret.of(content + "." + BASE64URL.encodeToString(signature)));
        } catch (GeneralSecurityException refused) {
            throw new MsalConfigurationException(
                    "invalid_client_certificate",
                    "The key of " + audience.clientId() + " did not sign an assertion for "
                            + audience.tokenEndpoint().getHost() + " with " + audience.algorithm() + ": "
                            + refused.getMessage() + ". Check the key and its provider.",
                    null,
                    refused);
        }
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

    private static Map<String, Object> header(X509Certificate certificate, AssertionAudience audience)
            throws GeneralSecurityException {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", audience.algorithm().name());
        header.put("typ", "JWT");
        switch (audience.algorithm()) {
            case PS256 -> header.put("x5t#S256", thumbprint("SHA-256", certificate));
            case RS256 -> header.put("x5t", thumbprint("SHA-1", certificate));
        }
        return header;
    }

    private static Map<String, Object> claims(AssertionAudience audience) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", audience.tokenEndpoint().toString());
        claims.put("iss", audience.clientId());
        claims.put("sub", audience.clientId());
        claims.put("jti", audience.uniqueId());
        claims.put("nbf", audience.now().getEpochSecond());
        claims.put("iat", audience.now().getEpochSecond());
        claims.put("exp", audience.now().plus(LIFETIME).getEpochSecond());
        return claims;
    }

    private static String thumbprint(String hash, X509Certificate certificate) throws GeneralSecurityException {
        return BASE64URL.encodeToString(MessageDigest.getInstance(hash).digest(certificate.getEncoded()));
    }

    private static String part(Map<String, Object> content, AssertionAudience audience) {
        return BASE64URL.encodeToString(audience.json().apply(content).getBytes(StandardCharsets.UTF_8));
    }
}

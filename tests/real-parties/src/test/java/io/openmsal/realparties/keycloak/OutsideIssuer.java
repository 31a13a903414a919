package io.openmsal.realparties.keycloak;

import io.openmsal.port.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** An issuer outside of Keycloak, whose word about people the realm takes: its assertions are signed JSON Web Tokens (RFC 7523 §3). */
public final class OutsideIssuer {

    /** What its assertions name as their issuer. */
    static final String NAME = "https://sts.fabrikam.example";

    /** Under which id it knows {@link KeycloakRealm#USERNAME}. */
    public static final String SUBJECT = "ada-at-fabrikam";

    private final KeyPair key = generated();

    OutsideIssuer() {}

    /** The public key as Keycloak's configuration takes it. */
    String publicKeyBody() {
        return Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
    }

    /**
     * An assertion about a person, good for five minutes and for one use.
     *
     * @param subject under which id the issuer knows them
     * @param audience the issuer of the realm that it is for
     * @return the assertion
     */
    public Secret assertion(String subject, String audience) {
        Instant now = Instant.now();
        String content = base64url("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                + base64url("""
                        {"iss":"%s","sub":"%s","aud":"%s","jti":"%s","iat":%d,"exp":%d}
                        """.formatted(
                                NAME,
                                subject,
                                audience,
                                UUID.randomUUID(),
                                now.getEpochSecond(),
                                now.plus(Duration.ofMinutes(5)).getEpochSecond()));
        return Secret.of(content + "." + signature(content));
    }

    private String signature(String content) {
        try {
            Signature signing = Signature.getInstance("SHA256withRSA");
            signing.initSign(key.getPrivate());
            signing.update(content.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signing.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java signs with RSA", impossible);
        }
    }

    private static String base64url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair generated() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has RSA", impossible);
        }
    }
}

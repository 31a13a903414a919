package io.openmsal.testing.emulator;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Whether an assertion is bound to a certificate, and whether whoever brings it holds that: Entra's {@code jwt-pop}, with the confirmation
 * of RFC 8705 §3.1. Looks at assertions whose signature has been verified.
 */
final class AssertionBinding {

    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-pop";

    private AssertionBinding() {}

    /** Whether the request says that its assertion is bound. */
    static boolean isClaimedBy(Call call) {
        return call.request()
                .parameter("client_assertion_type")
                .filter(TYPE::equals)
                .isPresent();
    }

    /** Refuses a bound assertion without its certificate, one with another, and one that is bound but not brought as such. */
    static void check(Call call, String assertion) {
        Optional<String> bound = confirmationIn(assertion);
        if (!isClaimedBy(call)) {
            bound.ifPresent(any -> {
                throw Refusal.assertionInvalid("It is bound to a certificate and was sent as one that is not.");
            });
            return;
        }
        X509Certificate shown = call.request().clientCertificate().orElseThrow(Refusal::noClientCertificate);
        if (!bound.equals(Optional.of(ClientCertificates.thumbprint(shown)))) {
            throw Refusal.assertionInvalid("It is not bound to the certificate of the TLS handshake.");
        }
    }

    private static Optional<String> confirmationIn(String assertion) {
        try {
            String payload =
                    ((JsonWebSignature) JsonWebSignature.fromCompactSerialization(assertion)).getUnverifiedPayload();
            return JwtClaims.parse(payload).getClaimValue("cnf") instanceof Map<?, ?> confirmation
                    ? Optional.ofNullable(confirmation.get("x5t#S256")).map(String::valueOf)
                    : Optional.empty();
        } catch (JoseException | InvalidJwtException malformed) {
            throw Refusal.assertionInvalid("The assertion is not a signed JWT.");
        }
    }
}

package io.openmsal.testing.emulator;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Verifies JWT client assertions against the registered certificates (RFC 7523 §3), and remembers them, to refuse a replay. */
final class ClientAssertions {

    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFETIME = Duration.ofHours(24);
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256);

    private final FederatedTokens federated;
    private final boolean mayBeReplayed;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    ClientAssertions(FederatedTokens federated, boolean mayBeReplayed) {
        this.federated = federated;
        this.mayBeReplayed = mayBeReplayed;
    }

    static void checkType(Call call) {
        String type = call.required("client_assertion_type");
        if (!type.equals(TYPE) && !type.equals(AssertionBinding.TYPE)) {
            throw Refusal.unsupportedParameter("client_assertion_type", type);
        }
    }

    void verify(Call call, EmulatorApp app, String assertion) {
        if (app.blueprint().isPresent()) {
            federated.checkVouches(call, app, app.blueprint().get(), assertion);
            return;
        }
        try {
            JwtClaims claims = JwtClaims.parse(verifiedPayload(app, assertion));
            checkParties(call, app, claims);
            checkTimes(call.now(), claims);
            checkReplay(call.now(), app, claims);
        } catch (JoseException | InvalidJwtException | MalformedClaimException malformed) {
            throw Refusal.assertionInvalid("The assertion is not a signed JWT of RS256 or PS256.");
        }
    }

    void clear() {
        seen.clear();
    }

    private static String verifiedPayload(EmulatorApp app, String assertion) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(ALGORITHMS);
        signature.setCompactSerialization(assertion);
        X509Certificate certificate = app.certificates().stream()
                .filter(registered -> isNamed(registered, signature))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.assertionSignature("The key was not found., Thumbprint of key used by client: '"
                                + Objects.requireNonNullElse(thumbprint(signature), "") + "'"));
        signature.setKey(certificate.getPublicKey());
        if (!signature.verifySignature()) {
            throw Refusal.assertionSignature("The key was found, but use of the key to verify the signature failed.");
        }
        return signature.getPayload();
    }

    private static boolean isNamed(X509Certificate certificate, JsonWebSignature signature) {
        try {
            byte[] encoded = certificate.getEncoded();
            String sha256 = signature.getHeader("x5t#S256");
            String sha1 = signature.getHeader("x5t");
            return Fingerprint.of("SHA-256", encoded).equals(withoutPadding(sha256))
                    || Fingerprint.of("SHA-1", encoded).equals(withoutPadding(sha1))
                    || leaf(signature).map(sent -> Arrays.equals(sent, encoded)).orElse(false);
        } catch (GeneralSecurityException notEncodable) {
            return false;
        }
    }

    private static Optional<byte[]> leaf(JsonWebSignature signature) {
        Object chain = signature.getHeaders().getObjectHeaderValue("x5c");
        if (chain instanceof List<?> certificates && !certificates.isEmpty()) {
            try {
                return Optional.of(Base64.getMimeDecoder().decode(String.valueOf(certificates.get(0))));
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static void checkParties(Call call, EmulatorApp app, JwtClaims claims) throws MalformedClaimException {
        if (!app.clientId().equals(claims.getIssuer()) || !app.clientId().equals(claims.getSubject())) {
            throw Refusal.assertionSubject();
        }
        List<String> audience = claims.getAudience();
        Realm realm = call.realm();
        boolean isMeant = audience.contains(realm.tokenEndpoint().toString())
                || audience.stream()
                        .anyMatch(value -> value.endsWith(call.request().path()) && isOwnHost(value, realm))
                || realm.tenant().map(realm::issuer).filter(audience::contains).isPresent();
        if (!isMeant) {
            throw Refusal.assertionAudience(String.join(" ", audience));
        }
    }

    /** A tenant addressed by its domain has two token endpoints: the one called and the one with the GUID. */
    private static boolean isOwnHost(String audience, Realm realm) {
        return audience.startsWith(realm.tokenEndpoint().getScheme() + "://"
                + realm.tokenEndpoint().getRawAuthority() + "/");
    }

    private static void checkTimes(Instant now, JwtClaims claims) throws MalformedClaimException {
        Instant expiry =
                instant(claims.getExpirationTime()).orElseThrow(() -> Refusal.assertionTime("It has no 'exp'."));
        Optional<Instant> notBefore = instant(claims.getNotBefore());
        Optional<Instant> issuedAt = instant(claims.getIssuedAt());
        if (!now.isBefore(expiry.plus(CLOCK_SKEW))) {
            throw Refusal.assertionTime("Current time: " + now + ", expiry time of assertion " + expiry + ".");
        }
        if (expiry.isAfter(now.plus(LONGEST_LIFETIME))) {
            throw Refusal.assertionTime("It is valid for longer than 24 hours.");
        }
        if (isFuture(notBefore, now) || isFuture(issuedAt, now)) {
            throw Refusal.assertionTime("It is not valid yet.");
        }
    }

    private void checkReplay(Instant now, EmulatorApp app, JwtClaims claims) throws MalformedClaimException {
        String id = claims.getJwtId();
        if (id == null) {
            throw Refusal.assertionInvalid("It has no 'jti'.");
        }
        if (seen.putIfAbsent(app.clientId() + "\n" + id, now) != null && !mayBeReplayed) {
            throw Refusal.assertionInvalid("It was used before.");
        }
    }

    private static boolean isFuture(Optional<Instant> time, Instant now) {
        return time.filter(value -> value.isAfter(now.plus(CLOCK_SKEW))).isPresent();
    }

    private static Optional<Instant> instant(@Nullable NumericDate date) {
        return Optional.ofNullable(date).map(value -> Instant.ofEpochMilli(value.getValueInMillis()));
    }

    private static String withoutPadding(@Nullable String thumbprint) {
        return thumbprint == null ? "" : thumbprint.replace("=", "");
    }

    private static @Nullable String thumbprint(JsonWebSignature signature) {
        String sha256 = signature.getHeader("x5t#S256");
        return sha256 == null ? signature.getHeader("x5t") : sha256;
    }
}

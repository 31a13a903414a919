package io.openmsal.testing.emulator;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Authorization codes, refresh tokens and consents that were given out. One lock guards them all, held for a moment only. */
final class Grants {

    private final Clock clock;
    private final SecureRandom random;
    private final Lifetimes lifetimes;
    private final boolean refreshTokensMayBeReused;

    private final Map<String, IssuedCode> codes = new HashMap<>();
    private final Map<String, IssuedRefreshToken> refreshTokens = new HashMap<>();
    private final Set<String> redeemed = new HashSet<>();
    private final Set<String> revokedGrants = new HashSet<>();
    private final Map<String, Set<String>> consents = new HashMap<>();

    /** A code on its way to being redeemed. */
    record IssuedCode(String value, UserGrant grant, AuthorizationRequest request, Instant expiresAt) {}

    private record IssuedRefreshToken(UserGrant grant, Instant expiresAt) {}

    Grants(Clock clock, SecureRandom random, Lifetimes lifetimes, boolean refreshTokensMayBeReused) {
        this.clock = clock;
        this.random = random;
        this.lifetimes = lifetimes;
        this.refreshTokensMayBeReused = refreshTokensMayBeReused;
    }

    synchronized String issueCode(UserGrant grant, AuthorizationRequest request) {
        String value = "0.AX" + Fingerprint.random(random, 120);
        codes.put(value, new IssuedCode(value, grant, request, clock.instant().plus(lifetimes.authorizationCode())));
        return value;
    }

    /** Finds a code that may still be redeemed. A second redemption revokes what the first gave (RFC 6749 §4.1.2). */
    synchronized IssuedCode code(String value) {
        IssuedCode code = codes.get(value);
        if (code == null) {
            throw Refusal.unknownCode();
        }
        if (redeemed.contains(value)) {
            revokedGrants.add(code.grant().id());
            throw Refusal.codeRedeemed();
        }
        if (!clock.instant().isBefore(code.expiresAt())) {
            throw Refusal.codeExpired();
        }
        return code;
    }

    synchronized UserGrant redeem(IssuedCode code) {
        if (!redeemed.add(code.value())) {
            revokedGrants.add(code.grant().id());
            throw Refusal.codeRedeemed();
        }
        return code.grant();
    }

    synchronized String issueRefreshToken(UserGrant grant) {
        String value = "0.AR" + Fingerprint.random(random, 600);
        refreshTokens.put(value, new IssuedRefreshToken(grant, clock.instant().plus(lifetimes.refreshToken())));
        return value;
    }

    /** The grant behind a refresh token that may still be redeemed. */
    synchronized UserGrant refreshTokenGrant(String value) {
        IssuedRefreshToken token = refreshTokens.get(value);
        if (token == null) {
            throw Refusal.unknownRefreshToken();
        }
        if (revokedGrants.contains(token.grant().id())) {
            throw Refusal.refreshTokenRevoked();
        }
        if (redeemed.contains(value)) {
            // a token seen twice was copied: nobody can tell by whom (RFC 9700 §4.14.2)
            revokedGrants.add(token.grant().id());
            throw Refusal.refreshTokenRevoked();
        }
        if (!clock.instant().isBefore(token.expiresAt())) {
            throw Refusal.refreshTokenExpired();
        }
        return token.grant();
    }

    synchronized void rotate(String refreshToken, String grantId) {
        if (!refreshTokensMayBeReused && !redeemed.add(refreshToken)) {
            revokedGrants.add(grantId);
            throw Refusal.refreshTokenRevoked();
        }
    }

    synchronized void revokeRefreshTokens(EmulatorUser user) {
        refreshTokens.values().stream()
                .map(IssuedRefreshToken::grant)
                .filter(grant -> grant.user().key().equals(user.key()))
                .forEach(grant -> revokedGrants.add(grant.id()));
    }

    synchronized void consent(EmulatorUser user, String clientId, Scopes scopes) {
        Set<String> consented = consents.computeIfAbsent(consentKey(user, clientId), key -> new HashSet<>());
        scopes.values().forEach(scope -> consented.add(Scopes.canonical(scope)));
    }

    synchronized boolean hasConsented(EmulatorUser user, EmulatorApp app, String scope) {
        return app.needsNoConsent() || consented(user, app.clientId()).contains(Scopes.canonical(scope));
    }

    /** Every scope the user ever granted the application, short names for Microsoft Graph. */
    synchronized Set<String> consented(EmulatorUser user, String clientId) {
        return Set.copyOf(consents.getOrDefault(consentKey(user, clientId), Set.of()));
    }

    synchronized void clear() {
        codes.clear();
        refreshTokens.clear();
        redeemed.clear();
        revokedGrants.clear();
        consents.clear();
    }

    private static String consentKey(EmulatorUser user, String clientId) {
        return user.key() + "\n" + clientId.toLowerCase(Locale.ROOT);
    }
}

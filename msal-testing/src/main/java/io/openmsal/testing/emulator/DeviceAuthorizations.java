package io.openmsal.testing.emulator;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Device codes between the device that asked and the person who decides (RFC 8628). One lock guards them all. */
final class DeviceAuthorizations {

    /** Letters and digits nobody confuses, and no vowels, so that no word comes out (RFC 8628 §6.1). */
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789";

    private static final int USER_CODE_LENGTH = 9;
    private static final Duration SLOW_DOWN_STEP = Duration.ofSeconds(5);

    /** A client that waited its interval by its own clock may be a moment early by ours. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Clock clock;
    private final SecureRandom random;
    private final Lifetimes lifetimes;
    private final Map<String, Pending> byDeviceCode = new HashMap<>();
    private final Map<String, Pending> byUserCode = new HashMap<>();

    DeviceAuthorizations(Clock clock, SecureRandom random, Lifetimes lifetimes) {
        this.clock = clock;
        this.random = random;
        this.lifetimes = lifetimes;
    }

    /** What a device was given. */
    record DeviceAuthorization(
            String deviceCode, String userCode, Realm realm, EmulatorApp app, Scopes scopes, Instant expiresAt) {}

    private static final class Pending {
        private final DeviceAuthorization authorization;
        private Duration interval;
        private @Nullable Instant lastPoll;
        private @Nullable UserGrant grant;
        private boolean isDeclined;

        Pending(DeviceAuthorization authorization, Duration interval) {
            this.authorization = authorization;
            this.interval = interval;
        }
    }

    synchronized DeviceAuthorization issue(Realm realm, EmulatorApp app, Scopes scopes) {
        var authorization = new DeviceAuthorization(
                "0.AD" + Fingerprint.random(random, 120),
                newUserCode(),
                realm,
                app,
                scopes,
                clock.instant().plus(lifetimes.deviceCode()));
        var pending = new Pending(authorization, lifetimes.deviceInterval());
        byDeviceCode.put(authorization.deviceCode(), pending);
        byUserCode.put(authorization.userCode(), pending);
        return authorization;
    }

    /** What a person typed, if it still waits for a decision. */
    synchronized Optional<DeviceAuthorization> undecided(String userCode) {
        String typed = userCode.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(byUserCode.get(typed))
                .filter(pending -> pending.grant == null && !pending.isDeclined)
                .map(pending -> pending.authorization)
                .filter(authorization -> clock.instant().isBefore(authorization.expiresAt()));
    }

    synchronized void approve(DeviceAuthorization authorization, UserGrant grant) {
        Pending pending = byDeviceCode.get(authorization.deviceCode());
        if (pending != null) {
            pending.grant = grant;
        }
    }

    synchronized void decline(DeviceAuthorization authorization) {
        Pending pending = byDeviceCode.get(authorization.deviceCode());
        if (pending != null) {
            pending.isDeclined = true;
        }
    }

    /** One poll of the device: the grant, or the refusal that tells it to wait, slow down or give up (RFC 8628 §3.5). */
    synchronized UserGrant poll(String deviceCode, Realm realm, EmulatorApp app) {
        Pending pending = byDeviceCode.get(deviceCode);
        if (pending == null
                || !realm.knowsCodesOf(pending.authorization.realm())
                || !pending.authorization.app().clientId().equals(app.clientId())) {
            throw Refusal.unknownDeviceCode();
        }
        Instant now = clock.instant();
        if (!now.isBefore(pending.authorization.expiresAt())) {
            throw Refusal.deviceCodeExpired();
        }
        if (pending.isDeclined) {
            throw Refusal.deviceCodeDeclined();
        }
        if (pending.grant != null) {
            return pending.grant;
        }
        throw notYet(pending, now);
    }

    /** A device code is redeemed once. */
    synchronized void redeem(String deviceCode) {
        Pending pending = byDeviceCode.remove(deviceCode);
        if (pending == null) {
            throw Refusal.unknownDeviceCode();
        }
        byUserCode.remove(pending.authorization.userCode());
    }

    synchronized void clear() {
        byDeviceCode.clear();
        byUserCode.clear();
    }

    private static Refusal notYet(Pending pending, Instant now) {
        Instant last = pending.lastPoll;
        pending.lastPoll = now;
        if (last != null && now.isBefore(last.plus(pending.interval).minus(PATIENCE))) {
            pending.interval = pending.interval.plus(SLOW_DOWN_STEP);
            return Refusal.slowDown();
        }
        return Refusal.authorizationPending();
    }

    private String newUserCode() {
        var code = new StringBuilder();
        while (code.length() < USER_CODE_LENGTH) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return byUserCode.containsKey(code.toString()) ? newUserCode() : code.toString();
    }
}

package io.openmsal.testing.emulator;

import java.time.Duration;

/** How long things last; each can be changed while the emulator runs. */
final class Lifetimes {

    private volatile Duration accessToken = Duration.ofHours(1);
    private volatile Duration refreshToken = Duration.ofDays(90);
    private volatile Duration authorizationCode = Duration.ofMinutes(10);
    private volatile Duration deviceCode = Duration.ofMinutes(15);
    private volatile Duration deviceInterval = Duration.ofSeconds(5);

    Duration accessToken() {
        return accessToken;
    }

    void accessToken(Duration lifetime) {
        accessToken = positive(lifetime);
    }

    Duration refreshToken() {
        return refreshToken;
    }

    void refreshToken(Duration lifetime) {
        refreshToken = positive(lifetime);
    }

    Duration authorizationCode() {
        return authorizationCode;
    }

    void authorizationCode(Duration lifetime) {
        authorizationCode = positive(lifetime);
    }

    Duration deviceCode() {
        return deviceCode;
    }

    void deviceCode(Duration lifetime) {
        deviceCode = positive(lifetime);
    }

    Duration deviceInterval() {
        return deviceInterval;
    }

    void deviceInterval(Duration interval) {
        if (interval.isNegative()) {
            throw new IllegalArgumentException("An interval cannot be negative: " + interval);
        }
        deviceInterval = interval;
    }

    void copyFrom(Lifetimes other) {
        accessToken = other.accessToken;
        refreshToken = other.refreshToken;
        authorizationCode = other.authorizationCode;
        deviceCode = other.deviceCode;
        deviceInterval = other.deviceInterval;
    }

    private static Duration positive(Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("A lifetime is longer than nothing: " + lifetime);
        }
        return lifetime;
    }
}

package io.openmsal.domain.oauth;

import io.openmsal.port.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person needs in order to sign in on another device (RFC 8628 §3.2). Show {@link #message()}.
 *
 * @param userCode the code to type in
 * @param verificationUri where to type it
 * @param verificationUriComplete where nothing has to be typed, since it holds the code: for a QR code or a link beside the other two, if the
 *     provider has one (RFC 8628 §3.3.1). Have the person compare the code all the same
 * @param message both in a sentence, in the provider's words where it has some
 * @param expiresAt until when the code works
 * @param interval how long to wait between polls
 * @param deviceCode what this application polls with
 */
public record DeviceCode(
        String userCode,
        URI verificationUri,
        Optional<URI> verificationUriComplete,
        String message,
        Instant expiresAt,
        Duration interval,
        Secret deviceCode) {

    /** How much longer than so far to wait between polls after {@code slow_down} (RFC 8628 §3.5). */
    public static final Duration SLOW_DOWN = Duration.ofSeconds(5);

    /** Checks that nothing is missing. */
    public DeviceCode {
        Objects.requireNonNull(userCode, "userCode");
        Objects.requireNonNull(verificationUri, "verificationUri");
        Objects.requireNonNull(verificationUriComplete, "verificationUriComplete");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(deviceCode, "deviceCode");
    }

    /**
     * The same code for whoever was told to slow down, this time and in all polls after it.
     *
     * @return with an interval that is {@link #SLOW_DOWN} longer
     */
    public DeviceCode slower() {
        return new DeviceCode(
                userCode,
                verificationUri,
                verificationUriComplete,
                message,
                expiresAt,
                interval.plus(SLOW_DOWN),
                deviceCode);
    }

    /** The address and the expiry: whoever knows the user code before the person does could use it. */
    @Override
    public String toString() {
        return "device code for " + verificationUri + " until " + expiresAt;
    }
}

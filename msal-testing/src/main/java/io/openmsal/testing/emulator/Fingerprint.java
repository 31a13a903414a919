package io.openmsal.testing.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Short opaque texts: stable ones from a hash, unguessable ones from chance. */
final class Fingerprint {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private Fingerprint() {}

    /** A stable text for the parts, 43 characters. */
    static String of(String first, String second) {
        return of("SHA-256", (first + "\n" + second).getBytes(StandardCharsets.UTF_8));
    }

    /** The base64url form of a digest, as {@code x5t} and {@code code_challenge} write it. */
    static String of(String algorithm, byte[] bytes) {
        try {
            return BASE64URL.encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** An unguessable text made of the given number of random bytes. */
    static String random(SecureRandom random, int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return BASE64URL.encodeToString(noise);
    }
}

package io.openmsal.adapter.event;

import io.openmsal.port.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a value that tells about a person is shown. Safe for many threads. */
@FunctionalInterface
public interface PersonalValues {

    /**
     * Shows one value.
     *
     * @param value the value in clear
     * @return what is written instead
     */
    String shown(String value);

    /**
     * Hashed with a key that only this process has: lines about one person can be brought together, lines of two processes cannot,
     * and nobody finds the person by trying names.
     *
     * @return a new rule with a new key
     */
    static PersonalValues hashed() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return keyed(key);
    }

    /**
     * Hashed with a key of the operator's, so that lines of all processes with this key can be brought together.
     *
     * @param key whoever has it can find a person by trying names, so keep it like a password
     * @return the rule
     */
    static PersonalValues hashedWith(Secret key) {
        return keyed(key.reveal().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * In clear: the operator has allowed it.
     *
     * @return the rule
     */
    static PersonalValues inClear() {
        return value -> value;
    }

    private static PersonalValues keyed(byte[] key) {
        SecretKeySpec spec = new SecretKeySpec(key, "HmacSHA256");
        return value -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(spec);
                byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
                StringBuilder text = new StringBuilder("#");
                for (int i = 0; i < 8; i++) {
                    text.append(Character.forDigit((digest[i] >> 4) & 0xF, 16))
                            .append(Character.forDigit(digest[i] & 0xF, 16));
                }
                return text.toString();
            } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
                throw new IllegalStateException("Every Java platform has HmacSHA256.", impossible);
            }
        };
    }
}

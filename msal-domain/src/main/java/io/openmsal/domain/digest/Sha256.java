package io.openmsal.domain.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 (FIPS 180-4), which every Java has, in the forms that protocols and documents write it in. Safe for many threads. */
public final class Sha256 {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Sha256() {}

    /**
     * Begins a hash over several parts.
     *
     * @return what to add them to; serves one thread
     */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /**
     * Hashes bytes.
     *
     * @param content what to hash
     * @return 32 bytes
     */
    public static byte[] of(byte[] content) {
        return begin().digest(content);
    }

    /**
     * Hashes a text.
     *
     * @param text what to hash, as UTF-8
     * @return 32 bytes
     */
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a hash in base64url (RFC 4648 §5) without padding.
     *
     * @param hash the hash, or the beginning of one
     * @return letters, digits, minus and underscore
     */
    public static String base64Url(byte[] hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /**
     * Writes a hash in hexadecimal.
     *
     * @param hash the hash
     * @return two digits for each byte, in lower case
     */
    public static String hex(byte[] hash) {
        char[] digits = new char[2 * hash.length];
        for (int i = 0; i < hash.length; i++) {
            digits[2 * i] = HEX[(hash[i] >> 4) & 0xf];
            digits[2 * i + 1] = HEX[hash[i] & 0xf];
        }
        return new String(digits);
    }
}

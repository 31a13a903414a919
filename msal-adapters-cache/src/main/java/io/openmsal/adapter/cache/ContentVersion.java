package io.openmsal.adapter.cache;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * The version of content: its SHA-256 in 64 hexadecimal digits. A time stamp would not do, because two writes can fall into one tick of it and other
 * MSALs write cache files too; nor would a count, which begins again when a partition is deleted and written anew.
 */
final class ContentVersion {

    private ContentVersion() {}

    static String of(byte[] bytes) {
        try {
            return String.format(
                    Locale.ROOT,
                    "%064x",
                    new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

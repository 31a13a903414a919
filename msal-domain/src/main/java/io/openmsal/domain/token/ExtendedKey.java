package io.openmsal.domain.token;

import io.openmsal.domain.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What keeps tokens apart in the cache that were asked for with further inputs, such as {@code fmi_path}: a hash of their names
 * and values that MSAL for Go, Python, Java and Node compute alike. Lengths are part of it, so that no two sets of inputs look
 * the same.
 */
public final class ExtendedKey {

    /** The key of a request without further inputs. */
    public static final String NONE = "";

    private ExtendedKey() {}

    /**
     * The key of some inputs.
     *
     * @param components names and values; names are sorted by their code points
     * @return the SHA-256 in base64url without padding, in lower case; {@link #NONE} when there are no inputs
     */
    public static String of(Map<String, String> components) {
        if (components.isEmpty()) {
            return NONE;
        }
        MessageDigest digest = Sha256.begin();
        new TreeMap<>(components).forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
        });
        return Sha256.base64Url(digest.digest()).toLowerCase(Locale.ROOT);
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}

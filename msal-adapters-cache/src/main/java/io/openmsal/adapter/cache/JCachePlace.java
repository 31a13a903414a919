package io.openmsal.adapter.cache;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.cache.Cache;

/**
 * The entries of one cache. Values are text, because providers compare byte arrays in {@code replace} by identity; and they
 * begin with the version of this form.
 */
final class JCachePlace implements ComparedPlace {

    private static final String FORM = "1:";

    private final Cache<String, String> cache;

    JCachePlace(Cache<String, String> cache) {
        this.cache = cache;
    }

    @Override
    public Optional<byte[]> read(String partition) throws IOException {
        Optional<String> value = asked(() -> Optional.ofNullable(cache.get(partition)));
        return value.isEmpty() ? Optional.empty() : Optional.of(decoded(value.get()));
    }

    @Override
    public boolean replace(
            String partition, Optional<byte[]> expected, byte[] next, Supplier<Optional<Duration>> neededFor)
            throws IOException {
        return asked(() -> expected.isPresent()
                ? cache.replace(partition, encoded(expected.get()), encoded(next))
                : cache.putIfAbsent(partition, encoded(next)));
    }

    @Override
    public boolean remove(String partition, byte[] expected) throws IOException {
        return asked(() -> cache.remove(partition, encoded(expected)));
    }

    @Override
    public void delete(String partition) throws IOException {
        asked(() -> cache.remove(partition));
    }

    @Override
    public Set<String> partitions() throws IOException {
        return asked(() -> {
            Set<String> names = new LinkedHashSet<>();
            for (Cache.Entry<String, String> entry : cache) {
                names.add(entry.getKey());
            }
            return Collections.unmodifiableSet(names);
        });
    }

    /** Providers throw their own exceptions beside the standard's, and all of them mean that the cache did not do it. */
    private static <T> T asked(Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (RuntimeException failure) {
            Interruption.passOn(failure, "the cache");
            throw new IOException(
                    "The cache did not answer: " + failure.getClass().getName()
                            + ". Check that it is open and of type Cache<String, String>, and that its members run.",
                    failure);
        }
    }

    private static String encoded(byte[] bytes) {
        return FORM + Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decoded(String value) throws UnreadableContentException {
        if (value.startsWith(FORM)) {
            try {
                byte[] bytes = Base64.getDecoder().decode(value.substring(FORM.length()));
                if (encoded(bytes).equals(value)) {
                    return bytes;
                }
            } catch (IllegalArgumentException notBase64) {
                // said below, without the exception: it may quote what it found
            }
        }
        throw new UnreadableContentException(
                "The cache holds a value that no JCacheTokenStore of this version wrote. Give the store a cache of"
                        + " its own, and delete the partition.",
                null);
    }

    /** No name: not every provider's cache has one that may be asked for. */
    @Override
    public String toString() {
        return "token store in a JCache cache";
    }
}

package io.openmsal.adapter.cache;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * For how long nobody has written to a file. Safe for many threads.
 *
 * <p>On a file server, its clock stamps the file, and ours may be off by more than any writer takes. So the time is counted on our
 * clock alone, from when the file was first seen with this stamp, this length and this identity. Only what is stamped more than a day ago is
 * believed at first sight: clocks and time zones differ by less, and so what was left long ago holds up nobody.
 */
final class FileAge {

    private static final Duration BEYOND_ANY_DIFFERENCE_OF_CLOCKS = Duration.ofDays(1);

    private final LongSupplier nanos;
    private @Nullable Object seen;
    private long since;

    /**
     * Has seen nothing yet.
     *
     * @param nanos a clock that is never set, as {@link System#nanoTime}
     */
    FileAge(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized Duration of(BasicFileAttributes file) {
        long now = nanos.getAsLong();
        Object found = Arrays.asList(file.lastModifiedTime(), file.size(), file.fileKey());
        if (!found.equals(seen)) {
            seen = found;
            since = now;
        }
        Duration stamped = Duration.ofMillis(
                System.currentTimeMillis() - file.lastModifiedTime().toMillis());
        return stamped.compareTo(BEYOND_ANY_DIFFERENCE_OF_CLOCKS) > 0 ? stamped : Duration.ofNanos(now - since);
    }
}

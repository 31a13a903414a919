package io.openmsal.adapter.cache;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** How long ago a file was written last, by the clock that stamped it. */
final class FileAge {

    private FileAge() {}

    /** Never negative: a stamp from the future comes from a clock that was wrong, and says nothing about a writer now. */
    static Duration of(BasicFileAttributes file) {
        return Duration.ofMillis(
                Math.abs(System.currentTimeMillis() - file.lastModifiedTime().toMillis()));
    }
}

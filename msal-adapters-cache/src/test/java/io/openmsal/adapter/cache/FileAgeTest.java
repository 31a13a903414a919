package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAgeTest {

    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    @TempDir
    Path place;

    private Path file;
    private long nanos = Long.MAX_VALUE - 1;
    private final FileAge age = new FileAge(() -> nanos);

    @BeforeEach
    void somebodyWrites() throws IOException {
        file = Files.writeString(place.resolve("f"), "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-6S", "PT6S", "PT-23H", "PT23H", "PT1000H"})
    void itIsCountedFromTheFirstLookWhateverTheClockOfTheFileServerSays(Duration ahead) throws IOException {
        stamp(ahead);

        assertThat(age()).isZero();
        nanos += FIVE_SECONDS.toNanos();
        assertThat(age()).isEqualTo(FIVE_SECONDS);
    }

    @Test
    void whatWasLeftMoreThanADayAgoIsOldAtFirstSight() throws IOException {
        stamp(Duration.ofHours(-25));

        assertThat(age()).isGreaterThan(Duration.ofDays(1));
    }

    @Test
    void whoWritesAgainStartsItAnew() throws IOException {
        age();
        nanos += FIVE_SECONDS.toNanos();
        stamp(Duration.ofSeconds(-3));

        assertThat(age()).isZero();
    }

    @Test
    void whatIsWrittenWithinOneTickOfTheStampIsSeenByItsLength() throws IOException {
        stamp(Duration.ZERO);
        age();
        nanos += FIVE_SECONDS.toNanos();
        FileTime same = Files.getLastModifiedTime(file);
        Files.writeString(file, "xy");
        Files.setLastModifiedTime(file, same);

        assertThat(age()).isZero();
    }

    private void stamp(Duration ahead) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(ahead)));
    }

    private Duration age() throws IOException {
        return age.of(Files.readAttributes(file, BasicFileAttributes.class));
    }
}

package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lock file that another MSAL has made, on a file server whose clock need not be ours. */
@Timeout(60)
class ExtensionsLockTest {

    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    @TempDir
    Path place;

    private final OpenElsewhere sharing = new OpenElsewhere();
    private final ScriptedClaim claim = new ScriptedClaim();
    private Path theirs;
    private long nanos;
    private long nanosWithEachLook;

    @BeforeEach
    void anotherHoldsIt() throws IOException {
        theirs = Files.writeString(place.resolve("f.lockfile"), "4711 program");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -6, 6, -3_600, 3_600})
    void aLockThatWasMadeThisMomentIsTheirsWhateverTheClockOfTheFileServerSays(long secondsAhead) throws IOException {
        stamp(Duration.ofSeconds(secondsAhead));

        assertThatThrownBy(() -> hold(lock(Duration.ZERO))).isInstanceOf(StoreBusyException.class);

        assertThat(theirs).hasContent("4711 program");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -6, 6, -3_600, 3_600})
    void aLockThatTheyLeftIsTakenOverWithinTheUsualPatience(long secondsAhead) throws IOException {
        stamp(Duration.ofSeconds(secondsAhead));
        nanosWithEachLook = Duration.ofMillis(700).toNanos();

        hold(lock(FIVE_SECONDS));

        assertThat(theirs).doesNotExist();
        assertThat(nanos).isGreaterThan(FIVE_SECONDS.toNanos());
    }

    @Test
    void whoIsLessPatientTakesItOverWhenItHasBeenThereForFiveSecondsOfSeveralWaits() throws IOException {
        ExtensionsLock lock = lock(Duration.ZERO);
        assertThatThrownBy(() -> hold(lock)).isInstanceOf(StoreBusyException.class);
        nanos += FIVE_SECONDS.toNanos();

        hold(lock);

        assertThat(theirs).doesNotExist();
    }

    @Test
    void aLockThatTheyLeftTwoDaysAgoIsTakenOverAtOnce() throws IOException {
        stamp(Duration.ofDays(-2));

        hold(lock(Duration.ZERO));

        assertThat(theirs).doesNotExist();
    }

    /** On Windows it can be neither read nor deleted then. */
    @Test
    void aLockThatTheyHaveOpenIsTheirsHoweverOldItIs() throws IOException {
        stamp(Duration.ofDays(-2));
        sharing.hold(true);

        assertThatThrownBy(() -> hold(lock(Duration.ZERO))).isInstanceOf(StoreBusyException.class);

        assertThat(theirs).hasContent("4711 program");
        sharing.hold(false);
        hold(lock(Duration.ZERO));
        assertThat(theirs).doesNotExist();
    }

    @Test
    void whatWasDoneUnderTheLockIsDoneAlsoWhenItsFileCannotBeDeleted() throws IOException {
        Files.delete(theirs);
        ExtensionsLock lock = lock(Duration.ZERO);

        String done = lock.holding(() -> {
            sharing.refuse(Integer.MAX_VALUE);
            return "done";
        });

        assertThat(done).isEqualTo("done");
        assertThat(theirs).exists();
        sharing.refuse(0);
        hold(lock);
        assertThat(theirs).doesNotExist();
    }

    /** MSAL for .NET opens a file that is there, and asks the system alone whose it is. */
    @Test
    void aLockThatTheSystemSaysIsHeldIsTheirsHoweverOldItIs() throws IOException {
        stamp(Duration.ofDays(-2));
        claim.heldByAnother(true);

        assertThatThrownBy(() -> hold(lock(Duration.ZERO))).isInstanceOf(StoreBusyException.class);

        assertThat(theirs).hasContent("4711 program");
    }

    @Test
    void whatOneOfOursLeftIsTheirsWhenTheyWereQuickerToOpenIt() throws IOException {
        Files.writeString(theirs, "0 openmsal");
        claim.heldByAnother(true);

        assertThatThrownBy(() -> hold(lock(Duration.ZERO))).isInstanceOf(StoreBusyException.class);

        assertThat(theirs).hasContent("0 openmsal");
    }

    @Test
    void aFileThatWeMadeIsTheirsWhenTheyWereQuickerWithTheSystemsLock() throws IOException {
        Files.delete(theirs);
        claim.beforeTheNext(() -> {
            Files.writeString(theirs, "4711 program");
            claim.heldByAnother(true);
        });

        assertThatThrownBy(() -> hold(lock(Duration.ZERO))).isInstanceOf(StoreBusyException.class);

        assertThat(theirs).hasContent("4711 program");
    }

    @Test
    void theSystemsLockIsHeldUntilTheFileIsDeleted() throws IOException {
        Files.delete(theirs);
        claim.whenLetGo(() -> assertThat(theirs).doesNotExist());

        hold(lock(Duration.ZERO));

        assertThat(claim.timesLetGo()).isOne();
    }

    @Test
    void aFileSystemWithoutLocksIsSaidWithTheFileAndLeavesNoLockBehind() throws IOException {
        Files.delete(theirs);
        claim.beforeTheNext(() -> {
            throw new NoLocksException(theirs, new IOException("No locks available"));
        });

        assertThatThrownBy(() -> hold(lock(Duration.ZERO)))
                .isInstanceOf(NoLocksException.class)
                .hasMessage(theirs + ": No locks available");

        assertThat(theirs).doesNotExist();
    }

    private void stamp(Duration ahead) throws IOException {
        Files.setLastModifiedTime(theirs, FileTime.from(Instant.now().plus(ahead)));
    }

    private ExtensionsLock lock(Duration patience) {
        return ExtensionsLock.beside(place.resolve("f"), patience, sharing, claim, () -> nanos += nanosWithEachLook);
    }

    private static void hold(ExtensionsLock lock) throws IOException {
        lock.holding(() -> true);
    }
}

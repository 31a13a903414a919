package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.json.FakeJsonCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is acknowledged outlives a power cut. Nobody cuts the power here: the JVM's flight recorder sees what is asked of the disk. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a directory cannot be opened there, and needs not be")
class OnTheDiskTest {

    private static final byte[] CONTENT = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path place;

    @TempDir
    Path recordings;

    @Test
    void aPartitionsFileIsThereBeforeItHasItsNameAndTheNameBeforeTheCallReturns() throws IOException {
        assertThat(forcedBy(new FileTokenStore(place)))
                .satisfiesExactly(this::isOfAFileWithoutTheName, this::isOfNames);
    }

    @Test
    void soIsASingleFile() throws IOException {
        assertThat(forcedBy(new SingleFileTokenStore(place.resolve("f"), "cache")))
                .satisfiesExactly(this::isOfAFileWithoutTheName, this::isOfNames);
    }

    @Test
    void soIsOneThatIsSharedWithOtherMsals() throws IOException {
        assertThat(forcedBy(SingleFileTokenStore.sharedWithMsalExtensions(
                        place.resolve("f"), "cache", new FakeJsonCodec(), FileStoreOptions.defaults())))
                .satisfiesExactly(this::isOfAFileWithoutTheName, this::isOfNames);
    }

    private void isOfAFileWithoutTheName(Path forced) {
        assertThat(forced.getParent()).isEqualTo(place);
        assertThat(forced).doesNotExist();
    }

    private void isOfNames(Path forced) {
        assertThat(forced).isEqualTo(place);
    }

    /** What had to be on the disk before a change was acknowledged, in turn. */
    private List<Path> forcedBy(TokenStore store) throws IOException {
        Path file = recordings.resolve("change.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            store.update("cache", present -> CONTENT);
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getThread() != null
                        && Objects.equals(
                                event.getThread().getJavaName(),
                                Thread.currentThread().getName()))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .map(event -> Path.of(event.getString("path")).normalize())
                .toList();
    }
}

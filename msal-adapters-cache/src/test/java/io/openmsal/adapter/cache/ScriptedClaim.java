package io.openmsal.adapter.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** A system whose lock another program has, or not, as the test says. */
final class ScriptedClaim implements LockFileClaim {

    /** What happens between the making of a file and its locking, or afterwards. */
    @FunctionalInterface
    interface Event {
        void happens() throws IOException;
    }

    private boolean heldByAnother;
    private int timesLetGo;
    private Event before = () -> {};
    private Event letGo = () -> {};

    void heldByAnother(boolean held) {
        heldByAnother = held;
    }

    void beforeTheNext(Event event) {
        before = event;
    }

    void whenLetGo(Event event) {
        letGo = event;
    }

    int timesLetGo() {
        return timesLetGo;
    }

    @Override
    public Optional<Closeable> claim(Path file, FileChannel made, byte[] mark) throws IOException {
        Event now = before;
        before = () -> {};
        now.happens();
        if (heldByAnother) {
            return Optional.empty();
        }
        ExtensionsLock.mark(file, made, mark);
        return Optional.of(() -> {
            timesLetGo++;
            letGo.happens();
        });
    }

    @Override
    public boolean isClaimed(Path file) {
        return heldByAnother;
    }
}

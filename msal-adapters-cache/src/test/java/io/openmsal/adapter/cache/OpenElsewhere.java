package io.openmsal.adapter.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Windows, with somebody who has the files open for as long as a test says; waiting takes no time. For one thread. */
final class OpenElsewhere implements FileSharing {

    private final List<Duration> pauses = new ArrayList<>();
    private final WindowsSharing windows = new WindowsSharing(this::nanos, this::pause);
    private Event duringPause = () -> {};
    private int refusals;
    private boolean refusesNext;
    private boolean held;

    /** What happens while somebody waits. */
    @FunctionalInterface
    interface Event {
        void happen() throws IOException;
    }

    /** Refuses the next so many steps that are tried again. */
    void refuse(int steps) {
        refusals = steps;
    }

    /** Refuses the next step that is tried again, for as long as it is tried. */
    void refuseNextForGood() {
        refusesNext = true;
    }

    /** Refuses each step that is not tried again, until a test says otherwise. */
    void hold(boolean open) {
        held = open;
    }

    void duringEachPause(Event event) {
        duringPause = event;
    }

    List<Duration> pauses() {
        return pauses;
    }

    private long nanos() {
        return pauses.stream().mapToLong(Duration::toNanos).sum();
    }

    private void pause(Duration time) {
        pauses.add(time);
        try {
            duringPause.happen();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public <T> T patiently(WriteLock.Action<T> step) throws IOException {
        boolean forGood = refusesNext;
        refusesNext = false;
        return windows.patiently(() -> {
            if (forGood) {
                throw new AccessDeniedException("a file");
            }
            if (refusals > 0) {
                refusals--;
                throw new AccessDeniedException("a file");
            }
            return step.run();
        });
    }

    @Override
    public boolean mayBeOpen(FileSystemException refused) {
        return windows.mayBeOpen(refused);
    }

    @Override
    public <T> T orElse(T refused, WriteLock.Action<T> step) throws IOException {
        return windows.orElse(refused, () -> {
            if (held) {
                throw new AccessDeniedException("a file");
            }
            return step.run();
        });
    }
}

package io.openmsal.adapter.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Nobody takes the place of a file that is open, and who opened it decides what others may do with it: readers, virus scanners and other MSALs are in
 * the way for milliseconds. Windows tells that as access denied, which it also says for good, or as a sharing violation, for which Java has no class.
 */
final class WindowsSharing implements FileSharing {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long LONGEST_PAUSE_MILLIS = 20;

    private final LongSupplier nanos;
    private final OptimisticUpdate.Pause pause;

    WindowsSharing() {
        this(System::nanoTime, time -> Thread.sleep(time.toMillis()));
    }

    WindowsSharing(LongSupplier nanos, OptimisticUpdate.Pause pause) {
        this.nanos = nanos;
        this.pause = pause;
    }

    @Override
    public <T> T patiently(WriteLock.Action<T> step) throws IOException {
        long end = nanos.getAsLong() + PATIENCE.toNanos();
        long millis = 1;
        while (true) {
            try {
                return step.run();
            } catch (FileSystemException refused) {
                if (!mayPass(refused) || nanos.getAsLong() - end >= 0) {
                    throw refused;
                }
                rest(Duration.ofMillis(millis), refused);
                millis = Math.min(2 * millis, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    @Override
    public <T> T orElse(T refused, WriteLock.Action<T> step) throws IOException {
        try {
            return step.run();
        } catch (FileSystemException failure) {
            if (mayPass(failure)) {
                return refused;
            }
            throw failure;
        }
    }

    @Override
    public boolean mayBeOpen(FileSystemException refused) {
        return mayPass(refused);
    }

    /** What is gone, there already or no directory has a class of its own. */
    static boolean mayPass(FileSystemException failure) {
        return failure instanceof AccessDeniedException || failure.getClass() == FileSystemException.class;
    }

    private void rest(Duration time, FileSystemException refused) throws InterruptedIOException {
        try {
            pause.of(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while somebody had " + refused.getFile() + " open");
        }
    }
}

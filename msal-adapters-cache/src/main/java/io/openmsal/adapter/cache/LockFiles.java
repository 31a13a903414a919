package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The lock files of this process, each open once, however many stores use it. Safe for many threads.
 *
 * <p>POSIX frees all locks that a process has on a file when it closes any of its handles. So a handle belongs to no store: the
 * JDK closes that of an object nobody refers to any more, whenever it is collected, and would end the lock of another store. A handle is closed
 * when its file is gone, or when too many are open and nobody holds or awaits this one.
 */
final class LockFiles {

    /** A process may have its stores in one directory for each tenant, and only so many files open. */
    private static final int MOST_IDLE = 100;

    /** Static, since what it is about is the process: docs/decisions/0173-a-lock-file-is-open-once-in-a-process.md. */
    private static final LockFiles OF_THIS_PROCESS = new LockFiles(MOST_IDLE);

    private final int mostIdle;

    /** Those that were used last stand at the end. */
    private final Map<Path, LockFile> files = new LinkedHashMap<>(16, 0.75f, true);

    LockFiles(int mostIdle) {
        this.mostIdle = mostIdle;
    }

    static LockFiles ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /** The one of this path, whichever way it was named; {@link #giveBack} has to follow. Creates its directory. */
    LockFile take(Path file) throws IOException {
        Path directory = Objects.requireNonNull(file.getParent());
        OwnerOnly.createDirectories(directory);
        Path path = directory.toRealPath().resolve(Objects.requireNonNull(file.getFileName()));
        synchronized (this) {
            LockFile known = files.get(path);
            if (known == null) {
                known = new LockFile(path);
                files.put(path, known);
            }
            known.users++;
            return known;
        }
    }

    synchronized void giveBack(LockFile used) {
        used.users--;
        int toClose = idle() - mostIdle;
        for (Iterator<LockFile> longestUnused = files.values().iterator(); toClose > 0 && longestUnused.hasNext(); ) {
            LockFile file = longestUnused.next();
            if (file.users == 0 && file.closeUnlessLockedHere()) {
                longestUnused.remove();
                toClose--;
            }
        }
    }

    private int idle() {
        int idle = 0;
        for (LockFile file : files.values()) {
            if (file.users == 0) {
                idle++;
            }
        }
        return idle;
    }
}

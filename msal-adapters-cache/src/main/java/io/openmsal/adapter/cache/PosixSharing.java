package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Who has a file open is in nobody's way: what is refused here would be refused again. */
final class PosixSharing implements FileSharing {

    @Override
    public <T> T patiently(WriteLock.Action<T> step) throws IOException {
        return step.run();
    }

    @Override
    public <T> T orElse(T refused, WriteLock.Action<T> step) throws IOException {
        return step.run();
    }

    @Override
    public boolean mayBeOpen(FileSystemException refused) {
        return false;
    }
}

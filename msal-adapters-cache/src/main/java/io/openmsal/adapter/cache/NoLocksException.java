package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file system gave no lock on a file, and not because somebody has it: it has none, or none left. */
final class NoLocksException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    /** Java tells it without the file. */
    NoLocksException(Path file, IOException refused) {
        super(file.toString(), null, refused.getMessage());
        initCause(refused);
    }
}

package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/** One file whose content is only ever seen whole: replaced by an atomic rename, read without a lock. */
final class WholeFile {

    /** 64 MiB: more is a mistake, and would have to be held in memory several times over. */
    static final int MOST_BYTES = 64 << 20;

    private final Path file;
    private final Path temporary;

    /**
     * Names the two files.
     *
     * @param file where the content is
     * @param temporary where it is prepared, in the same directory; one writer at a time uses it, so a fixed name will do, and
     *     what a killed writer left there is overwritten by the next
     */
    WholeFile(Path file, Path temporary) {
        this.file = file;
        this.temporary = temporary;
    }

    boolean exists() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    Optional<byte[]> read() throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
        checkRegular(attributes);
        try (SeekableByteChannel in = Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(content(in));
        } catch (NoSuchFileException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    private void checkRegular(BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            throw new IOException("The token file " + file + " is a symbolic link, which somebody else could point"
                    + " elsewhere. Configure the file it points to.");
        }
        if (!attributes.isRegularFile()) {
            throw new IOException("The token file " + file + " is not a regular file. Configure another name.");
        }
    }

    private byte[] content(SeekableByteChannel in) throws IOException {
        checkSize(in.size());
        ByteBuffer bytes = ByteBuffer.allocate((int) in.size());
        while (bytes.hasRemaining() && in.read(bytes) >= 0) {
            // until all is there; a file that shrinks meanwhile ends it early
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private void checkSize(long size) throws IOException {
        if (size > MOST_BYTES) {
            throw new IOException("The content of the token file " + file + " has " + size + " bytes, and more than "
                    + MOST_BYTES + " are refused. Check what else uses this file; delete it to start afresh.");
        }
    }

    /**
     * Replaces the content, unless it is no longer what it was.
     *
     * @return false when somebody who does not know our lock has written in between; then nothing was changed
     */
    boolean replace(Optional<byte[]> present, byte[] next) throws IOException {
        checkSize(next.length);
        Files.deleteIfExists(temporary);
        try {
            writeTemporary(next);
            if (!same(read(), present)) {
                return false;
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncDirectory();
        return true;
    }

    private void writeTemporary(byte[] content) throws IOException {
        try (FileChannel out = OwnerOnly.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
        return one.isPresent() == other.isPresent() && (!one.isPresent() || Arrays.equals(one.get(), other.get()));
    }

    void delete() throws IOException {
        Files.deleteIfExists(temporary);
        if (Files.deleteIfExists(file)) {
            syncDirectory();
        }
    }

    /** Makes the rename itself outlive a power cut, where the operating system lets a directory be opened. */
    private void syncDirectory() {
        try (FileChannel directory = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException notOffered) {
            // Windows opens no directories; there the rename is in the journal anyway
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}

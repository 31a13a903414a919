package io.openmsal.adapter.cache;

import io.openmsal.port.store.UnreadablePartitionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** One file whose content is only ever seen whole: replaced by an atomic rename, read without a lock. */
final class WholeFile implements HeldContent {

    /** 64 MiB: more is a mistake, and would have to be held in memory several times over. */
    static final int MOST_BYTES = 64 << 20;

    /** What file systems take at most, in bytes. */
    private static final int LONGEST_NAME = 255;

    private final Path file;
    private final TemporaryFiles temporaries;
    private final Writers writers;
    private final FileSharing sharing;
    private final FileAge age = new FileAge(System::nanoTime);

    /** Who writes to a file. */
    enum Writers {
        /** This library alone, and never in place. */
        OURS(Duration.ZERO, Duration.ZERO),
        /** This library, and perhaps still a program with another MSAL, from which the file was taken over. */
        OTHERS_PERHAPS(Duration.ofSeconds(1), Duration.ZERO),
        /**
         * Programs with another MSAL, too, which write in place, and look at the file's time stamp to see whether to read it
         * again. They note the instant after they have read, so what is renamed between gets a stamp that is later still.
         */
        OTHERS_TOO(Duration.ofSeconds(1), Duration.ofSeconds(1));

        private final Duration settling;
        private final Duration ahead;

        Writers(Duration settling, Duration ahead) {
            this.settling = settling;
            this.ahead = ahead;
        }
    }

    /**
     * Names the file.
     *
     * @param file where the content is
     * @param temporaries where it is prepared
     * @param writers who else writes there
     * @param sharing what its file system does about those who have it open
     */
    WholeFile(Path file, TemporaryFiles temporaries, Writers writers, FileSharing sharing) {
        this.file = file;
        this.temporaries = temporaries;
        this.writers = writers;
        this.sharing = sharing;
    }

    @Override
    public boolean exists() throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    @Override
    public Optional<byte[]> read() throws IOException {
        return sharing.patiently(this::current);
    }

    private Optional<byte[]> current() throws IOException {
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

    /** One person's file says nothing of the others'. What is no content cannot be set aside as such. */
    private void checkRegular(BasicFileAttributes attributes) throws UnreadablePartitionException {
        if (attributes.isSymbolicLink()) {
            throw new UnreadablePartitionException(
                    "The token file " + file + " is a symbolic link, which somebody else could point elsewhere."
                            + " Configure the file it points to.",
                    null);
        }
        if (!attributes.isRegularFile()) {
            throw new UnreadablePartitionException(
                    "The token file " + file + " is not a regular file. Configure another name.", null);
        }
    }

    byte[] content(SeekableByteChannel in) throws IOException {
        long size = FileFailure.named("reading", file, in::size);
        if (size > MOST_BYTES) {
            throw new UnreadablePartitionException(tooLarge(size), null);
        }
        return FileFailure.named("reading", file, () -> {
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining() && in.read(bytes) >= 0) {
                // until all is there; a file that shrinks meanwhile ends it early
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        });
    }

    private String tooLarge(long size) {
        return "The content of the token file " + file + " has " + size + " bytes, and more than " + MOST_BYTES
                + " are refused. Check what else uses this file; delete it to start afresh.";
    }

    @Override
    public boolean replace(Optional<byte[]> present, byte[] next) throws IOException {
        if (next.length > MOST_BYTES) {
            throw new IOException(tooLarge(next.length));
        }
        Path temporary = temporaries.another();
        try {
            write(temporary, next);
            if (!sharing.patiently(() -> takesPlace(temporary, present))) {
                return false;
            }
        } finally {
            discard(temporary);
        }
        syncDirectory();
        return true;
    }

    private void discard(Path temporary) {
        try {
            sharing.patiently(() -> Files.deleteIfExists(temporary));
        } catch (IOException leftToTheNextProcess) {
            // how the writing itself ended matters more
        }
    }

    private boolean takesPlace(Path temporary, Optional<byte[]> present) throws IOException {
        if (!same(current(), present)) {
            return false;
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private void write(Path temporary, byte[] content) throws IOException {
        FileFailure.named("writing", temporary, () -> {
            try (FileChannel out = OwnerOnly.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            return temporary;
        });
        if (!writers.ahead.isZero()) {
            Files.setLastModifiedTime(temporary, FileTime.from(Instant.now().plus(writers.ahead)));
        }
    }

    private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
        return one.isPresent() == other.isPresent() && (!one.isPresent() || Arrays.equals(one.get(), other.get()));
    }

    @Override
    public boolean isSettled() throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return age.of(found).compareTo(writers.settling) >= 0;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    @Override
    public String setAside(String mark) throws IOException {
        Path aside = file.resolveSibling(asideName(String.valueOf(file.getFileName()), mark));
        // others who write here may let anybody read
        OwnerOnly.restrict(file);
        sharing.patiently(() -> Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE));
        return aside.toString();
    }

    /** The hash tells it from others where the name itself would become too long. */
    private static String asideName(String name, String mark) {
        String ending = ".set-aside-" + mark;
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return (bytes.length + ending.length() <= LONGEST_NAME ? name : ContentVersion.of(bytes)) + ending;
    }

    @Override
    public void delete() throws IOException {
        // whoever signs out wants nothing left of it
        temporaries.deleteLeft();
        if (sharing.patiently(() -> Files.deleteIfExists(file))) {
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

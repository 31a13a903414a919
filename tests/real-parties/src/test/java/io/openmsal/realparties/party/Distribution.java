package io.openmsal.realparties.party;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * A program as its makers ship it, in a folder that outlives {@code clean}. It is fetched on the first run that asks for it
 * and not with every build: it is large, and whoever cannot get it should miss these tests and not the build.
 *
 * <p>Holds the folder for itself: a second run waits its turn.
 */
public final class Distribution implements AutoCloseable {

    private static final int MINUTES_TO_FETCH = 10;

    private final Path home;
    private final FileChannel held;

    private Distribution(Path home, FileChannel held) {
        this.home = home;
        this.held = held;
    }

    /**
     * Waits until nobody else uses the folder, and fetches what is not there yet.
     *
     * @param folder where it is, or will be, unpacked
     * @param source where it comes from
     * @param root the folder that holds everything of it, inside of what the source gives
     * @return the program, held until it is closed
     * @throws PartyMissingException when it cannot be fetched
     */
    public static Distribution open(Path folder, DistributionSource source, String root) throws PartyMissingException {
        try {
            Files.createDirectories(folder);
            FileChannel held = hold(folder.resolve("in-use"));
            try {
                Path home = folder.resolve(root);
                if (!Files.isDirectory(home)) {
                    fetch(source, folder, home);
                }
                return new Distribution(home, held);
            } catch (IOException | PartyMissingException failed) {
                held.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The folder for a program cannot be used: " + folder, failed);
        }
    }

    /**
     * Where it is.
     *
     * @return the folder that was unpacked
     */
    public Path home() {
        return home;
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException unheard) {
            // the system lets go of the lock with the process
        }
    }

    private static FileChannel hold(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock();
        if (!lock.isValid()) {
            throw new IOException("No lock on " + file);
        }
        return channel;
    }

    /** Unpacks beside the final place and moves at the end, so that half of a program is never taken for the whole. */
    private static void fetch(DistributionSource source, Path folder, Path home)
            throws IOException, PartyMissingException {
        Path staging = Files.createTempDirectory(folder, "unpacking-");
        Path log = folder.resolve("fetch.log");
        Process fetching = Programs.start(new ProcessBuilder(source.commandThatUnpacksInto(staging.resolve("unpacked")))
                .directory(staging.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
        try {
            if (!fetching.waitFor(MINUTES_TO_FETCH, TimeUnit.MINUTES) || fetching.exitValue() != 0) {
                throw new PartyMissingException(source + " could not be fetched. See " + log
                        + "; with a network, or where it was fetched before, it can.");
            }
            Files.move(staging.resolve("unpacked").resolve(home.getFileName()), home);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PartyMissingException("The wait for " + source + " was interrupted.");
        } finally {
            Programs.end(fetching);
            Folders.delete(staging);
        }
    }
}

package io.openmsal.realparties.party;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A server as its makers ship it, unpacked in a folder that outlives {@code clean}. Maven fetches and unpacks it, on the first run that asks for it
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
     * @param artifact the archive for Maven: {@code group:artifact:version:zip[:classifier]}
     * @param root the folder inside the archive that holds everything
     * @return the server, held until it is closed
     * @throws PartyMissingException when Maven cannot fetch it
     */
    public static Distribution open(Path folder, String artifact, String root) throws PartyMissingException {
        try {
            Files.createDirectories(folder);
            FileChannel held = hold(folder.resolve("in-use"));
            try {
                Path home = folder.resolve(root);
                if (!Files.isDirectory(home)) {
                    fetch(artifact, folder, home);
                }
                return new Distribution(home, held);
            } catch (IOException | PartyMissingException failed) {
                held.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The folder for a server cannot be used: " + folder, failed);
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

    /**
     * A setting of the build.
     *
     * @param name a system property that the module's pom.xml sets
     * @return its value
     * @throws PartyMissingException when the tests run without Maven
     */
    public static String setting(String name) throws PartyMissingException {
        return Optional.ofNullable(System.getProperty(name))
                .orElseThrow(() -> new PartyMissingException("The system property " + name
                        + " is not set. Run these tests through Maven, which sets it in this module's pom.xml."));
    }

    private static FileChannel hold(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock();
        if (!lock.isValid()) {
            throw new IOException("No lock on " + file);
        }
        return channel;
    }

    /** Unpacks beside the final place and moves at the end, so that a half-unpacked server is never taken for a whole one. */
    private static void fetch(String artifact, Path folder, Path home) throws IOException, PartyMissingException {
        Path staging = Files.createTempDirectory(folder, "unpacking-");
        Path log = folder.resolve("fetch.log");
        Process maven = new ProcessBuilder(mavenCommand(artifact, staging.resolve("unpacked")))
                .directory(staging.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!maven.waitFor(MINUTES_TO_FETCH, TimeUnit.MINUTES) || maven.exitValue() != 0) {
                throw new PartyMissingException("Maven could not fetch " + artifact + ". See " + log
                        + "; with a network, or with the zip in the local repository, it can.");
            }
            Files.move(staging.resolve("unpacked").resolve(home.getFileName()), home);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PartyMissingException("The wait for Maven to fetch " + artifact + " was interrupted.");
        } finally {
            Programs.end(maven);
            Folders.delete(staging);
        }
    }

    private static List<String> mavenCommand(String artifact, Path target) throws PartyMissingException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(setting("maven.home"), "bin", "mvn").toString());
        command.add("-B");
        command.add("-ntp");
        if (setting("maven.network").equals("offline=true")) {
            command.add("-o");
        }
        command.add("-Dmaven.repo.local=" + setting("maven.localRepository"));
        command.add(
                "org.apache.maven.plugins:maven-dependency-plugin:" + setting("maven.dependencyPlugin") + ":unpack");
        command.add("-Dartifact=" + artifact);
        command.add("-DoutputDirectory=" + target);
        return command;
    }
}

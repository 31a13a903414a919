package io.openmsal.adapter.system;

import io.openmsal.port.environment.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * The environment of this process and the files of this machine, read anew each time. Safe for many threads.
 *
 * <p>A file is read only when it is a regular one, and never further than one byte beyond the limit: a device that never
 * ends or a pipe that never answers is refused before it is opened.
 */
public final class SystemEnvironment implements Environment {

    private static final int CHUNK = 8192;

    /** Makes the environment; reads nothing yet. */
    public SystemEnvironment() {}

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    @Override
    public Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException when the file is larger than the limit, is no regular file, or cannot be read; the message names
     *     the path and the reason, never the content
     * @throws IllegalArgumentException when the limit is negative
     */
    @Override
    public Optional<byte[]> file(Path path, int maxBytes) throws IOException {
        Objects.requireNonNull(path, "path");
        if (maxBytes < 0) {
            throw new IllegalArgumentException("A file cannot be limited to " + maxBytes + " bytes");
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new IOException(path + " is not a regular file, so it was not read");
            }
            return Optional.of(readAtMost(path, maxBytes));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (AccessDeniedException denied) {
            throw new IOException(
                    path + " may not be read by this process; give its user the permission to read it", denied);
        }
    }

    @Override
    public Optional<Path> realPath(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        try {
            return Optional.of(path.toRealPath());
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    private static byte[] readAtMost(Path path, int maxBytes) throws IOException {
        // The size a file system reports is no guide: files below /proc claim to be empty, and others may grow
        // meanwhile.
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(path)) {
            int read;
            while ((read = in.read(chunk)) >= 0) {
                if (read > maxBytes - content.size()) {
                    throw new IOException(path + " is larger than the " + maxBytes + " bytes expected of it");
                }
                content.write(chunk, 0, read);
            }
        }
        return content.toByteArray();
    }
}

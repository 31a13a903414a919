package io.openmsal.port.environment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Environment variables, system facts and small files around the process. Read anew each time; safe for many threads. */
public interface Environment {

    /**
     * One environment variable.
     *
     * @param name its name
     * @return the value, or empty when it is not set; a variable set to nothing is an empty text
     */
    Optional<String> variable(String name);

    /**
     * One fact about the Java runtime or operating system, by the name of its system property, such as {@code os.name}.
     *
     * @param name the property's name
     * @return the value, or empty when it is not set
     */
    Optional<String> property(String name);

    /**
     * The whole of a small file.
     *
     * @param path where it is
     * @param maxBytes the most that is acceptable
     * @return the bytes, or empty when there is no such file
     * @throws IOException when it is larger, or cannot be read
     */
    Optional<byte[]> file(Path path, int maxBytes) throws IOException;

    /**
     * Where a file or folder really is, once every symbolic link on the way has been followed.
     *
     * @param path where it seems to be
     * @return its real, absolute path, or empty when there is nothing
     * @throws IOException when that cannot be found out
     */
    Optional<Path> realPath(Path path) throws IOException;
}

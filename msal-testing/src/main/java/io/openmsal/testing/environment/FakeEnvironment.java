package io.openmsal.testing.environment;

import io.openmsal.port.environment.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The environment a test describes: what was not said does not exist. May be changed while the code under test runs, as a
 * real one may. Safe for many threads.
 *
 * <pre>{@code
 * var linuxDesktop = new FakeEnvironment().withProperty("os.name", "Linux").withVariable("DISPLAY", ":0");
 * }</pre>
 */
public final class FakeEnvironment implements Environment {

    private final Map<String, String> variables = new ConcurrentHashMap<>();
    private final Map<String, String> properties = new ConcurrentHashMap<>();
    private final Map<Path, FakeFile> files = new ConcurrentHashMap<>();
    private final Map<Path, Path> links = new ConcurrentHashMap<>();

    /** Makes an environment without variables, properties and files. */
    public FakeEnvironment() {}

    /**
     * Sets an environment variable.
     *
     * @param name its name
     * @param value its value; may be empty
     * @return this environment
     */
    public FakeEnvironment withVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /**
     * Removes an environment variable.
     *
     * @param name its name
     * @return this environment
     */
    public FakeEnvironment withoutVariable(String name) {
        variables.remove(name);
        return this;
    }

    /**
     * Sets a system property.
     *
     * @param name its name, such as {@code os.name}
     * @param value its value
     * @return this environment
     */
    public FakeEnvironment withProperty(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /**
     * Puts a text file, replacing one of the same path.
     *
     * @param path where it is
     * @param text what it says, in UTF-8
     * @return this environment
     */
    public FakeEnvironment withFile(String path, String text) {
        return withFile(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Puts a file, replacing one of the same path.
     *
     * @param path where it is
     * @param content its bytes; copied
     * @return this environment
     */
    public FakeEnvironment withFile(String path, byte[] content) {
        byte[] copy = content.clone();
        files.put(Path.of(path), maxBytes -> {
            if (copy.length > maxBytes) {
                throw new IOException(path + " is larger than the " + maxBytes + " bytes expected of it");
            }
            return copy.clone();
        });
        return this;
    }

    /**
     * Puts a file that is there and cannot be read.
     *
     * @param path where it is
     * @param reason the message of the exception a reader gets
     * @return this environment
     */
    public FakeEnvironment withUnreadableFile(String path, String reason) {
        files.put(Path.of(path), maxBytes -> {
            throw new IOException(reason);
        });
        return this;
    }

    /**
     * Says that a path is a symbolic link, or leads through one. What is read at the path is what was put there.
     *
     * @param path where a file seems to be
     * @param target where it really is
     * @return this environment
     */
    public FakeEnvironment withLink(String path, String target) {
        links.put(Path.of(path), Path.of(target));
        return this;
    }

    /**
     * Removes a file.
     *
     * @param path where it was
     * @return this environment
     */
    public FakeEnvironment withoutFile(String path) {
        files.remove(Path.of(path));
        return this;
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    @Override
    public Optional<byte[]> file(Path path, int maxBytes) throws IOException {
        FakeFile file = files.get(path);
        return file == null ? Optional.empty() : Optional.of(file.read(maxBytes));
    }

    @Override
    public Optional<Path> realPath(Path path) {
        Path target = links.get(path);
        if (target != null) {
            return Optional.of(target);
        }
        // compared as text, so that a test on one system can describe the paths of another
        boolean exists = files.keySet().stream().anyMatch(file -> isAtOrBelow(file.toString(), path.toString()));
        return exists ? Optional.of(path) : Optional.empty();
    }

    private static boolean isAtOrBelow(String file, String path) {
        return file.startsWith(path)
                && (file.length() == path.length() || endsAtSeparator(path) || isSeparator(file.charAt(path.length())));
    }

    private static boolean endsAtSeparator(String path) {
        return !path.isEmpty() && isSeparator(path.charAt(path.length() - 1));
    }

    private static boolean isSeparator(char character) {
        return character == '/' || character == '\\';
    }

    /** The names of what is there; values may be secrets. */
    @Override
    public String toString() {
        return "FakeEnvironment with variables " + variables.keySet() + ", properties " + properties.keySet()
                + " and files " + files.keySet();
    }

    /** What happens to whoever reads the file. */
    private interface FakeFile {
        byte[] read(int maxBytes) throws IOException;
    }
}

package io.openmsal.sample;

import io.openmsal.port.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.servlet.ServletContext;

/** What the operator decides: system properties, and where there is none, parameters of {@code web.xml}. */
final class Settings {

    private final ServletContext context;

    Settings(ServletContext context) {
        this.context = context;
    }

    /**
     * A setting.
     *
     * @param name such as {@code sample.authority}
     * @return its value
     * @throws IllegalStateException when nobody set it
     */
    String get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException(
                        "The sample has no " + name + ". Set the system property or the context parameter."));
    }

    /**
     * A secret, from the file that a setting names. A system property can be read by everybody on the machine, and a parameter by
     * everybody who has the WAR.
     *
     * @param name such as {@code sample.clientSecret}; {@code sample.clientSecret.file} says where it is
     * @return reads the file anew each time, so that another secret can take its place
     * @throws IllegalStateException when nobody said where it is, or the secret itself is in the setting
     * @throws UncheckedIOException when it cannot be read
     */
    Supplier<Secret> secret(String name) {
        if (find(name).isPresent()) {
            throw new IllegalStateException("The sample takes no " + name
                    + " from a setting, where others can read it. Write it to a file that only this server may read, and set "
                    + name + ".file to its path.");
        }
        Path file = Path.of(get(name + ".file"));
        // once now: a deployment is a better moment to miss it than somebody's sign-in
        if (read(file).isBlank()) {
            throw new IllegalStateException("The file that " + name + ".file names is empty. Write the secret to it.");
        }
        return () -> read(file);
    }

    private static Secret read(Path file) {
        try {
            return Secret.of(Files.readString(file).trim());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(System.getProperty(name, context.getInitParameter(name)))
                .filter(value -> !value.isEmpty());
    }

    /**
     * A page of this application as the world sees it. Not taken from a request, whose host name anybody can choose.
     *
     * @param path begins with a slash
     * @return the absolute address
     */
    URI page(String path) {
        return URI.create(get("sample.origin") + context.getContextPath() + path);
    }
}

package io.openmsal.realparties.party;

import io.openmsal.testing.emulator.Emulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A script with another MSAL, in a folder of its own, and how its language is told whom to trust. */
public final class MsalScript implements AutoCloseable {

    private final Belongings own;
    private final Path script;
    private final String trustVariable;

    private MsalScript(Belongings own, Path script, String trustVariable) {
        this.own = own;
        this.script = script;
        this.trustVariable = trustVariable;
    }

    /**
     * Lays a script down.
     *
     * @param owner a class in whose package the resource stands
     * @param name of the resource
     * @param trustVariable the environment variable that names a file of authorities in PEM
     * @return the script
     */
    public static MsalScript of(Class<?> owner, String name, String trustVariable) {
        try (InputStream source = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
            Belongings own = new Belongings();
            Path folder = own.folder("openmsal-script");
            return new MsalScript(own, Files.write(folder.resolve(name), source.readAllBytes()), trustVariable);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Where it is.
     *
     * @return the file, for a language whose scripts have to be compiled
     */
    public Path source() {
        return script;
    }

    /**
     * Starts it against an emulator, whose certificate it trusts.
     *
     * @param interpreter what runs it
     * @param emulator whom it asks
     * @param environment further variables
     * @param arguments what it is started with
     * @return the program, ready to be told something
     */
    public MsalProgram start(
            Path interpreter, Emulator emulator, Map<String, String> environment, String... arguments) {
        try {
            Path authorities = Files.writeString(script.resolveSibling("ca.pem"), emulator.caCertificatePem());
            ProcessBuilder builder = new ProcessBuilder(
                            Stream.concat(Stream.of(interpreter.toString(), script.toString()), Stream.of(arguments))
                                    .toList())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put(trustVariable, authorities.toString());
            builder.environment().putAll(environment);
            return new MsalProgram(Programs.start(builder));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        own.close();
    }
}

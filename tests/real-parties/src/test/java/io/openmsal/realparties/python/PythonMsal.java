package io.openmsal.realparties.python;

import io.openmsal.realparties.party.MsalProgram;
import io.openmsal.realparties.party.MsalScript;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.realparties.party.Programs;
import io.openmsal.testing.emulator.Emulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine's Python with the packages {@code msal} and {@code msal_extensions}. */
public final class PythonMsal implements AutoCloseable {

    /** Debian's own Python comes first: another one on the path does not see the packages of the system. */
    private static final List<Path> USUAL = List.of(Path.of("/usr/bin/python3"));

    private final Path python;
    private final MsalScript script = MsalScript.of(PythonMsal.class, "program.py", "REQUESTS_CA_BUNDLE");

    private PythonMsal(Path python) {
        this.python = python;
    }

    static PythonMsal find() throws PartyMissingException {
        List<Path> candidates = Stream.concat(
                        USUAL.stream().filter(Files::isExecutable), Programs.find("python3").stream())
                .toList();
        for (Path candidate : candidates) {
            if (imports(candidate, "import msal, msal_extensions")) {
                return new PythonMsal(candidate);
            }
        }
        throw new PartyMissingException(
                "No python3 that can import msal and msal_extensions. Install python3-msal and python3-msal-extensions.");
    }

    /** Whether it can also keep its cache in the Secret Service of Linux. */
    public boolean knowsSecretService() {
        return imports(python, "import gi; gi.require_version('Secret', '1'); from gi.repository import Secret");
    }

    /**
     * What a user of this MSAL can name: classes, their members, and options of their constructors as {@code Class(option)}.
     *
     * @return the names
     * @throws IOException when it cannot be asked to the end
     */
    public List<String> exportedNames() throws IOException {
        return exportedNames(Map.of());
    }

    List<String> exportedNames(Map<String, String> environment) throws IOException {
        try (InputStream names = Objects.requireNonNull(PythonMsal.class.getResourceAsStream("names.py"))) {
            ProcessBuilder builder =
                    new ProcessBuilder(python.toString(), "-").redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            Process process = Programs.start(builder);
            try (OutputStream program = process.getOutputStream()) {
                names.transferTo(program);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.onExit().join().exitValue();
            if (code != 0) {
                throw new IOException(python + " ended with " + code + " while it told the names that MSAL for Python"
                        + " exports. What it says of that is above.");
            }
            return said.lines().toList();
        }
    }

    /** A program whose cache is a file. */
    public MsalProgram program(Emulator emulator, String tenant, Path cache) {
        return program(emulator, tenant, cache, "file", Map.of());
    }

    /**
     * A program whose cache is a file, and whose authority is Microsoft's, for which an emulator stands in.
     *
     * @param emulator what stands in
     * @param tenant the tenant
     * @param cache the file
     * @param discovers whether it asks which names the cloud has; otherwise it knows the one that it is given
     * @return the program, ready to be told something
     */
    public MsalProgram programAtMicrosoft(Emulator emulator, String tenant, Path cache, boolean discovers) {
        return script.start(
                python,
                emulator,
                Map.of(),
                "https://login.microsoftonline.com/" + tenant,
                emulator.defaultPublicClientId(),
                cache.toString(),
                "file",
                emulator.baseUri().toString(),
                discovers ? "discovery" : "none");
    }

    /** A program whose cache is in the Secret Service, with a file beside it that shows when it was written. */
    public MsalProgram programOnSecretService(
            Emulator emulator, String tenant, Path signal, Map<String, String> environment) {
        return program(emulator, tenant, signal, "libsecret", environment);
    }

    private MsalProgram program(
            Emulator emulator, String tenant, Path location, String kind, Map<String, String> environment) {
        return script.start(
                python,
                emulator,
                environment,
                emulator.authority(tenant),
                emulator.defaultPublicClientId(),
                location.toString(),
                kind);
    }

    @Override
    public void close() {
        script.close();
    }

    private static boolean imports(Path python, String statement) {
        try {
            Process process = Programs.start(new ProcessBuilder(python.toString(), "-c", statement)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD));
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

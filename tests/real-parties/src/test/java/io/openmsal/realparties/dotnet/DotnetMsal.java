package io.openmsal.realparties.dotnet;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.BuildSetting;
import io.openmsal.realparties.party.Distribution;
import io.openmsal.realparties.party.DistributionSource.NodePackages;
import io.openmsal.realparties.party.MsalProgram;
import io.openmsal.realparties.party.MsalScript;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.realparties.party.Programs;
import io.openmsal.testing.emulator.Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * MSAL for .NET and its extensions, as Microsoft built them, with the runtime of .NET: a command-line tool of Azure's has all three in its package for
 * Node. Its host runs a program of ours in the place of its own.
 */
public final class DotnetMsal implements AutoCloseable {

    private static final String PLATFORM = "linux-x64";

    private final Path host;
    private final Path program;
    private final Distribution packages;
    private final Belongings own;
    private final MsalScript script;

    private DotnetMsal(Path host, Path program, Distribution packages, Belongings own, MsalScript script) {
        this.host = host;
        this.program = program;
        this.packages = packages;
        this.own = own;
        this.script = script;
    }

    static DotnetMsal find() throws PartyMissingException {
        if (!isOnPlatform()) {
            throw new PartyMissingException("The package with MSAL for .NET is fetched for " + PLATFORM + " alone.");
        }
        Path compiler = Programs.find("mcs")
                .orElseThrow(() ->
                        new PartyMissingException("There is no compiler of C# on the PATH. Install mcs (mono-mcs)."));
        String carrier = BuildSetting.of("msal-dotnet.version");
        Distribution packages = Distribution.open(
                Path.of(BuildSetting.of("msal-dotnet.folder"), carrier),
                new NodePackages(List.of("@azure/mcp-" + PLATFORM + "@" + carrier)),
                "node_modules");
        Belongings own = new Belongings();
        MsalScript script = MsalScript.of(DotnetMsal.class, "program.cs", "SSL_CERT_FILE");
        try {
            Path libraries = packages.home().resolve("@azure/mcp-" + PLATFORM + "/dist");
            Path host = libraries.resolve("azmcp");
            Files.setPosixFilePermissions(host, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path program = own.folder("openmsal-dotnet").resolve("program.dll");
            compile(compiler, script.source(), libraries, program);
            return new DotnetMsal(host, program, packages, own, script);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A program whose cache is a file. */
    public MsalProgram program(Emulator emulator, String tenant, Path cache) {
        return program(emulator, tenant, cache, "file", Map.of());
    }

    /** A program whose cache is in the Secret Service, with a file beside it that shows when it was written. */
    public MsalProgram programOnSecretService(
            Emulator emulator, String tenant, Path signal, Map<String, String> environment) {
        return program(emulator, tenant, signal, "libsecret", environment);
    }

    private MsalProgram program(
            Emulator emulator, String tenant, Path cache, String kind, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("DOTNET_STARTUP_HOOKS", program.toString());
        // otherwise it wants a library of Unicode's
        all.put("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
        return script.start(
                host,
                emulator,
                all,
                emulator.authority(tenant),
                emulator.defaultPublicClientId(),
                cache.getParent().toString(),
                cache.getFileName().toString(),
                cache + ".lockfile",
                kind);
    }

    @Override
    public void close() {
        packages.close();
        script.close();
        own.close();
    }

    private static boolean isOnPlatform() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    private static void compile(Path compiler, Path source, Path libraries, Path target) throws IOException {
        List<String> command = new ArrayList<>(List.of(compiler.toString(), "-nostdlib", "-noconfig", "-warn:0"));
        command.addAll(List.of("-target:library", "-out:" + target, "-lib:" + libraries));
        try (Stream<Path> files = Files.list(libraries)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(System\\..*|netstandard|Microsoft\\.Identity\\.Client.*)\\.dll"))
                    .forEach(name -> command.add("-r:" + name));
        }
        command.add(source.toString());
        Process process = Programs.start(new ProcessBuilder(command).redirectErrorStream(true));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(compiler + " ended with " + code + ": " + said);
        }
    }
}

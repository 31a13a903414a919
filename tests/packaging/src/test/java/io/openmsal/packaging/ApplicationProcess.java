package io.openmsal.packaging;

import io.openmsal.packaging.alone.GetsTokens;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@link GetsTokens} against an emulator, with a class path that has nothing else on it than what is said. */
final class ApplicationProcess {

    static final String TOKENS = "IDENTITY_PROVIDER CACHE";

    private static final String CLIENT = "daemon";

    private final Path folder;
    private final List<String> arguments;

    /** Registers the application and writes what it needs into a folder. */
    ApplicationProcess(Emulator emulator, Path folder) throws IOException {
        TestCertificate certificate = TestCertificates.valid();
        emulator.add(EmulatorApp.of(CLIENT).withCertificate(certificate.certificate()));
        this.folder = folder;
        Path trust = Files.writeString(folder.resolve("trust.pem"), emulator.caCertificatePem());
        Path key = Files.writeString(
                folder.resolve("client.pem"), certificate.certificatePem() + certificate.privateKeyPem());
        arguments = List.of(emulator.authority("contoso"), CLIENT, trust.toString(), key.toString());
    }

    /** A program with arguments of its own. */
    ApplicationProcess(Path folder, List<String> arguments) {
        this.folder = folder;
        this.arguments = List.copyOf(arguments);
    }

    List<String> arguments() {
        return arguments;
    }

    /** What it prints on both streams when it runs with these jars, in this order. */
    String withClassPath(List<Path> jars) throws IOException, InterruptedException {
        return withClassPath(jars, List.of(), GetsTokens.class);
    }

    /** The same for the last of some classes, and with options of the JVM. */
    String withClassPath(List<Path> jars, List<String> options, Class<?>... classes)
            throws IOException, InterruptedException {
        List<Path> path = new ArrayList<>(jars);
        for (Class<?> each : classes) {
            copy(each);
        }
        path.add(folder.resolve("classes"));
        List<String> all = new ArrayList<>(options);
        all.add("-cp");
        all.add(path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        all.add(classes[classes.length - 1].getName());
        return run(all);
    }

    /** A class into a folder where nothing else is. */
    private void copy(Class<?> each) throws IOException {
        String file = each.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve("classes").resolve(file);
        Files.createDirectories(copy.getParent());
        if (!Files.exists(copy)) {
            try (InputStream bytes = each.getClassLoader().getResourceAsStream(file)) {
                Files.copy(bytes, copy);
            }
        }
    }

    /** What it prints on both streams when a JVM is started with these options. */
    String run(List<String> options) throws IOException, InterruptedException {
        List<String> withArguments = new ArrayList<>(options);
        withArguments.addAll(arguments);
        return printedBy(withArguments, folder);
    }

    /** What a JVM with these options prints on both streams. */
    static String printedBy(List<String> options, Path folder) throws IOException, InterruptedException {
        return printedBy(options, folder, Duration.ofMinutes(1), folder);
    }

    /** The same for a program that may take longer, and that works in some folder. */
    static String printedBy(List<String> options, Path folder, Duration patience, Path workingFolder)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(command)
                .directory(workingFolder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(printed, StandardCharsets.UTF_8).trim();
    }
}

package io.openmsal.adapter.cache;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A second JVM that works on the same file. Its main method is what that JVM does. */
final class OtherProcess implements AutoCloseable {

    static final int LARGE = 300_000;

    private final Process process;
    private final BufferedReader output;

    private OtherProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The exit code of {@code attempt} when the lock was not to be had. */
    static final int BUSY = 3;

    /** Starts one that does {@code increment}, {@code hold}, {@code rewrite} or {@code attempt}, and waits until it is about to. */
    static OtherProcess started(String work, Path file) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        OtherProcess other = new OtherProcess(new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        work,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        String line = other.output.readLine();
        if (!"ready".equals(line)) {
            throw new IOException("The other process said: " + line);
        }
        return other;
    }

    /** Lets it do the work, or end. */
    void goOn() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The other process did not end");
        }
        return process.exitValue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Says ready, waits for a line, and works. */
    public static void main(String[] arguments) throws IOException {
        SingleFileTokenStore store = new SingleFileTokenStore(Path.of(arguments[1]), "cache");
        switch (arguments[0]) {
            case "increment" -> {
                ready();
                for (int i = 0; i < 100; i++) {
                    store.update("cache", OtherProcess::incremented);
                }
            }
            case "hold" ->
                store.update("cache", present -> {
                    ready();
                    return new byte[0];
                });
            case "rewrite" -> {
                ready();
                for (int i = 0; ; i++) {
                    byte[] content = new byte[LARGE];
                    Arrays.fill(content, (byte) ('A' + i % 26));
                    store.update("cache", present -> content);
                }
            }
            case "attempt" -> {
                ready();
                try {
                    new SingleFileTokenStore(
                                    Path.of(arguments[1]),
                                    "cache",
                                    FileStoreOptions.defaults().lockPatience(Duration.ZERO))
                            .update("cache", OtherProcess::incremented);
                } catch (StoreBusyException busy) {
                    System.exit(BUSY);
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void ready() throws IOException {
        System.out.println("ready");
        System.out.flush();
        int line = System.in.read();
        if (line < 0) {
            throw new IOException("The test is gone");
        }
    }

    static byte[] incremented(Optional<byte[]> present) {
        int count = present.map(bytes -> Integer.parseInt(new String(bytes, StandardCharsets.US_ASCII)))
                .orElse(0);
        return Integer.toString(count + 1).getBytes(StandardCharsets.US_ASCII);
    }
}

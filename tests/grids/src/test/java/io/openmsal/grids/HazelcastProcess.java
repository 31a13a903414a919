package io.openmsal.grids;

import io.openmsal.adapter.cache.JCacheTokenStore;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A member in a process of its own, which counts in a partition when it is told to. Its main method is that process. */
final class HazelcastProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private HazelcastProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one, and waits until it has joined. */
    static HazelcastProcess joined(String invitation) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        HazelcastProcess process = new HazelcastProcess(new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HazelcastProcess.class.getName(),
                        invitation)
                .redirectErrorStream(true)
                .start());
        // whoever ends this JVM in the middle of a test ends it with it
        Runtime.getRuntime().addShutdownHook(new Thread(process::close));
        process.expect("joined");
        return process;
    }

    /** Lets it add one to a number so many times. */
    void count(String partition, int times) throws IOException {
        process.getOutputStream().write((partition + " " + times + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits until it has. */
    void awaitCounted() throws IOException {
        expect("counted");
    }

    /** As {@code kill -9} does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("A member does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void expect(String line) throws IOException {
        // Hazelcast itself may say something first
        List<String> besides = new ArrayList<>();
        for (String said = output.readLine(); !line.equals(said); said = output.readLine()) {
            if (said == null) {
                throw new IOException("The member in the other process ended before it had " + line + ": " + besides);
            }
            besides.add(said);
        }
    }

    /** Joins, and does what it reads. */
    public static void main(String[] arguments) throws IOException {
        try (HazelcastMember member = HazelcastMember.joined(arguments[0])) {
            JCacheTokenStore store = new JCacheTokenStore(member.cache("tokens"));
            say("joined");
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] words = order.split(" ");
                for (int i = 0; i < Integer.parseInt(words[1]); i++) {
                    store.update(words[0], HazelcastProcess::incremented);
                }
                say("counted");
            }
        }
    }

    /** One more than a number in decimal, or than nothing. */
    static byte[] incremented(Optional<byte[]> present) {
        int count = present.map(bytes -> Integer.parseInt(new String(bytes, StandardCharsets.US_ASCII)))
                .orElse(0);
        return Integer.toString(count + 1).getBytes(StandardCharsets.US_ASCII);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}

package io.openmsal.realparties.grid;

import io.openmsal.adapter.cache.JCacheTokenStore;
import io.openmsal.realparties.party.Programs;
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
public final class GridProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private GridProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one, and waits until it has joined. */
    public static GridProcess joined(String invitation) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        GridProcess process = new GridProcess(Programs.start(new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GridProcess.class.getName(),
                        invitation)
                .redirectErrorStream(true)));
        process.expect("joined");
        return process;
    }

    /** Lets it add one to a number so many times. */
    public void count(String partition, int times) throws IOException {
        process.getOutputStream().write((partition + " " + times + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits until it has. */
    public void awaitCounted() throws IOException {
        expect("counted");
    }

    /** As {@code kill -9} does it. */
    public void kill() throws InterruptedException {
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
        try (GridMember member = GridMember.joined(arguments[0])) {
            JCacheTokenStore store = new JCacheTokenStore(member.cache());
            say("joined");
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] words = order.split(" ");
                for (int i = 0; i < Integer.parseInt(words[1]); i++) {
                    store.update(words[0], GridProcess::incremented);
                }
                say("counted");
            }
        }
    }

    /** One more than a number in decimal, or than nothing. */
    public static byte[] incremented(Optional<byte[]> present) {
        int count = present.map(bytes -> Integer.parseInt(new String(bytes, StandardCharsets.US_ASCII)))
                .orElse(0);
        return Integer.toString(count + 1).getBytes(StandardCharsets.US_ASCII);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}

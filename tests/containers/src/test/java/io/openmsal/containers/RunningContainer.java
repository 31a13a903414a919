package io.openmsal.containers;

import io.openmsal.realparties.party.BuildSetting;
import io.openmsal.realparties.party.Distribution;
import io.openmsal.realparties.party.DistributionSource.MavenArchive;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.realparties.party.Programs;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One container with its applications, in a process of its own that ends with this object, and at the latest with this JVM. */
final class RunningContainer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private final ContainerKind kind;
    private final Place place;
    private final Distribution distribution;
    private final Process process;
    private final Thread atExit;

    private RunningContainer(ContainerKind kind, Place place, Distribution distribution, Process process) {
        this.kind = kind;
        this.place = place;
        this.distribution = distribution;
        this.process = process;
        this.atExit = new Thread(() -> Programs.end(process), "container-end");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Fetches what Maven has of it, and waits until nobody else uses it. */
    static Distribution distribution(ContainerKind kind) throws PartyMissingException {
        return Distribution.open(
                Path.of(BuildSetting.of("containers.folder")), new MavenArchive(kind.artifact()), kind.root());
    }

    static Path log(ContainerKind kind) throws IOException {
        return Files.createDirectories(Path.of("target", "containers"))
                .resolve(kind.name().toLowerCase(Locale.ROOT) + ".log")
                .toAbsolutePath();
    }

    /** Starts it with the archives of its place, and waits until every application answers. */
    static RunningContainer start(ContainerKind kind, Place place, Distribution distribution)
            throws IOException, InterruptedException {
        RunningContainer container = new RunningContainer(kind, place, distribution, kind.launch(place));
        try {
            for (String name : place.archives().keySet()) {
                container.awaitHome(name);
            }
            return container;
        } catch (RuntimeException | InterruptedException failed) {
            container.close();
            throw failed;
        }
    }

    /** Where an application is, without a slash at the end. */
    String address(String name) {
        return "http://localhost:" + place.port() + "/" + name;
    }

    /** All that the server has printed and written into logs. */
    List<String> logged() throws IOException {
        return place.logged();
    }

    /** Deploys one more archive, and waits until it answers. */
    void deploy(String name, Path archive) throws IOException, InterruptedException {
        kind.deploy(place, name, archive);
        awaitHome(name);
    }

    /** Deploys another archive under the same name, and waits until it is the one that answers. */
    void redeploy(String name, Path archive, int number) throws IOException, InterruptedException {
        kind.deploy(place, name, archive);
        String page = "/" + name + "/" + SampleArchive.numberedPage(number);
        await("deployment " + number + " did not answer", () -> status(page) == 200);
    }

    /**
     * How many class loaders have loaded a class and are still held: asks the server's JVM for a histogram, which collects first.
     *
     * @param enumeration an enum, whose constants live as long as its class, and its class as long as its loader
     */
    int loadersOf(Class<? extends Enum<?>> enumeration) throws IOException, InterruptedException {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(jvm().pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String printed = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (histogram.waitFor() != 0) {
            throw new IOException("jcmd did not count: " + printed);
        }
        return (int) printed.lines()
                .filter(line -> line.stripTrailing().endsWith(" " + enumeration.getName()))
                .count();
    }

    @Override
    public void close() {
        Programs.end(process);
        Runtime.getRuntime().removeShutdownHook(atExit);
        distribution.close();
    }

    /** Some start scripts become the JVM, others have it as a child. */
    private ProcessHandle jvm() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(any -> any.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The server's JVM has ended. See " + place.log()));
    }

    private void awaitHome(String name) throws InterruptedException {
        await(name + " did not answer", () -> status("/" + name + "/") == 200);
    }

    private void await(String otherwise, BooleanSupplier condition) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUp || process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(kind + ": " + otherwise + ". See " + place.log());
            }
        }
    }

    private int status(String path) {
        try {
            return connection(path).getResponseCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private HttpURLConnection connection(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://localhost:" + place.port() + path).toURL().openConnection();
        connection.setConnectTimeout(1000);
        connection.setReadTimeout(30_000);
        return connection;
    }
}

package io.openmsal.containers;

import io.openmsal.realparties.party.Distribution;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.realparties.party.Programs;
import io.openmsal.testing.emulator.Emulator;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One container with the sample in it, in a process of its own that ends with this object, and at the latest with this JVM. */
final class RunningContainer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Distribution distribution;
    private final String address;
    private final Process process;
    private final Path log;
    private final Thread atExit;

    private RunningContainer(Distribution distribution, String address, Process process, Path log) {
        this.distribution = distribution;
        this.address = address;
        this.process = process;
        this.log = log;
        this.atExit = new Thread(() -> Programs.end(process), "container-end");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static RunningContainer start(ContainerKind kind, Emulator emulator, OrdersApi orders, Path folder)
            throws PartyMissingException, IOException, InterruptedException {
        Distribution distribution =
                Distribution.open(Path.of(Distribution.setting("containers.folder")), kind.artifact(), kind.root());
        try {
            int port = freePort();
            String address = "http://localhost:" + port + "/app";
            Map<String, String> settings = SampleSettings.register(emulator, orders, address, folder);
            Path log = Files.createDirectories(Path.of("target", "containers"))
                    .resolve(kind.name().toLowerCase(Locale.ROOT) + ".log")
                    .toAbsolutePath();
            Path base = Files.createDirectories(folder.resolve("base"));
            Process process = kind.launch(new Place(distribution.home(), base, port, settings, log));
            RunningContainer container = new RunningContainer(distribution, address, process, log);
            try {
                container.awaitReady();
                return container;
            } catch (RuntimeException | InterruptedException failed) {
                container.close();
                throw failed;
            }
        } catch (IOException | PartyMissingException failed) {
            distribution.close();
            throw failed;
        }
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        Programs.end(process);
        Runtime.getRuntime().removeShutdownHook(atExit);
        distribution.close();
    }

    private void awaitReady() throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > giveUp || process.waitFor(300, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The container did not serve the sample. See " + log);
            }
        }
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address + "/").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(30_000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

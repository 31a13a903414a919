package io.openmsal.adapter.broker;

import io.openmsal.adapter.json.GsonJsonCodec;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A session bus for one class of tests, and the brokers that stand on it for one test. Where there is no bus daemon, tests are skipped. */
final class PrivateBus implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private final List<AutoCloseable> guests = new ArrayList<>();
    private Optional<Process> daemon = Optional.empty();

    /** How many classes, one within the other, are at it: a nested one is told of like any other. */
    private int classes;

    private String address = "";

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        classes++;
        if (classes == 1) {
            start();
        }
    }

    private void start() throws IOException {
        Optional<Path> program = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "dbus-daemon"))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(program.isPresent(), "There is no dbus-daemon on the PATH. Install dbus.");
        Process started = new ProcessBuilder(
                        program.get().toString(), "--session", "--nofork", "--nopidfile", "--print-address=1")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        daemon = Optional.of(started);
        address = Optional.ofNullable(
                        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))
                                .readLine())
                .orElseThrow(() -> new IOException("dbus-daemon said no address"));
    }

    String address() {
        return address;
    }

    /** What a test is about, once the stand-in is on the bus under the broker's name, in the place of the one before. */
    LinuxIdentityBroker brokerOf(StandInBroker standIn) throws Exception {
        letGuestsGo();
        DBusConnection connection =
                DBusConnectionBuilder.forAddress(address).withShared(false).build();
        connection.requestBusName("com.microsoft.identity.broker1");
        connection.exportObject("/com/microsoft/identity/broker1", standIn);
        guests.add(() -> {
            standIn.close();
            connection.disconnect();
        });
        return broker();
    }

    LinuxIdentityBroker broker() {
        return LinuxIdentityBroker.onBus(address, new GsonJsonCodec(), Clock.systemUTC());
    }

    /** The bus itself goes away. */
    void end() throws InterruptedException {
        if (daemon.isPresent()) {
            daemon.get().destroy();
            daemon.get().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        letGuestsGo();
    }

    private void letGuestsGo() throws Exception {
        for (AutoCloseable guest : guests) {
            guest.close();
        }
        guests.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        classes--;
        if (classes == 0) {
            end();
        }
    }
}

package io.openmsal.realparties.keyring;

import com.sun.jna.Library;
import com.sun.jna.Native;
import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.realparties.party.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Secret Service: a D-Bus session and GNOME's keyring, in a home directory of their own, unlocked. This process takes part in
 * that session, and so does whoever is started with {@link #environment()}.
 */
public final class GnomeKeyring implements AutoCloseable {

    private static final String BUS = "DBUS_SESSION_BUS_ADDRESS";

    private static final long PATIENCE_SECONDS = 30;

    private final Belongings own;
    private final Path home;
    private String address = "";

    private GnomeKeyring(Path dbus, Path keyring, Belongings own) throws IOException, InterruptedException {
        this.own = own;
        home = own.folder("openmsal-keyring");
        Process bus = own.start(command(dbus.toString(), "--session", "--nofork", "--print-address=1"));
        address = Optional.ofNullable(
                        new BufferedReader(new InputStreamReader(bus.getInputStream(), StandardCharsets.UTF_8))
                                .readLine())
                .orElseThrow(() -> new IOException("dbus-daemon said no address"));
        Process daemon = own.start(command(keyring.toString(), "--foreground", "--unlock", "--components=secrets"));
        daemon.getOutputStream().write("a test's password\n".getBytes(StandardCharsets.US_ASCII));
        daemon.getOutputStream().close();
        Native.load("libglib-2.0.so.0", GLib.class).g_setenv(BUS, address, 1);
        awaitAnswer(daemon);
    }

    /** The C library's environment of this process, which Java's own methods do not change. */
    private interface GLib extends Library {
        int g_setenv(String name, String value, int overwrite);
    }

    static GnomeKeyring started(Belongings own) throws PartyMissingException {
        Path dbus = program("dbus-daemon", "dbus-daemon");
        Path keyring = program("gnome-keyring-daemon", "gnome-keyring");
        program("secret-tool", "libsecret-tools");
        try {
            return new GnomeKeyring(dbus, keyring, own);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What makes another process take part. */
    public Map<String, String> environment() {
        return Map.of(BUS, address, "HOME", home.toString());
    }

    /** Asks GNOME's own tool, for instance to look something up. */
    public String tool(String... arguments) {
        return said(
                Stream.concat(Stream.of("secret-tool"), Stream.of(arguments)).toArray(String[]::new));
    }

    /** The paths of all that is kept, whatever its name. */
    public String items() {
        return said(
                "dbus-send",
                "--session",
                "--print-reply=literal",
                "--dest=org.freedesktop.secrets",
                "/org/freedesktop/secrets/aliases/default",
                "org.freedesktop.DBus.Properties.Get",
                "string:org.freedesktop.Secret.Collection",
                "string:Items");
    }

    private String said(String... command) {
        try {
            Process process = Programs.start(command(command));
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            hasPassed(process);
            return said;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        own.close();
    }

    private ProcessBuilder command(String... words) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "XDG_RUNTIME_DIR", home.toString(),
                        "XDG_DATA_HOME", home.resolve("data").toString()));
        builder.environment().remove("DISPLAY");
        builder.environment().put(BUS, address);
        return builder;
    }

    private static boolean hasPassed(Process process) throws InterruptedException {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            Programs.end(process);
        }
    }

    /** The daemon is on the bus when it finds nothing instead of failing. */
    private void awaitAnswer(Process daemon) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Process store = Programs.start(command("secret-tool", "store", "--label=ready", "openmsal", "ready"));
            store.getOutputStream().write("yes".getBytes(StandardCharsets.US_ASCII));
            store.getOutputStream().close();
            if (hasPassed(store)) {
                return;
            }
            if (System.nanoTime() - end > 0 || !daemon.isAlive()) {
                throw new IOException("gnome-keyring-daemon does not answer: " + Files.readString(home.resolve("log")));
            }
        }
    }

    private static Path program(String name, String aptPackage) throws PartyMissingException {
        return Programs.find(name)
                .orElseThrow(() ->
                        new PartyMissingException("There is no " + name + " on the PATH. Install " + aptPackage + "."));
    }
}

package io.openmsal.realparties.keyring;

import io.openmsal.adapter.cache.KeyringUnavailableException;
import io.openmsal.adapter.cache.SystemKeyring;
import io.openmsal.realparties.party.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the probe says in a process of its own, whose environment a test has chosen. */
public final class Probe {

    private Probe() {}

    /** Says it in a session without D-Bus. */
    public static String withoutDbus() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Probe.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        for (String name : new String[] {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "XDG_RUNTIME_DIR"}) {
            builder.environment().remove(name);
        }
        return new String(Programs.start(builder).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Prints what is thrown, or that it passed. */
    public static void main(String[] arguments) {
        try {
            SystemKeyring.ofThisMachine().probe();
            System.out.println("passed");
        } catch (KeyringUnavailableException unavailable) {
            System.out.println(unavailable.getMessage());
        }
    }
}

package io.openmsal.adapter.browser;

import io.openmsal.port.environment.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where this process runs, as far as it matters for showing a person a page: decided from the {@link Environment} alone,
 * without starting anything, so that a program can choose the device-code flow before it tries a browser in vain.
 *
 * @param operatingSystem what would open the page
 * @param obstacle what stands between the person and a browser
 */
public record BrowserSurroundings(OperatingSystem operatingSystem, Obstacle obstacle) {

    /** Families of systems, by how they open a page. */
    public enum OperatingSystem {
        /** Linux, the BSDs, and whatever is not one of the others. */
        LINUX,
        /** Linux inside Windows: the browser is the Windows one. */
        WSL,
        /** macOS. */
        MACOS,
        /** Windows. */
        WINDOWS
    }

    /** Why a page would not be seen. */
    public enum Obstacle {
        /** Nothing: somebody sits in front of a desktop. */
        NONE("a desktop is here"),
        /** The program runs for root on behalf of somebody else: the browser would run as root. */
        SUPERUSER("this program runs under sudo (SUDO_USER is set) and a browser must not; run it as yourself"),
        /** A shell on a machine that stands elsewhere. */
        REMOTE_SHELL("this is an SSH session (SSH_CONNECTION or SSH_TTY is set) without a display; "
                + "use the device-code flow, or set BROWSER to a command that reaches your browser"),
        /** A container, whose browser, if it had one, nobody would see. */
        CONTAINER("this is a container without a display; "
                + "use the device-code flow, or set BROWSER to a command that reaches your browser"),
        /** A Linux without a graphical session. */
        HEADLESS("there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set); "
                + "use the device-code flow, or set BROWSER to a command that reaches your browser");

        private final String explanation;

        Obstacle(String explanation) {
            this.explanation = explanation;
        }
    }

    private static final int LARGEST_FILE = 64 * 1024;

    /** Checks that nothing is missing. */
    public BrowserSurroundings {
        Objects.requireNonNull(operatingSystem, "operatingSystem");
        Objects.requireNonNull(obstacle, "obstacle");
    }

    /**
     * Looks around.
     *
     * @param environment variables, properties and the small files of the system
     * @return what was found; a file that cannot be read counts as missing
     */
    public static BrowserSurroundings of(Environment environment) {
        boolean container = isContainer(environment);
        OperatingSystem system = operatingSystem(environment, container);
        return new BrowserSurroundings(system, obstacle(environment, system, container));
    }

    /**
     * Whether a browser can be expected to show a page.
     *
     * @return true when nothing speaks against it
     */
    public boolean canShowPages() {
        return obstacle == Obstacle.NONE;
    }

    /**
     * For people: what was found, and what to do if it is in the way.
     *
     * @return a clause without a full stop
     */
    public String explanation() {
        return obstacle.explanation;
    }

    private static OperatingSystem operatingSystem(Environment environment, boolean container) {
        String name = environment.property("os.name").orElse("").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return OperatingSystem.WINDOWS;
        }
        if (name.startsWith("mac") || name.startsWith("darwin")) {
            return OperatingSystem.MACOS;
        }
        // A container on a Windows machine has Microsoft's kernel too, and no way to the Windows browser.
        return name.startsWith("linux") && !container && hasMicrosoftKernel(environment)
                ? OperatingSystem.WSL
                : OperatingSystem.LINUX;
    }

    private static boolean hasMicrosoftKernel(Environment environment) {
        String release = text(environment, "/proc/sys/kernel/osrelease")
                .orElseGet(() -> environment.property("os.version").orElse(""));
        return release.toLowerCase(Locale.ROOT).contains("microsoft");
    }

    private static Obstacle obstacle(Environment environment, OperatingSystem system, boolean container) {
        boolean unix = system == OperatingSystem.LINUX || system == OperatingSystem.WSL;
        if (unix && isSet(environment, "SUDO_USER")) {
            return Obstacle.SUPERUSER;
        }
        if (isSet(environment, "DISPLAY") || isSet(environment, "WAYLAND_DISPLAY")) {
            return Obstacle.NONE;
        }
        if (isSet(environment, "SSH_CONNECTION") || isSet(environment, "SSH_TTY")) {
            return Obstacle.REMOTE_SHELL;
        }
        if (system != OperatingSystem.LINUX) {
            return Obstacle.NONE;
        }
        return container ? Obstacle.CONTAINER : Obstacle.HEADLESS;
    }

    private static boolean isContainer(Environment environment) {
        return text(environment, "/.dockerenv").isPresent()
                || text(environment, "/run/.containerenv").isPresent()
                || text(environment, "/proc/1/cgroup")
                        .map(BrowserSurroundings::namesAContainer)
                        .orElse(false);
    }

    /** Lines read {@code hierarchy:controllers:path}; outside of containers the first process is at the top. */
    private static boolean namesAContainer(String controlGroups) {
        for (String line : controlGroups.split("\n", -1)) {
            String[] fields = line.trim().split(":", 3);
            // systemd puts itself into a scope of its own on every ordinary machine: that is no container.
            if (fields.length == 3 && !fields[2].equals("/") && !fields[2].equals("/init.scope")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSet(Environment environment, String variable) {
        return environment.variable(variable).filter(value -> !value.isEmpty()).isPresent();
    }

    private static Optional<String> text(Environment environment, String path) {
        Path file = Paths.get(path);
        try {
            return environment.file(file, LARGEST_FILE).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}

package io.openmsal.adapter.browser;

import io.openmsal.adapter.browser.BrowserSurroundings.Obstacle;
import io.openmsal.adapter.browser.BrowserSurroundings.OperatingSystem;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.environment.Environment;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Opens the person's own browser (RFC 8252 §6) by a command of the operating system: neither AWT nor a shell is involved. Safe
 * for many threads; an attempt takes two seconds at most.
 *
 * <ul>
 *   <li>Linux: the commands in the variable {@code BROWSER}, separated by colons; Microsoft Edge, when it is installed and
 *       {@code BROWSER} does not prefer another, because it knows the work account of the machine; {@code xdg-open},
 *       {@code gnome-open}, {@code kfmclient}
 *   <li>Linux inside Windows (WSL): {@code BROWSER}, then {@code wslview}, Windows' handler of addresses, {@code powershell.exe}
 *   <li>macOS: {@code open}; Windows: its handler of addresses
 * </ul>
 *
 * <p>What is started on macOS, on Windows and in WSL has not met the real ones yet.
 *
 * <p>Where {@link BrowserSurroundings} names an obstacle only {@code BROWSER} is tried, because remote editors set it to a
 * command that reaches the person's own desktop; under sudo nothing is.
 */
public final class SystemBrowser implements Browser {

    /** In WSL by this name: the way to it is among the folders of {@code PATH}, and the current directory is not. */
    private static final String RUNDLL32 = "rundll32.exe";

    private static final String EDGE = "/usr/bin/microsoft-edge";
    private static final String BY_HAND = "open the address by hand, or use the device-code flow";

    private final Environment environment;
    private final CommandRow commands;

    /**
     * Makes a browser. Nothing is started and nothing is looked at yet.
     *
     * @param environment what is asked, at each opening, where we are
     */
    public SystemBrowser(Environment environment) {
        this(environment, new ProcessLauncher());
    }

    SystemBrowser(Environment environment, CommandLauncher launcher) {
        this.environment = Objects.requireNonNull(environment, "environment");
        this.commands = new CommandRow(launcher);
    }

    @Override
    public BrowserLaunch open(URI address) {
        BrowserSurroundings surroundings = BrowserSurroundings.of(environment);
        String wish = surroundings.operatingSystem() == OperatingSystem.WINDOWS
                ? ""
                : environment.variable("BROWSER").orElse("");
        List<BrowserCommand> row = new ArrayList<>();
        if (surroundings.obstacle() != Obstacle.SUPERUSER) {
            row.addAll(wished(wish));
        }
        if (surroundings.canShowPages()) {
            row.addAll(usual(surroundings.operatingSystem(), wish));
        }
        return row.isEmpty()
                ? new BrowserLaunch(
                        BrowserLaunch.Outcome.REFUSED, "no browser was started: " + surroundings.explanation())
                : commands.open(row, address, surroundings.canShowPages() ? BY_HAND : surroundings.explanation());
    }

    private static List<BrowserCommand> wished(String browserVariable) {
        List<BrowserCommand> row = new ArrayList<>();
        for (String entry : browserVariable.split(":", -1)) {
            try {
                row.add(BrowserCommand.browser(CommandLine.words(entry)));
            } catch (IllegalArgumentException emptyOrUnclosed) {
                // The variable is not ours to correct: what cannot be understood is passed over, as every desktop does.
            }
        }
        return row;
    }

    private List<BrowserCommand> usual(OperatingSystem system, String wish) {
        List<BrowserCommand> row = new ArrayList<>();
        switch (system) {
            case LINUX -> {
                if (wish.isEmpty() || wish.contains("microsoft-edge")) {
                    row.add(BrowserCommand.browser(Collections.singletonList(EDGE)));
                }
                row.add(BrowserCommand.opener("xdg-open"));
                row.add(BrowserCommand.opener("gnome-open"));
                row.add(BrowserCommand.opener("kfmclient", "openURL"));
            }
            case WSL -> {
                row.add(BrowserCommand.opener("wslview"));
                row.add(BrowserCommand.windowsHandler(RUNDLL32));
                row.add(BrowserCommand.powershell());
            }
            case MACOS -> row.add(BrowserCommand.opener("open"));
            case WINDOWS ->
                row.add(BrowserCommand.windowsHandler(
                        WindowsFolder.of(environment).program(RUNDLL32)));
        }
        return row;
    }
}

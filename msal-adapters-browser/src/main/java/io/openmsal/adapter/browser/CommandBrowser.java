package io.openmsal.adapter.browser;

import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Opens pages by a command of the caller's choice, for {@code --browser COMMAND} and for kiosks. Starts no shell: the address
 * is the last argument, or stands where a word says {@code %s}. Safe for many threads; an attempt takes two seconds at most,
 * and a command that still runs then counts as opened.
 */
public final class CommandBrowser implements Browser {

    private final BrowserCommand command;
    private final CommandRow commands;

    /**
     * Takes a command as a person writes it.
     *
     * @param commandLine program and arguments, split at white space except between single or double quotes; nothing else is
     *     special, so a path with backslashes needs no care
     * @throws IllegalArgumentException when it names no program or leaves a quote open
     */
    public CommandBrowser(String commandLine) {
        this(CommandLine.words(commandLine));
    }

    /**
     * Takes a command word by word.
     *
     * @param words the program and its arguments; copied
     * @throws IllegalArgumentException when there is no word
     */
    public CommandBrowser(List<String> words) {
        this(words, new ProcessLauncher());
    }

    CommandBrowser(List<String> words, CommandLauncher launcher) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("The browser command is empty: name a program");
        }
        this.command = BrowserCommand.browser(Collections.unmodifiableList(new ArrayList<>(words)));
        this.commands = new CommandRow(launcher);
    }

    @Override
    public BrowserLaunch open(URI address) {
        return commands.open(Collections.singletonList(command), address, "check the browser command");
    }

    /** The program, without its arguments. */
    @Override
    public String toString() {
        return "browser command " + command.name();
    }
}

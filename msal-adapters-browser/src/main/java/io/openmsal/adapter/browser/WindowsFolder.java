package io.openmsal.adapter.browser;

import io.openmsal.port.environment.Environment;
import java.util.regex.Pattern;

/**
 * The folder of Windows. Its programs are named by their whole path: by its name alone one is looked for beside {@code java.exe} and in
 * the current directory first, where anybody may have put another.
 */
final class WindowsFolder {

    private static final String USUAL = "C:\\Windows";
    private static final Pattern ON_A_DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*");

    private final String path;

    private WindowsFolder(String path) {
        this.path = path;
    }

    /** Where the variable {@code SystemRoot} says, unless that depends on the current directory or drive. */
    static WindowsFolder of(Environment environment) {
        return new WindowsFolder(environment
                .variable("SystemRoot")
                .filter(root -> ON_A_DRIVE.matcher(root).matches())
                .orElse(USUAL));
    }

    /** A program of the system itself. */
    String program(String name) {
        return path + "\\System32\\" + name;
    }
}

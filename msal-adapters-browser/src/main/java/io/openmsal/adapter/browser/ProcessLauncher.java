package io.openmsal.adapter.browser;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Really starts commands. They hear nothing from us and nobody hears them: a browser's chatter has no place on our console, and
 * Ctrl-C there, which goes to everything in the terminal's foreground, is not meant for a browser.
 */
final class ProcessLauncher implements CommandLauncher {

    @Override
    public OptionalInt start(List<String> command, Duration patience) throws IOException, InterruptedException {
        File nowhere = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(nowhere)
                .redirectOutput(nowhere)
                .redirectError(nowhere);
        builder.command(inASessionOfItsOwn(command, builder.environment().getOrDefault("PATH", "")));
        Process process = builder.start();
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /** Where there is {@code setsid}, which becomes the program that it is given. */
    private static List<String> inASessionOfItsOwn(List<String> command, String path) {
        // for a program that is there: that one is missing has to be told from that it failed
        if (!isThere("setsid", path) || !isThere(command.get(0), path)) {
            return command;
        }
        List<String> all = new ArrayList<>();
        all.add("setsid");
        all.addAll(command);
        return all;
    }

    private static boolean isThere(String program, String path) {
        return program.indexOf('/') >= 0
                ? isProgram(new File(program))
                : Arrays.stream(path.split(":")).anyMatch(directory -> isProgram(new File(directory, program)));
    }

    private static boolean isProgram(File file) {
        return file.isFile() && file.canExecute();
    }
}

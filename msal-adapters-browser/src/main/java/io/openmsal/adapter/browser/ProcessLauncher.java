package io.openmsal.adapter.browser;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Really starts commands. They hear nothing from us and nobody hears them: a browser's chatter has no place on our console. */
final class ProcessLauncher implements CommandLauncher {

    @Override
    public OptionalInt start(List<String> command, Duration patience) throws IOException, InterruptedException {
        File nowhere = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
        Process process = new ProcessBuilder(command)
                .redirectInput(nowhere)
                .redirectOutput(nowhere)
                .redirectError(nowhere)
                .start();
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }
}

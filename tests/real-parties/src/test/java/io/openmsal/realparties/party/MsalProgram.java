package io.openmsal.realparties.party;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running program with another MSAL that has its cache open. It is told in a line of JSON what to do, and answers with another; what it can do
 * stands in its source.
 */
public final class MsalProgram implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 90;

    private final GsonJsonCodec codec = new GsonJsonCodec();
    private final Process process;
    private final BufferedReader answers;

    /**
     * Takes over a process, and waits until it says that it is ready.
     *
     * @param process the process, just started
     */
    public MsalProgram(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        boolean isReady = false;
        try {
            answer();
            isReady = true;
        } finally {
            if (!isReady) {
                close();
            }
        }
    }

    /** Tells it what to do, and does not wait. */
    public void tell(String work, Object... options) {
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("do", work);
        for (int i = 0; i < options.length; i += 2) {
            command.put((String) options[i], options[i + 1]);
        }
        write(codec.write(command));
    }

    /** What it says next. */
    public Map<?, ?> answer() {
        try {
            String line = nextLine();
            if (line == null) {
                throw new AssertionError("The program has ended; what it said is in the output of this test.");
            }
            return (Map<?, ?>) codec.read(line);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (MalformedJsonException notAnAnswer) {
            throw new AssertionError(notAnAnswer);
        }
    }

    /** Reading from a process cannot be interrupted, so one that says nothing is ended. */
    private String nextLine() throws IOException {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        answered.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).whenComplete((done, late) -> {
            if (late != null) {
                process.destroyForcibly();
            }
        });
        try {
            return answers.readLine();
        } finally {
            answered.complete(null);
        }
    }

    public Map<?, ?> does(String work, Object... options) {
        tell(work, options);
        return answer();
    }

    /** The access token that it answers with; the test fails with what the program said when there is none. */
    public String token(String work, Object... options) {
        tell(work, options);
        return token();
    }

    /** The access token of what it says next. */
    public String token() {
        Map<?, ?> answer = answer();
        return Optional.ofNullable((String) answer.get("token"))
                .orElseThrow(() -> new AssertionError("It got no token: " + answer));
    }

    /** Lets it go on where it waits in the middle of its work. */
    public void goOn() {
        write("");
    }

    /** As {@code kill -9} does it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("The program does not end");
        }
    }

    @Override
    public void close() {
        Programs.end(process);
    }

    private void write(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

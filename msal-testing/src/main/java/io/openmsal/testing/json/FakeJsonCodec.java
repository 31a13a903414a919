package io.openmsal.testing.json;

import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A working {@link JsonCodec} without a JSON library, which remembers every text that went through it and fails on request.
 *
 * <p>It passes {@link JsonCodecContract}, so a test that uses it learns what the real one would do. Safe for many threads.
 */
public final class FakeJsonCodec implements JsonCodec {

    private final List<String> textsRead = Collections.synchronizedList(new ArrayList<>());
    private final List<String> textsWritten = Collections.synchronizedList(new ArrayList<>());
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /** Makes a codec that has seen nothing yet. */
    public FakeJsonCodec() {}

    /**
     * Lets the next {@link #read} that has not been spoken for fail, whatever its text is.
     *
     * @param message the message of the {@link MalformedJsonException}
     * @return this
     */
    public FakeJsonCodec failNextRead(String message) {
        failures.add(Objects.requireNonNull(message, "message"));
        return this;
    }

    @Override
    public @Nullable Object read(String text) throws MalformedJsonException {
        textsRead.add(text);
        String failure = failures.poll();
        if (failure != null) {
            throw new MalformedJsonException(failure);
        }
        return new JsonText(text).document();
    }

    @Override
    public String write(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        JsonForm.append(value, text, 0);
        textsWritten.add(text.toString());
        return text.toString();
    }

    /**
     * What was given to {@link #read}.
     *
     * @return a snapshot, oldest first
     */
    public List<String> textsRead() {
        synchronized (textsRead) {
            return List.copyOf(textsRead);
        }
    }

    /**
     * What {@link #write} gave back.
     *
     * @return a snapshot, oldest first
     */
    public List<String> textsWritten() {
        synchronized (textsWritten) {
            return List.copyOf(textsWritten);
        }
    }

    /** How much went through, not what. */
    @Override
    public String toString() {
        return textsRead.size() + " texts read, " + textsWritten.size() + " written";
    }
}

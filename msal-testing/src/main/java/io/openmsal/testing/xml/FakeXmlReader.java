package io.openmsal.testing.xml;

import io.openmsal.port.xml.MalformedXmlException;
import io.openmsal.port.xml.XmlElement;
import io.openmsal.port.xml.XmlReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A working {@link XmlReader} which remembers every document that went through it and fails on request.
 *
 * <p>It passes {@link XmlReaderContract}, so a test that uses it learns what the real one would do. Safe for many threads.
 */
public final class FakeXmlReader implements XmlReader {

    private final List<String> textsRead = Collections.synchronizedList(new ArrayList<>());
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /** Makes a reader that has seen nothing yet. */
    public FakeXmlReader() {}

    /**
     * Lets the next {@link #read} that has not been spoken for fail, whatever its text is.
     *
     * @param message the message of the {@link MalformedXmlException}
     * @return this
     */
    public FakeXmlReader failNextRead(String message) {
        failures.add(Objects.requireNonNull(message, "message"));
        return this;
    }

    @Override
    public XmlElement read(String text) throws MalformedXmlException {
        textsRead.add(text);
        String failure = failures.poll();
        if (failure != null) {
            throw new MalformedXmlException(failure);
        }
        return XmlText.read(text);
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

    /** How much went through, not what. */
    @Override
    public String toString() {
        return textsRead.size() + " documents read";
    }
}

package io.openmsal.testing.event;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventField;
import io.openmsal.port.event.EventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An {@link EventSink} that keeps every event, and throws when told. Safe for many threads. */
public final class RecordingEventSink implements EventSink {

    private final List<Event> events = new ArrayList<>();
    private @Nullable RuntimeException failure;

    /** Makes a sink that has seen nothing yet. */
    public RecordingEventSink() {}

    /**
     * From now on keeps each event and then throws, as a badly written sink does.
     *
     * @param thrown what is thrown each time
     * @return this
     */
    public synchronized RecordingEventSink failEachTime(RuntimeException thrown) {
        failure = Objects.requireNonNull(thrown, "thrown");
        return this;
    }

    @Override
    public synchronized void emit(Event event) {
        events.add(Objects.requireNonNull(event, "event"));
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Everything that happened.
     *
     * @return a snapshot, oldest first
     */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /**
     * What happened, by name.
     *
     * @return a snapshot, oldest first, one name for each event
     */
    public List<String> names() {
        return events().stream().map(Event::name).collect(Collectors.toUnmodifiableList());
    }

    /**
     * Every event of one name.
     *
     * @param name such as {@code token.request}
     * @return a snapshot, oldest first
     */
    public List<Event> named(String name) {
        return events().stream().filter(event -> event.name().equals(name)).collect(Collectors.toUnmodifiableList());
    }

    /**
     * The event of one name, when there is one.
     *
     * @param name such as {@code token.request}
     * @return the event
     * @throws AssertionError when there is none or more than one
     */
    public Event only(String name) {
        List<Event> found = named(name);
        if (found.size() != 1) {
            throw new AssertionError("Expected one event " + name + ", found " + found.size() + " among " + names());
        }
        return found.get(0);
    }

    /**
     * Every event of a level or above.
     *
     * @param level the lowest level wanted; {@code WARNING} for what a healthy day does not have
     * @return a snapshot, oldest first
     */
    public List<Event> atLeast(Event.Level level) {
        return events().stream()
                .filter(event -> event.level().compareTo(level) >= 0)
                .collect(Collectors.toUnmodifiableList());
    }

    /**
     * What an operator reads who has not allowed personal values.
     *
     * @return one line for each event
     */
    public String text() {
        return events().stream().map(Event::toString).collect(Collectors.joining("\n"));
    }

    /**
     * Every value of every event, personal ones in clear: for looking that no secret is among them.
     *
     * @return one line for each event
     */
    public String textWithPersonalValues() {
        return events().stream()
                .map(event -> event.name() + " "
                        + event.fields().stream()
                                .map(RecordingEventSink::inClear)
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    private static String inClear(EventField field) {
        return field.name() + "=" + field.value();
    }

    /** Forgets everything so far. */
    public synchronized void clear() {
        events.clear();
    }

    /** The names: enough to see in a failed assertion what happened. */
    @Override
    public String toString() {
        return names().toString();
    }
}

package io.openmsal.port.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Something that happened, with the facts that belong to it. Secrets have no place here: there is no way to add one.
 *
 * <p>Prints name and safe fields; personal values show as {@code [personal]}. Immutable and safe for many threads.
 */
public final class Event {

    /** How much an operator should care. A healthy day has nothing above {@code INFO}. */
    public enum Level {
        /** For finding out what the library does. */
        DEBUG,
        /** Worth keeping. */
        INFO,
        /** The library coped, and somebody should look. */
        WARNING
    }

    private final String name;
    private final Level level;
    private final List<EventField> fields;

    private Event(String name, Level level, List<EventField> fields) {
        this.name = name;
        this.level = level;
        this.fields = fields;
    }

    /**
     * An event without fields.
     *
     * @param level how much it matters
     * @param name a stable name in lower case with dots, such as {@code token.request}
     * @return the event
     */
    public static Event of(Level level, String name) {
        return new Event(
                Objects.requireNonNull(name, "name"), Objects.requireNonNull(level, "level"), Collections.emptyList());
    }

    /**
     * The same event with a fact that anyone may see.
     *
     * @param field the fact's name
     * @param value its value
     * @return a new event
     */
    public Event with(String field, Object value) {
        return plus(new EventField(field, String.valueOf(value), Sensitivity.SAFE));
    }

    /**
     * The same event with a fact about a person.
     *
     * @param field the fact's name
     * @param value its value
     * @return a new event
     */
    public Event withPersonal(String field, String value) {
        return plus(new EventField(field, value, Sensitivity.PERSONAL));
    }

    private Event plus(EventField field) {
        List<EventField> more = new ArrayList<>(fields);
        more.add(field);
        return new Event(name, level, Collections.unmodifiableList(more));
    }

    /**
     * What happened.
     *
     * @return a stable name
     */
    public String name() {
        return name;
    }

    /**
     * How much it matters.
     *
     * @return the level
     */
    public Level level() {
        return level;
    }

    /**
     * The facts.
     *
     * @return in the order they were added; unmodifiable
     */
    public List<EventField> fields() {
        return fields;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        fields.forEach(field -> text.append(' ').append(field));
        return text.toString();
    }
}

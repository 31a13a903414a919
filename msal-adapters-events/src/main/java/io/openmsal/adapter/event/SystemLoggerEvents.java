package io.openmsal.adapter.event;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import java.util.Objects;

/**
 * Writes each event as one line to a {@link System.Logger}, which the JDK leads to {@code java.util.logging} or to whatever the
 * application brought. Personal values are hashed unless allowed. Safe for many threads. Needs Java 9.
 */
public final class SystemLoggerEvents implements EventSink {

    /** The name of the logger that is used when none is given. */
    public static final String LOGGER = "io.openmsal";

    private final System.Logger logger;
    private final EventText text;

    /** Writes to the logger {@value #LOGGER}, personal values hashed. */
    public SystemLoggerEvents() {
        this(System.getLogger(LOGGER), PersonalValues.hashed());
    }

    /**
     * Writes to a logger of one's own.
     *
     * @param logger where to
     * @param personal how values about people are shown
     */
    public SystemLoggerEvents(System.Logger logger, PersonalValues personal) {
        this.logger = Objects.requireNonNull(logger, "logger");
        this.text = new EventText(Objects.requireNonNull(personal, "personal"));
    }

    @Override
    public void emit(Event event) {
        System.Logger.Level level = levelOf(event);
        if (logger.isLoggable(level)) {
            logger.log(level, text.of(event));
        }
    }

    private static System.Logger.Level levelOf(Event event) {
        return switch (event.level()) {
            case DEBUG -> System.Logger.Level.DEBUG;
            case INFO -> System.Logger.Level.INFO;
            case WARNING -> System.Logger.Level.WARNING;
        };
    }
}

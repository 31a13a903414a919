package io.openmsal.adapter.event;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each event as one line to SLF4J (1.7 or 2). Personal values are hashed unless allowed. Safe for many threads. The
 * application brings {@code slf4j-api}.
 */
public final class Slf4jEvents implements EventSink {

    /** The name of the logger that is used when none is given. */
    public static final String LOGGER = "io.openmsal";

    private final Logger logger;
    private final EventText text;

    /** Writes to the logger {@value #LOGGER}, personal values hashed. */
    public Slf4jEvents() {
        this(LoggerFactory.getLogger(LOGGER), PersonalValues.hashed());
    }

    /**
     * Writes to a logger of one's own.
     *
     * @param logger where to
     * @param personal how values about people are shown
     */
    public Slf4jEvents(Logger logger, PersonalValues personal) {
        this.logger = Objects.requireNonNull(logger, "logger");
        this.text = new EventText(Objects.requireNonNull(personal, "personal"));
    }

    /** The line goes in as an argument, so that braces in a value are no places to fill. */
    @Override
    public void emit(Event event) {
        switch (event.level()) {
            case DEBUG -> {
                if (logger.isDebugEnabled()) {
                    logger.debug("{}", text.of(event));
                }
            }
            case INFO -> {
                if (logger.isInfoEnabled()) {
                    logger.info("{}", text.of(event));
                }
            }
            case WARNING -> {
                if (logger.isWarnEnabled()) {
                    logger.warn("{}", text.of(event));
                }
            }
        }
    }
}

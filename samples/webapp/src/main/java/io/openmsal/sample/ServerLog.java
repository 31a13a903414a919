package io.openmsal.sample;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import javax.servlet.ServletContext;

/**
 * What the library has to tell, in the container's log, with the thread that did the work. Values about people show as
 * {@code [personal]}; tokens never come here.
 *
 * @param context whose log
 * @param least what matters less is left out
 */
record ServerLog(ServletContext context, Event.Level least) implements EventSink {

    @Override
    public void emit(Event event) {
        if (event.level().compareTo(least) >= 0) {
            context.log("[" + Thread.currentThread().getName() + "] " + event);
        }
    }
}

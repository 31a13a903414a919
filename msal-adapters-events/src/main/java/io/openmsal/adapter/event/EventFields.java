package io.openmsal.adapter.event;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventField;
import io.openmsal.port.event.Sensitivity;
import java.util.OptionalLong;

/** Looks for safe facts of an event by name, and gives them as they may be written. */
final class EventFields {

    private final Event event;

    EventFields(Event event) {
        this.event = event;
    }

    /** The value, or an empty text. */
    String text(String name) {
        return EventText.clean(value(name));
    }

    OptionalLong number(String name) {
        try {
            return OptionalLong.of(Long.parseLong(value(name)));
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    private String value(String name) {
        for (EventField field : event.fields()) {
            if (field.name().equals(name) && field.sensitivity() == Sensitivity.SAFE) {
                return field.value();
            }
        }
        return "";
    }
}

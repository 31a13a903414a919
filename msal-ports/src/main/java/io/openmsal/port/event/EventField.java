package io.openmsal.port.event;

import java.util.Objects;

/**
 * One fact of an event.
 *
 * @param name its name
 * @param value its value as text
 * @param sensitivity who may see the value
 */
public record EventField(String name, String value, Sensitivity sensitivity) {

    /** Checks that nothing is missing. */
    public EventField {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(sensitivity, "sensitivity");
    }

    /** {@code name=value}, the value hidden when it tells about a person. */
    @Override
    public String toString() {
        return name + "=" + (sensitivity == Sensitivity.SAFE ? value : "[personal]");
    }
}

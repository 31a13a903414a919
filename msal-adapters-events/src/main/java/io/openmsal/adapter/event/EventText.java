package io.openmsal.adapter.event;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventField;
import io.openmsal.port.event.Sensitivity;
import java.util.regex.Pattern;

/**
 * One event as one line of text. Line breaks and other control characters are written as {@code ?}, so that no value can forge a
 * line. An event has no place for secrets; should a token ever come as an ordinary value, it is not written.
 */
final class EventText {

    private static final Pattern TOKEN_LIKE = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*)*");
    private static final Pattern BREAKING = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");
    private static final int LONGEST = 1_000;

    private final PersonalValues personal;

    EventText(PersonalValues personal) {
        this.personal = personal;
    }

    String of(Event event) {
        StringBuilder line = new StringBuilder(clean(event.name()));
        for (EventField field : event.fields()) {
            line.append(' ').append(clean(field.name())).append('=').append(of(field));
        }
        return line.toString();
    }

    String of(EventField field) {
        return clean(field.sensitivity() == Sensitivity.SAFE ? field.value() : personal.shown(field.value()));
    }

    /** The value without what breaks a line and without tokens, and not longer than a line may be. */
    static String clean(String value) {
        String part = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        String whole = TOKEN_LIKE.matcher(part).replaceAll("[token]");
        return BREAKING.matcher(whole).replaceAll("?");
    }
}

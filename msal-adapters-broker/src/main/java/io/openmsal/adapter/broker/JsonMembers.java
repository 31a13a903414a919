package io.openmsal.adapter.broker;

import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object that somebody else wrote: what is not of the type that it should be is not there. */
final class JsonMembers {

    private final Map<?, ?> members;

    private JsonMembers(Map<?, ?> members) {
        this.members = members;
    }

    /** The object in an answer. Nothing of the answer is repeated when it is none: it may hold a token. */
    static JsonMembers of(JsonCodec codec, String question, String answer) throws BrokerRefusedException {
        try {
            if (codec.read(answer) instanceof Map<?, ?> object) {
                return new JsonMembers(object);
            }
        } catch (MalformedJsonException noJson) {
            // said below
        }
        throw new BrokerRefusedException(
                Reason.FAILED,
                "The answer to " + question + ", " + answer.length() + " characters long, is no JSON object");
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    Optional<String> text(String name) {
        return members.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    Optional<Long> number(String name) {
        @Nullable Object value = members.get(name);
        if (value instanceof Number number) {
            return Optional.of(number.longValue());
        }
        try {
            return text(name).map(Long::valueOf);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    Optional<JsonMembers> object(String name) {
        return members.get(name) instanceof Map<?, ?> object ? Optional.of(new JsonMembers(object)) : Optional.empty();
    }

    List<JsonMembers> objects(String name) {
        List<JsonMembers> objects = new ArrayList<>();
        if (members.get(name) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> object) {
                    objects.add(new JsonMembers(object));
                }
            }
        }
        return objects;
    }

    /** The object as it was, with what nobody here knows of. */
    Map<?, ?> all() {
        return members;
    }
}

package io.openmsal.domain.cache;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/** A codec that counts how often it had to parse. For one thread. */
final class CountedCodec implements JsonCodec {

    private final JsonCodec codec = new GsonJsonCodec();
    private int parsed;

    int parsed() {
        return parsed;
    }

    @Override
    public @Nullable Object read(String text) throws MalformedJsonException {
        parsed++;
        return codec.read(text);
    }

    @Override
    public String write(@Nullable Object value) {
        return codec.write(value);
    }
}

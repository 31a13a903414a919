package io.openmsal.benchmarks;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The usual codec, with a count of the documents that went through it. */
final class CountedJson implements JsonCodec {

    private final JsonCodec codec = new GsonJsonCodec();
    private final AtomicInteger documents = new AtomicInteger();

    int documents() {
        return documents.get();
    }

    @Override
    public @Nullable Object read(String text) throws MalformedJsonException {
        documents.incrementAndGet();
        return codec.read(text);
    }

    @Override
    public String write(@Nullable Object value) {
        documents.incrementAndGet();
        return codec.write(value);
    }
}

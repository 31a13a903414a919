package io.openmsal.benchmarks.store;

import io.openmsal.benchmarks.ForgetfulStore;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;

/** A {@link Writer} whose second token in each process is acknowledged and not kept. */
final class ForgetfulWriter {

    private ForgetfulWriter() {}

    /** Writes, with the arguments of a {@link Writer}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        TokenStore store = StoreKind.valueOf(arguments[0]).in(Path.of(arguments[1]), EventSink.none());
        Writer.write(new ForgetfulStore(store, 2), arguments[2]);
    }
}

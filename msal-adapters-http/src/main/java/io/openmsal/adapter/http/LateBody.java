package io.openmsal.adapter.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads a plain-http body that has not arrived yet. The JDK gives no way to stop such a read from outside: closing the stream
 * waits for the reader. So the read happens on a daemon thread, and the caller waits for it as long as the exchange lasts; an
 * abandoned read ends with its next byte, or at the read timeout.
 */
final class LateBody {

    private final InputStream in;
    private final FutureTask<byte[]> reading;
    private final Exchange exchange;

    LateBody(BodyReader reader, InputStream in, long announced, Exchange exchange) {
        this.in = in;
        this.exchange = exchange;
        this.reading = new FutureTask<>(() -> {
            try (in) {
                return reader.read(in, announced, exchange);
            }
        });
    }

    /** An end that came before the reading leaves nobody else to close the connection. */
    private void read() {
        try (in) {
            reading.run();
        } catch (IOException notClosed) {
            // whatever came of the reading is known to the task
        }
    }

    byte[] await() throws IOException {
        exchange.onEnd(() -> reading.cancel(false));
        Thread thread = new Thread(this::read, "openmsal-http-late-body");
        thread.setDaemon(true);
        thread.start();
        try {
            return reading.get();
        } catch (InterruptedException interruption) {
            exchange.interrupted();
            throw new IOException("The exchange was ended", interruption);
        } catch (CancellationException ended) {
            throw new IOException("The exchange was ended", ended);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("Reading failed", failed.getCause());
        }
    }
}

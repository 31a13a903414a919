package io.openmsal.adapter.http;

import io.openmsal.port.http.ResponseTooLargeException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a body of bounded size, and notices when it is shorter than announced. */
final class BodyReader {

    static final long UNKNOWN_LENGTH = -1;

    private final String host;
    private final int status;
    private final int maxBytes;

    BodyReader(String host, int status, int maxBytes) {
        this.host = host;
        this.status = status;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads to the end.
     *
     * @param in the body
     * @param announced the announced length, or {@link #UNKNOWN_LENGTH}
     * @param exchange ends the reading between two reads
     * @return the bytes
     */
    byte[] read(InputStream in, long announced, Exchange exchange) throws IOException {
        if (announced > maxBytes) {
            throw new ResponseTooLargeException(host, maxBytes, status);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        for (int count = in.read(part); count >= 0; count = in.read(part)) {
            if (exchange.isOver()) {
                throw new IOException("The exchange was ended");
            }
            if (body.size() + count > maxBytes) {
                throw new ResponseTooLargeException(host, maxBytes, status);
            }
            body.write(part, 0, count);
        }
        if (announced != UNKNOWN_LENGTH && body.size() < announced) {
            throw new EOFException(
                    "The answer of " + host + " broke off after " + body.size() + " of " + announced + " bytes");
        }
        return body.toByteArray();
    }
}

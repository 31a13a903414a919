package io.openmsal.adapter.http;

import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Undoes gzip (RFC 9110 §8.4.1). No coding is asked for, but a proxy that compresses whatever passes does not ask. One layer only: each
 * further one would let a few bytes cost the work of a whole body again.
 */
final class ContentCoding {

    /** Asks for answers as they are; without it a server may choose any coding (RFC 9110 §12.5.3). */
    static final String REQUEST_FIELD = "Accept-Encoding";

    /** The value of {@link #REQUEST_FIELD}. */
    static final String NONE = "identity";

    private final List<String> codings;

    private ContentCoding(List<String> codings) {
        this.codings = codings;
    }

    /** What an answer says of itself. */
    static ContentCoding of(HttpHeaders answer) {
        List<String> codings = new ArrayList<>();
        for (String line : answer.asMap().getOrDefault("Content-Encoding", Collections.emptyList())) {
            for (String item : line.split(",", -1)) {
                String coding = item.trim().toLowerCase(Locale.ROOT);
                if (!coding.isEmpty() && !coding.equals(NONE)) {
                    codings.add(coding);
                }
            }
        }
        return new ContentCoding(codings);
    }

    /**
     * The body without its coding.
     *
     * @param body what was received
     * @param request what it answers, for the message
     * @param reader bounds the size
     * @param exchange ends the reading
     * @return the plain body
     * @throws UnreadableAnswerException when it is a coding that cannot be undone here
     */
    byte[] undone(byte[] body, HttpRequest request, BodyReader reader, Exchange exchange) throws IOException {
        if (codings.isEmpty() || body.length == 0) {
            return body;
        }
        String coding = codings.get(0);
        if (codings.size() > 1 || !(coding.equals("gzip") || coding.equals("x-gzip"))) {
            throw new UnreadableAnswerException("The answer of " + request.uri().getHost()
                    + " is compressed in a way that was not asked for and cannot be undone here. Have the proxy in between"
                    + " leave answers as they are");
        }
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return reader.read(plain, BodyReader.UNKNOWN_LENGTH, exchange);
        }
    }
}

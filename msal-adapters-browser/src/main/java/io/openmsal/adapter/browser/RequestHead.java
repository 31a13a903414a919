package io.openmsal.adapter.browser;

import io.openmsal.port.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of an HTTP/1.1 request before its body (RFC 9112 §3 and §5). Prints method and path: the query may hold the code.
 *
 * @param method such as {@code POST}
 * @param path such as {@code /}, still percent-encoded
 * @param query what follows the question mark, still encoded; empty when there is none
 * @param headers the header fields
 */
record RequestHead(String method, String path, String query, HttpHeaders headers) {

    private static final int MOST_FIELDS = 100;

    /** Reads the lines before the empty one. */
    static RequestHead parse(String text) throws HttpRefusal {
        String[] lines = text.split("\r\n", -1);
        String[] requestLine = lines[0].split(" ", -1);
        if (requestLine.length != 3 || !requestLine[2].startsWith("HTTP/1.") || !requestLine[1].startsWith("/")) {
            throw new HttpRefusal(400, "This is not a request in HTTP/1.1.");
        }
        String target = requestLine[1];
        int mark = target.indexOf('?');
        return new RequestHead(
                requestLine[0],
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                fields(lines));
    }

    private static HttpHeaders fields(String[] lines) throws HttpRefusal {
        if (lines.length > MOST_FIELDS) {
            throw new HttpRefusal(431, "The request has too many header fields.");
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            // White space before the colon, or a line that continues the one before, lets two readers see two requests
            // (RFC 9112 §5.1 and §5.2): neither comes from a browser.
            if (colon < 1 || lines[i].charAt(0) <= ' ' || lines[i].charAt(colon - 1) <= ' ') {
                throw new HttpRefusal(400, "The request has a malformed header field.");
            }
            fields.computeIfAbsent(lines[i].substring(0, colon), name -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).trim());
        }
        return HttpHeaders.of(fields);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

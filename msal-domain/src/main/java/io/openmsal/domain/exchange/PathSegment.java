package io.openmsal.domain.exchange;

import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;

/** What a person typed, as one segment of an address's path (RFC 3986 §3.3). */
public final class PathSegment {

    private PathSegment() {}

    /**
     * Encodes a text so that nothing in it can end the segment.
     *
     * @param text any text
     * @return percent-encoded UTF-8
     */
    public static String encode(String text) {
        try {
            return URLEncoder.encode(text, "UTF-8").replace("+", "%20");
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("every Java has UTF-8", impossible);
        }
    }
}

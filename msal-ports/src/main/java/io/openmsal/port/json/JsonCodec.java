package io.openmsal.port.json;

import org.jspecify.annotations.Nullable;

/**
 * Turns JSON text (RFC 8259) into plain values and back.
 *
 * <p>An object is a {@link java.util.Map} with {@link String} keys in the order of the text, an array a {@link java.util.List},
 * a string a {@link String}, a whole number a {@link Long} (a {@link java.math.BigInteger} beyond its range), any other number
 * a {@link Double}, true and false a {@link Boolean}, and null is null. What is read and written back unchanged has every
 * field, known or not, in the same order. A string may hold half of a surrogate pair, which is written as an escape since
 * UTF-8 cannot carry it: files that are shared with other programs may have one. Safe for many threads.
 */
public interface JsonCodec {

    /**
     * Reads one JSON document.
     *
     * @param text the whole document, nothing after it
     * @return the value, made of the types above; maps and lists may be changed by the caller
     * @throws MalformedJsonException when the text is not exactly one JSON value, an object has a key twice, or it is nested
     *     more than 128 levels deep
     */
    @Nullable
    Object read(String text) throws MalformedJsonException;

    /**
     * Writes one value.
     *
     * @param value made of the types above; any {@link Number}, {@link CharSequence} or {@link Iterable} is accepted too
     * @return compact JSON text that also is safe inside HTML
     * @throws IllegalArgumentException when a value has no JSON form, such as a number that is not finite
     */
    String write(@Nullable Object value);
}

package io.openmsal.domain.handle;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link HandleText} wrote, in the same order. Whatever is wrong with the text is one typed failure. Not for many threads. */
public final class HandleReader {

    private static final Pattern FORM = Pattern.compile("([a-z]+)([0-9]{1,9})\\.([A-Za-z0-9_-]*)\\.([A-Za-z0-9_-]+)");

    private final ByteBuffer fields;

    private HandleReader(byte[] fields) {
        this.fields = ByteBuffer.wrap(fields);
    }

    /**
     * Reads a handle.
     *
     * @param <T> the handle's type
     * @param text what was written
     * @param kind what it has to be
     * @param version the version that is understood
     * @param fields reads the fields, in their order
     * @return the handle
     * @throws MsalConfigurationException when the text was cut or changed, is of something else, or of another version; says so
     *     without a word of the text
     */
    public static <T> T read(String text, String kind, int version, Function<HandleReader, T> fields) {
        Matcher form = FORM.matcher(Objects.requireNonNull(text, "text"));
        if (!form.matches()) {
            throw unusable(kind, "it was cut or changed, or never was one");
        }
        if (!HandleText.checksum(text.substring(0, form.start(4) - 1)).equals(form.group(4))) {
            throw unusable(kind, "it was cut or changed");
        }
        if (!form.group(1).equals(kind)) {
            throw unusable(kind, "it is of another kind, " + form.group(1));
        }
        if (Integer.parseInt(form.group(2)) != version) {
            throw unusable(
                    kind,
                    "it has the version " + form.group(2) + " and this library reads version " + version
                            + ", so another release wrote it");
        }
        try {
            HandleReader reader = new HandleReader(Base64.getUrlDecoder().decode(form.group(3)));
            T handle = fields.apply(reader);
            reader.expectEnd();
            return handle;
        } catch (IllegalArgumentException malformed) {
            throw unusable(kind, "its fields are not those of one");
        }
    }

    private static MsalConfigurationException unusable(String kind, String why) {
        return new MsalConfigurationException(
                "invalid_handle",
                "The text of a handle (" + kind + ") cannot be read: " + why
                        + ". Read the text that was kept, or have the person sign in.");
    }

    /**
     * Reads a text that has to be there.
     *
     * @return the text
     */
    public String text() {
        String text = textOrNull();
        if (text == null) {
            throw new IllegalArgumentException("a text is missing");
        }
        return text;
    }

    /**
     * Reads a text that may be missing.
     *
     * @return the text
     */
    public Optional<String> optional() {
        return Optional.ofNullable(textOrNull());
    }

    private @Nullable String textOrNull() {
        int length = count();
        if (length == 0) {
            return null;
        }
        byte[] bytes = new byte[length - 1];
        fields.get(bytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new IllegalArgumentException("no text", notText);
        }
    }

    /**
     * Reads texts.
     *
     * @return the texts in their order
     */
    public List<String> texts() {
        int count = count();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    /**
     * Reads how many there are of something, no more than there are bytes left.
     *
     * @return a number that is not below zero
     */
    public int count() {
        long count = number();
        if (count < 0 || count > fields.remaining() + 1L) {
            throw new IllegalArgumentException("more than there is");
        }
        return (int) count;
    }

    /**
     * Reads a whole number.
     *
     * @return the number
     */
    public long number() {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!fields.hasRemaining()) {
                throw new IllegalArgumentException("a number is missing");
            }
            byte next = fields.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("no number");
    }

    /**
     * Reads the name of a constant.
     *
     * @param <E> its type
     * @param constants all there are
     * @return the one of that name
     */
    public <E extends Enum<E>> E oneOf(E[] constants) {
        String name = text();
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such constant"));
    }

    private void expectEnd() {
        if (fields.hasRemaining()) {
            throw new IllegalArgumentException("more than expected");
        }
    }
}

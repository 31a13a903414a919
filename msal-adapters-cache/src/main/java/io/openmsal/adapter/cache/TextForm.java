package io.openmsal.adapter.cache;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Content as text: itself if it is text in UTF-8 without NUL, else in Base64 after a word that tells so. */
final class TextForm implements StoredForm {

    private static final byte[] WORD = "base64:".getBytes(StandardCharsets.US_ASCII);

    @Override
    public byte[] wrap(byte[] content) {
        return isText(content) && !isEncoded(content) ? content.clone() : encoded(content);
    }

    @Override
    public byte[] unwrap(byte[] stored) throws UnreadableContentException {
        if (!isEncoded(stored)) {
            return stored.clone();
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOfRange(stored, WORD.length, stored.length));
        } catch (IllegalArgumentException notBase64) {
            throw new UnreadableContentException("it is not the Base64 it says it is", null);
        }
    }

    private static byte[] encoded(byte[] content) {
        byte[] digits = Base64.getEncoder().encode(content);
        byte[] all = Arrays.copyOf(WORD, WORD.length + digits.length);
        System.arraycopy(digits, 0, all, WORD.length, digits.length);
        return all;
    }

    private static boolean isEncoded(byte[] bytes) {
        return bytes.length >= WORD.length && Arrays.equals(Arrays.copyOf(bytes, WORD.length), WORD);
    }

    private static boolean isText(byte[] bytes) {
        try {
            // an empty text is not the same as none everywhere
            return bytes.length > 0
                    && StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(bytes))
                                    .toString()
                                    .indexOf('\0')
                            < 0;
        } catch (CharacterCodingException notText) {
            return false;
        }
    }
}

package io.openmsal.adapter.cache;

import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * The bytes and nothing else, which have to be a JSON object in UTF-8: no beginning of such a document is one, so a half-written
 * file is always known. A file of one program alone ({@link OwnFileForm}) is read, too, so that nobody is signed out by who opens it in this way; the next
 * change is written in this form.
 */
final class DocumentForm implements StoredForm {

    private final JsonCodec codec;
    private final ChecksummedForm ofOneProgram;

    DocumentForm(JsonCodec codec, String partition) {
        this.codec = Objects.requireNonNull(codec, "codec");
        this.ofOneProgram = new ChecksummedForm(partition);
    }

    @Override
    public byte[] wrap(byte[] content) {
        return content.clone();
    }

    /** MSAL for Node begins with an empty file. */
    @Override
    public boolean isNothing(byte[] stored) {
        return stored.length == 0;
    }

    @Override
    public byte[] unwrap(byte[] stored) throws UnreadableContentException {
        return checked(ofOneProgram.isLike(stored) ? ofOneProgram.unwrap(stored) : stored.clone());
    }

    @Override
    public boolean isCurrent(byte[] stored) {
        return !ofOneProgram.isLike(stored);
    }

    private byte[] checked(byte[] document) throws UnreadableContentException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            if (codec.read(text) instanceof Map) {
                return document;
            }
        } catch (CharacterCodingException notText) {
            throw new UnreadableContentException("it is not a text in UTF-8", null);
        } catch (MalformedJsonException malformed) {
            throw new UnreadableContentException("it is not JSON: " + malformed.getMessage(), null);
        }
        throw new UnreadableContentException("it is JSON and not an object", null);
    }
}

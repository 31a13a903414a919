package io.openmsal.adapter.cache;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Objects;

/** Encryption for one partition: opens with whatever known key an envelope names, and seals with the current one. */
final class Sealing implements StoredForm {

    private final EncryptionKeys keys;
    private final String partition;
    private final SecureRandom random;

    Sealing(EncryptionKeys keys, String partition, SecureRandom random) {
        this.keys = Objects.requireNonNull(keys, "keys");
        this.partition = partition;
        this.random = random;
    }

    @Override
    public byte[] wrap(byte[] content) throws IOException {
        byte[] nonce = new byte[Envelope.NONCE_BYTES];
        random.nextBytes(nonce);
        return Envelope.seal(keys.current(), partition, content, nonce);
    }

    @Override
    public byte[] unwrap(byte[] stored) throws IOException {
        Envelope envelope = Envelope.parse(stored);
        EncryptionKey key = keys.key(envelope.keyId())
                .orElseThrow(() -> UndecryptableContentException.missingKey(envelope.keyId()));
        return envelope.open(key, partition);
    }

    @Override
    public boolean isCurrent(byte[] stored) throws IOException {
        return Envelope.parse(stored).keyId().equals(keys.current().id());
    }
}

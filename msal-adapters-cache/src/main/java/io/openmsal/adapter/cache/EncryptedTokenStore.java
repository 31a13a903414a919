package io.openmsal.adapter.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Encrypts what another {@link TokenStore} holds, with AES-256 in Galois/Counter mode.
 *
 * <p>Reads with whatever known key the content names, and writes with the current one. Content that was changed, cut, or
 * moved from another partition is refused with {@link UndecryptableContentException} and left as it is. What somebody who can
 * write to the inner store still can do: bring back what the same partition held earlier, or delete it. Partition names and
 * sizes are not hidden.
 *
 * <p>An update that changes nothing gives the inner store the very bytes it has, unless they are encrypted with a key that is
 * not the current one: so {@code update(name, present -> present.orElseThrow())} brings an existing partition to the current
 * key. Every write takes a random nonce of 96 bits; change the key before four thousand million writes.
 *
 * <p>As safe for threads and processes as the inner store. Versions are the inner store's.
 */
public final class EncryptedTokenStore implements TokenStore {

    private final TokenStore inner;
    private final EncryptionKeys keys;
    private final SecureRandom random = new SecureRandom();

    /**
     * Makes a store. Asks for no key yet.
     *
     * @param inner where the encrypted content goes; nothing else should write there
     * @param keys the keys, asked at every read and write
     */
    public EncryptedTokenStore(TokenStore inner, EncryptionKeys keys) {
        this.inner = Objects.requireNonNull(inner, "inner");
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    @Override
    public Optional<StoredPartition> read(String partition) throws IOException {
        Optional<StoredPartition> sealed = inner.read(PartitionName.checked(partition));
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        byte[] plaintext = sealing(partition).unwrap(sealed.get().bytes());
        return Optional.of(new StoredPartition(plaintext, sealed.get().version()));
    }

    @Override
    public StoredPartition update(String partition, PartitionChange change) throws IOException {
        SealedChange sealedChange = new SealedChange(PartitionName.checked(partition), change);
        StoredPartition sealed = inner.update(partition, change.wrappedIn(sealedChange));
        return new StoredPartition(sealedChange.result, sealed.version());
    }

    @Override
    public void delete(String partition) throws IOException {
        inner.delete(partition);
    }

    @Override
    public boolean deleteUnchanged(String partition, String version) throws IOException {
        return inner.deleteUnchanged(partition, version);
    }

    @Override
    public Set<String> partitions() throws IOException {
        return inner.partitions();
    }

    @Override
    public Optional<String> onlyPartition() {
        return inner.onlyPartition();
    }

    /** What is encrypted. */
    @Override
    public String toString() {
        return "encrypted " + inner;
    }

    private Sealing sealing(String partition) {
        return new Sealing(keys, partition, random);
    }

    /** A change of the plaintext, applied to the cipher text. Remembers the plaintext of the last application, which is stored. */
    private final class SealedChange implements PartitionChange {

        private final Sealing sealing;
        private final PartitionChange change;
        private byte[] result = new byte[0];

        SealedChange(String partition, PartitionChange change) {
            this.sealing = sealing(partition);
            this.change = Objects.requireNonNull(change, "change");
        }

        @Override
        public byte[] apply(Optional<byte[]> sealed) throws IOException {
            if (sealed.isEmpty()) {
                result = change.apply(Optional.empty()).clone();
                return sealing.wrap(result);
            }
            byte[] present = sealing.unwrap(sealed.get());
            result = change.apply(Optional.of(present.clone())).clone();
            boolean unchanged = Arrays.equals(present, result) && sealing.isCurrent(sealed.get());
            return unchanged ? sealed.get() : sealing.wrap(result);
        }
    }
}

package io.openmsal.adapter.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Keys that are known from the start. */
final class FixedEncryptionKeys implements EncryptionKeys {

    private final EncryptionKey current;
    private final Map<String, EncryptionKey> known = new HashMap<>();

    FixedEncryptionKeys(EncryptionKey current, EncryptionKey... earlier) {
        this.current = Objects.requireNonNull(current, "current");
        known.put(current.id(), current);
        for (EncryptionKey key : earlier) {
            if (known.put(key.id(), key) != null) {
                throw new IllegalArgumentException("Two encryption keys have the id " + key.id()
                        + ". Give each key its own, and never a new key the id of an old one.");
            }
        }
    }

    @Override
    public EncryptionKey current() {
        return current;
    }

    @Override
    public Optional<EncryptionKey> key(String id) {
        return Optional.ofNullable(known.get(id));
    }

    /** The ids, not the keys. */
    @Override
    public String toString() {
        return "encryption keys " + known.keySet() + ", writing with " + current.id();
    }
}

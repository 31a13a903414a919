package io.openmsal.adapter.cache;

/** The bytes and nothing else. Whether they are whole cannot be told. */
final class BareForm implements StoredForm {

    @Override
    public byte[] wrap(byte[] content) {
        return content.clone();
    }

    @Override
    public byte[] unwrap(byte[] stored) {
        return stored.clone();
    }
}

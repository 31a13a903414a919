package io.openmsal.port.crypto;

/** Opens key material. Safe for many threads. */
public interface KeyMaterialReader {

    /**
     * Opens a key with its certificate.
     *
     * @param material what to open
     * @return a signer that holds the key
     * @throws UnusableKeyMaterialException when it cannot be used, in words that say what it is instead and what to do
     */
    AssertionSigner open(KeyMaterial material) throws UnusableKeyMaterialException;
}

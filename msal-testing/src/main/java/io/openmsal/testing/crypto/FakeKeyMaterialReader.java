package io.openmsal.testing.crypto;

import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.KeyMaterial;
import io.openmsal.port.crypto.KeyMaterialReader;
import io.openmsal.port.crypto.UnusableKeyMaterialException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A {@link KeyMaterialReader} that opens exactly what it was told to, and refuses anything else. It reads no PEM, so a test
 * may use any text as a key. Safe for many threads.
 */
public final class FakeKeyMaterialReader implements KeyMaterialReader {

    private final Map<KeyMaterial, AssertionSigner> openable = new ConcurrentHashMap<>();
    private final List<KeyMaterial> asked = Collections.synchronizedList(new ArrayList<>());

    /** Makes a reader that refuses everything. */
    public FakeKeyMaterialReader() {}

    /**
     * Opens some material from now on.
     *
     * @param material what will be asked for
     * @param signer what it opens to
     * @return this
     */
    public FakeKeyMaterialReader opens(KeyMaterial material, AssertionSigner signer) {
        openable.put(material, signer);
        return this;
    }

    @Override
    public AssertionSigner open(KeyMaterial material) throws UnusableKeyMaterialException {
        asked.add(Objects.requireNonNull(material, "material"));
        AssertionSigner signer = openable.get(material);
        if (signer == null) {
            throw new UnusableKeyMaterialException(
                    "Expected one of " + openable.size()
                            + " scripted key materials, found another. Script it with opens(material, signer).",
                    null);
        }
        return signer;
    }

    /**
     * What it was asked to open, refusals included.
     *
     * @return a snapshot, oldest first
     */
    public List<KeyMaterial> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }
}

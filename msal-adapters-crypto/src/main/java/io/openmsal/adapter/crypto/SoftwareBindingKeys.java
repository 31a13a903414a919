package io.openmsal.adapter.crypto;

import io.openmsal.port.crypto.BindingKey;
import io.openmsal.port.crypto.BindingKeys;
import io.openmsal.port.crypto.BindingStrength;
import org.jspecify.annotations.Nullable;

/**
 * Keys in the memory of the process, on every operating system: a new one for each certificate, so that one that leaked is of no use
 * once its certificate was replaced. Keeps none of them, so that all sources of this class are equal. Safe for many threads.
 */
public final class SoftwareBindingKeys implements BindingKeys {

    /** Makes the source, and no key yet. */
    public SoftwareBindingKeys() {}

    @Override
    public BindingStrength strength() {
        return BindingStrength.SOFTWARE;
    }

    /** Makes a new key, which takes a fraction of a second. */
    @Override
    public BindingKey key() {
        return new JcaBindingKey(RsaPair.generated(), strength());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SoftwareBindingKeys;
    }

    @Override
    public int hashCode() {
        return SoftwareBindingKeys.class.hashCode();
    }

    /** The strength. */
    @Override
    public String toString() {
        return strength() + " binding keys";
    }
}

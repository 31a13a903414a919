package io.openmsal.port.crypto;

/**
 * How well the key is kept that a token is bound to: what a thief needs besides the token. Ordered, the weakest first; the names are
 * those of the other MSALs.
 */
public enum BindingStrength {
    /** There is no key: whoever holds the token may use it. */
    NONE("none"),
    /** The key lies in the memory of the process: whoever can read that has it. */
    SOFTWARE("software"),
    /**
     * The key cannot be read by the process that uses it, nor by the system it runs on: it is kept by virtualization-based security
     * (KeyGuard), a security module, or the like.
     */
    KEY_GUARD("KeyGuard");

    private final String words;

    BindingStrength(String words) {
        this.words = words;
    }

    /**
     * Whether this is enough where something is asked for.
     *
     * @param minimum the weakest that will do
     * @return true when this is that or stronger
     */
    public boolean isAtLeast(BindingStrength minimum) {
        return compareTo(minimum) >= 0;
    }

    /** The strength in words. */
    @Override
    public String toString() {
        return words;
    }
}

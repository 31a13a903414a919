package io.openmsal.domain.managedidentity;

import io.openmsal.port.crypto.BindingStrength;
import java.util.Objects;

/**
 * Whether a host issues certificates that tokens can be bound to. Immutable.
 *
 * @param isOffered whether it does
 * @param strongest where it does not: how well the machine could keep a key if it did; where it does, that is the key's affair
 * @param reason why it does not, in words that begin with a small letter and end without a full stop; empty when it does
 */
public record BindingSupport(boolean isOffered, BindingStrength strongest, String reason) {

    /** Checks that nothing is missing. */
    public BindingSupport {
        Objects.requireNonNull(strongest, "strongest");
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * The host issues certificates.
     *
     * @return support without a bound
     */
    public static BindingSupport offered() {
        return new BindingSupport(true, BindingStrength.KEY_GUARD, "");
    }

    /**
     * The host issues none.
     *
     * @param reason why not
     * @param strongest how well the machine could keep a key
     * @return no support
     */
    public static BindingSupport missing(String reason, BindingStrength strongest) {
        return new BindingSupport(false, strongest, reason);
    }
}

package io.openmsal.domain.failure;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/**
 * That a request was not sent, because the same one had been refused shortly before. Immutable and serializable.
 *
 * @param until when it will be sent again
 * @param rule by which rule it was held back
 */
public record HeldBack(Instant until, ThrottlingRule rule) implements Serializable {

    /** Checks that nothing is missing. */
    public HeldBack {
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(rule, "rule");
    }

    /** Until when and by which rule. */
    @Override
    public String toString() {
        return "held back until " + until + " (" + rule + ")";
    }
}

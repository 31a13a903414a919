package io.openmsal.domain.planted;

import java.io.Serializable;

/** Planted: what was serialized cannot be read any more once a compiler finds another number for it. */
@SuppressWarnings("serial") // that is the point
public final class ForgetsItsVersion implements Serializable {

    private final String value = "";

    /** For the rule to look at. */
    public String value() {
        return value;
    }
}

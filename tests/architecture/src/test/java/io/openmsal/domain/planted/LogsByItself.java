package io.openmsal.domain.planted;

import java.util.logging.Logger;

/** Planted: a log beside the event sink. */
public final class LogsByItself {

    Object planted() {
        return Logger.getLogger("planted");
    }
}

package io.openmsal.port.browser;

import java.util.Objects;

/**
 * How an attempt to open the browser went.
 *
 * @param outcome the verdict
 * @param detail for people: which command was started, or why none was; without the address
 */
public record BrowserLaunch(Outcome outcome, String detail) {

    /** The verdict on an attempt to open the browser. */
    public enum Outcome {
        /** A browser took the address. */
        OPENED,
        /** There is no browser here, or it refused: the person has to open the address by hand. */
        REFUSED,
        /** Something was started, and nobody can tell whether a page is shown. */
        UNKNOWN
    }

    /** Checks that nothing is missing. */
    public BrowserLaunch {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(detail, "detail");
    }
}

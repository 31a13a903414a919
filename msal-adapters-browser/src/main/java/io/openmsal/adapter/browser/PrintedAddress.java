package io.openmsal.adapter.browser;

import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.browser.BrowserLaunch.Outcome;
import java.io.Flushable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Objects;

/**
 * Leaves it to the person: writes the address where they can read it, to be opened by hand. The verdict is
 * {@link Outcome#UNKNOWN}, because nobody can tell whether they will. Safe for many threads if what it writes to is.
 */
public final class PrintedAddress implements Browser {

    private final Appendable out;
    private final String invitation;

    /**
     * Writes an invitation in English.
     *
     * @param out where to, such as {@link System#err}; flushed when it can be, never closed
     */
    public PrintedAddress(Appendable out) {
        this(out, "To sign in, open this address in a browser on this machine:");
    }

    /**
     * Writes an invitation of the caller's own.
     *
     * @param out where to; flushed when it can be, never closed
     * @param invitation the line before the address
     */
    public PrintedAddress(Appendable out, String invitation) {
        this.out = Objects.requireNonNull(out, "out");
        this.invitation = Objects.requireNonNull(invitation, "invitation");
    }

    @Override
    public BrowserLaunch open(URI address) {
        if (!WebAddress.isOne(address)) {
            return new BrowserLaunch(Outcome.REFUSED, "only absolute http and https addresses are shown");
        }
        String line = System.lineSeparator();
        try {
            // In one piece, so that two sign-ins at a time do not mix their lines.
            out.append(invitation + line + address.toASCIIString() + line);
            if (out instanceof Flushable flushable) {
                flushable.flush();
            }
            if (hasKeptTroubleToItself()) {
                return notPrinted();
            }
            return new BrowserLaunch(Outcome.UNKNOWN, "the address was printed, to be opened by hand");
        } catch (IOException unwritable) {
            return notPrinted();
        }
    }

    private static BrowserLaunch notPrinted() {
        return new BrowserLaunch(Outcome.REFUSED, "the address could not be printed");
    }

    private boolean hasKeptTroubleToItself() {
        return (out instanceof PrintStream stream && stream.checkError())
                || (out instanceof PrintWriter writer && writer.checkError());
    }
}

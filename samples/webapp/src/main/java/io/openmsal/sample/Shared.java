package io.openmsal.sample;

import io.openmsal.ConfidentialClientApplication;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import javax.servlet.ServletContext;

/**
 * What the servlets of one deployment share.
 *
 * @param application gets tokens and keeps them; safe for many threads
 * @param executor runs what waits for the network
 * @param settings what the operator decided
 */
record Shared(ConfidentialClientApplication application, ExecutorService executor, Settings settings) {

    void keepIn(ServletContext context) {
        context.setAttribute(Shared.class.getName(), this);
    }

    static Shared of(ServletContext context) {
        return (Shared) Objects.requireNonNull(context.getAttribute(Shared.class.getName()), "not started");
    }
}

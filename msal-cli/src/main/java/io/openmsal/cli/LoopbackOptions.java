package io.openmsal.cli;

import io.openmsal.domain.authority.LoopbackHttp;
import picocli.CommandLine.Option;

/** Whether an authority on this machine may do without TLS. */
final class LoopbackOptions {

    @Option(
            names = "--allow-http-on-loopback",
            description = "Accept an authority on this machine without TLS. For development.")
    private boolean isAllowed;

    boolean isAllowed() {
        return isAllowed;
    }

    LoopbackHttp http() {
        return isAllowed ? LoopbackHttp.ALLOWED : LoopbackHttp.REFUSED;
    }
}

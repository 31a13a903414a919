package io.openmsal.testing.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, oldest first. Safe for many threads. */
final class RequestLog {

    /** A load test against the emulator must not end for want of memory. */
    private static final int LONGEST = 10_000;

    private final Deque<EmulatorRequest> requests = new ArrayDeque<>();

    /** Stylesheets and the like are no part of any protocol. */
    synchronized void add(EmulatorRequest request) {
        if (request.endpoint() == EmulatorEndpoint.OTHER) {
            return;
        }
        requests.addLast(request);
        if (requests.size() > LONGEST) {
            requests.removeFirst();
        }
    }

    synchronized List<EmulatorRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }
}

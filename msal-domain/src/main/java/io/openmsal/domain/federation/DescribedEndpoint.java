package io.openmsal.domain.federation;

import io.openmsal.domain.failure.MsalException;
import java.util.Objects;

/** What a federation server last said of where it takes user name and password. Each is equal to itself alone. Safe for many threads. */
abstract sealed class DescribedEndpoint {

    /** What the server described. */
    static DescribedEndpoint at(WsTrustEndpoint endpoint) {
        return new There(endpoint);
    }

    /** That the server describes none, or no longer. */
    static DescribedEndpoint nowhere(MsalException reason) {
        return new Nowhere(reason);
    }

    /**
     * Where to send the password.
     *
     * @throws MsalException when there is no such place
     */
    abstract WsTrustEndpoint endpoint();

    /** Whether the server may say something else by now. */
    abstract boolean isInDoubt();

    /** Takes down that nobody answered there who speaks WS-Trust. */
    abstract void doubt();

    private static final class There extends DescribedEndpoint {

        private final WsTrustEndpoint endpoint;
        private volatile boolean inDoubt;

        There(WsTrustEndpoint endpoint) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        }

        @Override
        WsTrustEndpoint endpoint() {
            return endpoint;
        }

        @Override
        boolean isInDoubt() {
            return inDoubt;
        }

        @Override
        void doubt() {
            inDoubt = true;
        }
    }

    private static final class Nowhere extends DescribedEndpoint {

        private final MsalException reason;

        Nowhere(MsalException reason) {
            this.reason = Objects.requireNonNull(reason, "reason");
        }

        @Override
        WsTrustEndpoint endpoint() {
            throw reason;
        }

        @Override
        boolean isInDoubt() {
            return true;
        }

        @Override
        void doubt() {}
    }
}

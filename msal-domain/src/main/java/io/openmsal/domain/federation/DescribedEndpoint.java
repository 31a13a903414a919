package io.openmsal.domain.federation;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Published;
import io.openmsal.domain.failure.MsalException;
import java.util.Objects;
import java.util.function.Function;

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

    /**
     * What the server says by now, where that may be something else.
     *
     * @param published where this was found
     * @param call the call on whose behalf it is fetched
     * @param fetch asks the server, within the time of the call that it is given
     */
    abstract DescribedEndpoint orNewer(
            Published<DescribedEndpoint> published, CallContext call, Function<CallContext, DescribedEndpoint> fetch);

    /** Takes down that nobody answered there who speaks WS-Trust. */
    abstract void doubt();

    /** Takes down that somebody did. */
    abstract void confirm();

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

        /** It may well do still, and its server be silent about itself alone. */
        @Override
        DescribedEndpoint orNewer(
                Published<DescribedEndpoint> published,
                CallContext call,
                Function<CallContext, DescribedEndpoint> fetch) {
            return inDoubt ? published.newerThanDoubted(this, call, fetch) : this;
        }

        @Override
        void doubt() {
            inDoubt = true;
        }

        @Override
        void confirm() {
            inDoubt = false;
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
        DescribedEndpoint orNewer(
                Published<DescribedEndpoint> published,
                CallContext call,
                Function<CallContext, DescribedEndpoint> fetch) {
            return published.newerThan(this, call, fetch);
        }

        @Override
        void doubt() {}

        @Override
        void confirm() {}
    }
}

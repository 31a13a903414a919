package io.openmsal.port.broker;

import java.util.Objects;

/** The broker did not give tokens. */
public class BrokerRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why a broker did not give tokens. */
    public enum Reason {
        /** A window would have to be shown. */
        INTERACTION_REQUIRED,
        /** The person closed the window, or the cancellation was asked for. */
        CANCELLED,
        /** The broker failed, or did not answer in time; the message says how. */
        FAILED
    }

    private final Reason reason;

    /**
     * Says why.
     *
     * @param reason the kind of refusal
     * @param message what the broker said, without secrets
     */
    public BrokerRefusedException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * Why.
     *
     * @return the kind of refusal
     */
    public Reason reason() {
        return reason;
    }
}

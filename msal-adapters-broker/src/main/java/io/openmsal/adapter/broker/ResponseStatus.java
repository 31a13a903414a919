package io.openmsal.adapter.broker;

import io.openmsal.port.broker.BrokerRefusedException.Reason;

/**
 * The response statuses of MSAL's runtime, which the broker uses too, as far as they change what a caller does. Closing the window, for
 * instance, ends a call with 7.
 */
enum ResponseStatus {
    INTERACTION_REQUIRED(2, Reason.INTERACTION_REQUIRED),
    USER_CANCELED(7, Reason.CANCELLED),
    APPLICATION_CANCELED(8, Reason.CANCELLED),
    ACCOUNT_UNUSABLE(13, Reason.INTERACTION_REQUIRED),
    ACCOUNT_NOT_FOUND(16, Reason.INTERACTION_REQUIRED);

    private final long number;
    private final Reason reason;

    ResponseStatus(long number, Reason reason) {
        this.number = number;
        this.reason = reason;
    }

    static Reason reasonFor(long number) {
        for (ResponseStatus status : values()) {
            if (status.number == number) {
                return status.reason;
            }
        }
        return Reason.FAILED;
    }
}

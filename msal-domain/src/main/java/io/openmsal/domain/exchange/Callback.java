package io.openmsal.domain.exchange;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import java.util.function.Supplier;

/** Code of the application's own that a flow calls. What it throws becomes a typed failure of the call. */
public final class Callback {

    private static final String PURPOSE = "wait for the application's own code";

    private Callback() {}

    /**
     * Calls the application's code. What fails through this library says itself what went wrong.
     *
     * @param <T> what it gives
     * @param subject what it does, as the beginning of a sentence, such as {@code What shows the device code}
     * @param errorCode of the failure, when it throws something of its own
     * @param consequence what that means, in the middle of a sentence, such as {@code so nothing was sent}
     * @param call the call
     * @param code the application's code
     * @return what it gave
     * @throws MsalException when it failed, or the call was over before it was done
     */
    public static <T> T of(String subject, String errorCode, String consequence, CallContext call, Supplier<T> code) {
        try {
            return code.get();
        } catch (MsalException typed) {
            throw typed;
        } catch (Exception failure) {
            // checked ones too: languages that know none throw any
            throw failed(subject, errorCode, consequence, call, failure);
        }
    }

    /**
     * Calls the application's code where perhaps nothing is sent: a call begins only when the code fails.
     *
     * @param <T> what it gives
     * @param subject what it does, as the beginning of a sentence
     * @param errorCode of the failure, when it throws something of its own
     * @param consequence what that means, in the middle of a sentence
     * @param calls makes the call, if the code fails
     * @param code the application's code
     * @return what it gave
     * @throws MsalException when it failed
     */
    public static <T> T of(
            String subject, String errorCode, String consequence, Supplier<CallContext> calls, Supplier<T> code) {
        try {
            return code.get();
        } catch (MsalException typed) {
            throw typed;
        } catch (Exception failure) {
            throw failed(subject, errorCode, consequence, calls.get(), failure);
        }
    }

    private static MsalException failed(
            String subject, String errorCode, String consequence, CallContext call, Exception failure) {
        stopIfOver(call, failure);
        return new MsalConfigurationException(
                errorCode,
                subject + " failed with " + failure.getClass().getSimpleName() + ", " + consequence
                        + ". Look at the cause.",
                call.correlationId(),
                failure);
    }

    /** Whoever gave up because the call was over did not fail. */
    private static void stopIfOver(CallContext call, Exception failure) {
        try {
            ServerExchange.stopIfOver(PURPOSE, call);
        } catch (MsalException over) {
            over.addSuppressed(failure);
            throw over;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw ServerExchange.interrupted(PURPOSE, call, failure);
        }
    }
}

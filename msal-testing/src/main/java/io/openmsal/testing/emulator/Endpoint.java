package io.openmsal.testing.emulator;

/** One door of the emulator. */
@FunctionalInterface
interface Endpoint {

    /** Answers one call; safe for many threads. A {@link Refusal} is written down by the caller. */
    Answer serve(Call call);

    /** Turns a call down, because a fault says so. */
    default Answer refuse(Call call, Refusal refusal) {
        throw refusal;
    }
}

package io.openmsal.port.event;

/** Who may see a value of an event. */
public enum Sensitivity {
    /** Anyone who operates the system: hosts, statuses, counts, durations, correlation ids. */
    SAFE,
    /** Tells about a person: user names, account ids. Shown only where the operator has allowed it. */
    PERSONAL
}

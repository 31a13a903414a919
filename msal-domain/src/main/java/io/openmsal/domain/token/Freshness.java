package io.openmsal.domain.token;

/** What may be done with an access token at a given instant. */
public enum Freshness {
    /** Hand it out. */
    FRESH,
    /** Good, but the server advised to get a new one by now ({@code refresh_in}). */
    REFRESH_DUE,
    /** Expired, or so near to it that a request made with it might arrive too late. */
    EXPIRED
}

package io.openmsal.domain.token;

/** Where a token came from. */
public enum TokenSource {
    /** The identity provider was asked. */
    IDENTITY_PROVIDER,
    /** Nothing was sent. */
    CACHE,
    /** The operating system's broker gave it. */
    BROKER
}

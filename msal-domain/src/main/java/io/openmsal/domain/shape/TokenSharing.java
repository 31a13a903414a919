package io.openmsal.domain.shape;

/** Whether a token that was asked for with something further serves requests without it. */
public enum TokenSharing {
    /** The further input changes the token: it is part of the cache key, so that the token serves only requests with the same. */
    SEPARATE,
    /** The further input changes nothing about the token, such as one for tracing: all requests share the tokens. */
    SHARED
}

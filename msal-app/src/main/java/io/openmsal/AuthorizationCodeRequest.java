package io.openmsal;

/** Redeems the authorization code that the browser brought back (RFC 6749 §4.1.3). */
public interface AuthorizationCodeRequest
        extends ExtensibleRequest<AuthorizationCodeRequest>, BoundRequest<AuthorizationCodeRequest> {}

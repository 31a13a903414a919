package io.openmsal;

/** Signs a person in who typed user name and password into the application itself (RFC 6749 §4.3). Never served from the cache. */
public interface UsernamePasswordRequest extends TenantedRequest<UsernamePasswordRequest> {}

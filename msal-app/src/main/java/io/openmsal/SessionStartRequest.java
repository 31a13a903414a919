package io.openmsal;

/** The first token of a session on behalf of a person. */
public interface SessionStartRequest
        extends TenantedRequest<SessionStartRequest>, ExtensibleRequest<SessionStartRequest> {}

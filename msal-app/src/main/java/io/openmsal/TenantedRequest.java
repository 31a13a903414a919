package io.openmsal;

/**
 * A request that can be made to another tenant than the application's own.
 *
 * @param <R> the kind of request, so that options chain
 */
public interface TenantedRequest<R extends TenantedRequest<R>> extends TokenRequest<R> {

    /**
     * Asks another tenant of the same cloud.
     *
     * @param tenant a tenant id or a domain
     * @return this request
     */
    R tenant(String tenant);
}

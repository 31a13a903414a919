package io.openmsal.cli;

import io.openmsal.CachedRequest;
import picocli.CommandLine.Option;

/** When a token from the cache will do. */
final class RefreshOptions {

    @Option(names = "--force-refresh", description = "Ask the provider even when there is a good token in the cache.")
    private boolean forceRefresh;

    <R extends CachedRequest<R>> R applyTo(R request) {
        return forceRefresh ? request.forceRefresh() : request;
    }
}

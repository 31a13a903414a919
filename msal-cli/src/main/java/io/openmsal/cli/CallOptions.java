package io.openmsal.cli;

import io.openmsal.TenantedRequest;
import io.openmsal.domain.authority.Authority;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a request takes that says what the token is for. */
final class CallOptions {

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "What the token is for; repeat the option for more. A sign-in needs none.")
    private String[] scopes = {};

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Ask another tenant than the authority's: an id or a domain.")
    private @Nullable String tenant;

    @Mixin
    private AttemptOptions attempt = new AttemptOptions();

    String[] scopes() {
        return scopes.clone();
    }

    /** The authority that is asked: this one, or its other tenant. */
    Authority tenantOf(Authority authority) {
        return tenant == null ? authority : authority.withTenant(tenant);
    }

    <R extends TenantedRequest<R>> R applyTo(R request, Shell shell) {
        if (tenant != null) {
            request.tenant(tenant);
        }
        return attempt.applyTo(request, shell);
    }
}

package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;

/** A managed identity's token is for one resource, where other tokens are for scopes. */
final class SingleResource {

    private SingleResource() {}

    static String of(String... scopes) {
        if (scopes.length != 1) {
            throw new MsalConfigurationException(
                    "exactly_one_scope_expected",
                    "A managed identity was asked for a token of " + scopes.length
                            + " scopes, and it has one resource for each token. Ask once for each resource.");
        }
        return scopes[0];
    }
}

package io.openmsal.domain.federation;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.oauth.Grant;
import io.openmsal.port.Secret;
import java.util.Objects;

/**
 * Nobody the authority knows keeps the password, as with personal accounts. It is sent to nobody.
 *
 * @param host the authority's host, which said so
 */
record UnknownUserRealm(String host) implements UserRealm {

    UnknownUserRealm {
        Objects.requireNonNull(host, "host");
    }

    @Override
    public Grant grantFor(String username, Secret password, SecurityTokenService service, CallContext call) {
        throw FederationFailure.of(
                host,
                200,
                "unknown_user_type",
                "",
                "The user realm discovery at " + host
                        + " knows no organization for this user name, so the password was not"
                        + " sent. Check the user name; a personal account signs in interactively or with a device code.",
                call);
    }
}

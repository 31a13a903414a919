package io.openmsal.domain.federation;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.oauth.Grant;
import io.openmsal.port.Secret;

/** Who keeps a person's password, as the authority says. */
sealed interface UserRealm permits ManagedUserRealm, FederatedUserRealm, UnknownUserRealm {

    /** Turns user name and password into what the authority takes. */
    Grant grantFor(String username, Secret password, SecurityTokenService service, CallContext call);
}

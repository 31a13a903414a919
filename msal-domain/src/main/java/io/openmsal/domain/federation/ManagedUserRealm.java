package io.openmsal.domain.federation;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.oauth.Grant;
import io.openmsal.domain.oauth.PasswordGrant;
import io.openmsal.port.Secret;

/** The authority itself keeps the password. */
record ManagedUserRealm() implements UserRealm {

    @Override
    public Grant grantFor(String username, Secret password, SecurityTokenService service, CallContext call) {
        return new PasswordGrant(username, password);
    }
}

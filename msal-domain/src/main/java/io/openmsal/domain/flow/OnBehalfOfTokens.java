package io.openmsal.domain.flow;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.cache.OnBehalfOfKey;
import io.openmsal.domain.cache.OnBehalfOfKeys;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.oauth.OnBehalfOfGrant;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import org.jspecify.annotations.Nullable;

/** Where an application's tokens on behalf of people are kept, and who trades an assertion for the first. Safe for many threads. */
final class OnBehalfOfTokens {

    private final String clientId;
    private final Authority authority;
    private final TokenRedemption redemption;
    private final OnBehalfOfKeys keys = new OnBehalfOfKeys();

    OnBehalfOfTokens(String clientId, Authority authority, TokenRedemption redemption) {
        this.clientId = clientId;
        this.authority = authority;
        this.redemption = redemption;
    }

    /** The place of what was got with one assertion or in one session; knows the secret as a hash alone. */
    OnBehalfOfKey keyOf(@Nullable String tenant, Secret secret) {
        String realm = tenant == null ? authority.tenant() : authority.tenantKept(tenant);
        return keys.keyOf(clientId, authority.environment(), realm, secret);
    }

    Authority issuerOf(OnBehalfOfKey key) {
        return authority.tenant().equals(key.tenant()) ? authority : authority.withTenant(key.tenant());
    }

    TokensIssued trade(Secret userAssertion, OnBehalfOfKey key, Scopes scopes, RequestShape shape, CallContext call) {
        Authority issuer = issuerOf(key);
        OnBehalfOfGrant grant =
                new OnBehalfOfGrant(issuer.onBehalfOf(redemption.endpointsOf(issuer, call)), userAssertion);
        return redemption
                .ask(issuer, grant, redemption.personal(scopes), shape, call)
                .orThrow();
    }

    static void checkAssertion(Secret userAssertion) {
        if (userAssertion.isBlank()) {
            throw new MsalConfigurationException(
                    "invalid_user_assertion",
                    "The user assertion is empty. Pass the access token that the web API received, which stands after"
                            + " the word Bearer in the Authorization header.");
        }
    }
}

package io.openmsal.docs;

import io.openmsal.Adapters;
import io.openmsal.TokenValidator;
import io.openmsal.domain.failure.MsalTokenRejectedException;
import io.openmsal.domain.validation.ValidatedToken;
import io.openmsal.port.Secret;
import io.openmsal.testing.validation.FakeIssuer;
import java.security.cert.X509Certificate;
import java.time.Clock;

/** The code of the guide to validating tokens. Each part between the markers stands in the guide, word for word. */
final class ValidatingTokensGuide {

    private ValidatingTokensGuide() {}

    static TokenValidator oneTenant(String tenantId, Adapters adapters) {
        // snippet: build
        TokenValidator validator = TokenValidator.builder(
                        "https://login.microsoftonline.com/" + tenantId + "/v2.0", "api://orders")
                .adapters(adapters)
                .build();
        // end
        return validator;
    }

    static TokenValidator manyTenants(String first, String second, Adapters adapters) {
        // snippet: tenants
        TokenValidator validator = TokenValidator.builder(
                        "https://login.microsoftonline.com/organizations/v2.0", "api://orders")
                .tenants(first, second)
                .adapters(adapters)
                .build();
        // end
        return validator;
    }

    static int answer(TokenValidator validator, String header, String scope) {
        // snippet: judge
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) { // in letters of any case
            return 401; // WWW-Authenticate: Bearer
        }
        ValidatedToken caller;
        try {
            caller = validator.validate(Secret.of(header.substring(7).trim()));
        } catch (MsalTokenRejectedException rejected) {
            return 401; // WWW-Authenticate: rejected.challenge(); the log: rejected.getMessage()
        }
        if (!caller.scopes().contains(scope)) {
            return 403; // WWW-Authenticate: Bearer error="insufficient_scope"
        }
        return 200;
        // end
    }

    static ValidatedToken bound(TokenValidator validator, String token, X509Certificate clientCertificate) {
        // snippet: bound
        ValidatedToken caller = validator.validate(Secret.of(token), clientCertificate);
        // end
        return caller;
    }

    static ValidatedToken tested(Adapters adapters, Clock clock) {
        // snippet: test
        FakeIssuer issuer = new FakeIssuer("https://login.example/contoso/v2.0", clock);
        TokenValidator validator = TokenValidator.builder(issuer.name(), "api://orders")
                .adapters(adapters.withTransport(issuer))
                .build();

        ValidatedToken caller = validator.validate(
                issuer.token("api://orders").with("scp", "Orders.Read").signed());
        // end
        return caller;
    }
}

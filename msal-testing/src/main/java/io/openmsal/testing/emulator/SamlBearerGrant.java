package io.openmsal.testing.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Trades an assertion of a user's organization for tokens (RFC 7522 §2.1). One for each version of SAML. */
final class SamlBearerGrant implements TokenGrant {

    private final SamlDialect dialect;
    private final SamlAssertions assertions;
    private final TokenResponses responses;

    SamlBearerGrant(SamlDialect dialect, SamlAssertions assertions, TokenResponses responses) {
        this.dialect = dialect;
        this.assertions = assertions;
        this.responses = responses;
    }

    @Override
    public String type() {
        return dialect.grantType();
    }

    @Override
    public Map<String, Object> redeem(Call call, EmulatorApp app) {
        Scopes scopes = Scopes.parse(call.required("scope"));
        EmulatorUser user = assertions.redeem(call, dialect, decoded(call.required("assertion")));
        var grant = new UserGrant(
                UUID.randomUUID().toString(),
                user,
                app.clientId(),
                app.isFamilyClient(),
                scopes,
                Optional.empty(),
                call.now());
        return responses.forUser(call, app, grant, scopes);
    }

    private static String decoded(String assertion) {
        try {
            return new String(Base64.getUrlDecoder().decode(assertion), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw Refusal.userAssertionInvalid();
        }
    }
}

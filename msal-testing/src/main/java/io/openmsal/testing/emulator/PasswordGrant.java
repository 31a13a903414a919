package io.openmsal.testing.emulator;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Trades a name and a password for tokens (RFC 6749 §4.3). Nobody is asked for consent: Entra wants it to exist before, and the plain OpenID
 * Connect provider takes the password for it, as most do.
 */
final class PasswordGrant implements TokenGrant {

    private final Directory directory;
    private final TokenResponses responses;
    private final Clock clock;

    PasswordGrant(Directory directory, TokenResponses responses, Clock clock) {
        this.directory = directory;
        this.responses = responses;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "password";
    }

    @Override
    public Map<String, Object> redeem(Call call, EmulatorApp app) {
        Scopes scopes = Scopes.parse(call.required("scope"));
        EmulatorUser user = directory.userOf(call.realm(), call.required("username"));
        // the password of a federated user is not known here, not even a right one
        boolean isFederated = directory.federationOf(user.username()).isPresent();
        if (isFederated || !user.acceptsPassword(call.required("password"))) {
            throw Refusal.wrongPassword();
        }
        var grant = new UserGrant(
                UUID.randomUUID().toString(),
                user,
                app.clientId(),
                app.isFamilyClient(),
                scopes,
                Optional.empty(),
                clock.instant());
        return responses.forUser(call, app, grant, scopes);
    }
}

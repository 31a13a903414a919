package io.openmsal.testing.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives an agent a token for a user (Entra's {@code user_fic}): the agent proves who it is twice, as the client and with the token it
 * got for itself, and names the user by object id or by user name.
 */
final class UserFederatedGrant implements TokenGrant {

    private final Directory directory;
    private final TokenResponses responses;
    private final FederatedTokens federated;

    UserFederatedGrant(Directory directory, TokenResponses responses, FederatedTokens federated) {
        this.directory = directory;
        this.responses = responses;
        this.federated = federated;
    }

    @Override
    public String type() {
        return "user_fic";
    }

    @Override
    public Map<String, Object> redeem(Call call, EmulatorApp app) {
        if (app.blueprint().isEmpty()) {
            throw Refusal.noClientAuthentication();
        }
        federated.checkInstance(call, app, call.required("user_federated_identity_credential"));
        Scopes scopes = Scopes.parse(call.required("scope"));
        var grant = new UserGrant(
                UUID.randomUUID().toString(),
                user(call),
                app.clientId(),
                app.isFamilyClient(),
                scopes,
                Optional.empty(),
                call.now());
        return responses.forUser(call, app, grant, scopes);
    }

    private EmulatorUser user(Call call) {
        Optional<String> id = call.request().parameter("user_id");
        Optional<String> name = call.request().parameter("username");
        if (id.isPresent() == name.isPresent()) {
            throw Refusal.malformed("Exactly one of 'user_id' and 'username' must be given.");
        }
        return name.map(given -> directory.userOf(call.realm(), given))
                .orElseGet(() -> directory.usersOf(call.realm()).stream()
                        .filter(user -> user.objectId().equalsIgnoreCase(id.orElseThrow()))
                        .findFirst()
                        .orElseThrow(() -> Refusal.unknownUser(id.orElseThrow())));
    }
}

package io.openmsal.testing.emulator;

import java.util.Map;

/** Where a browser begins to sign in (RFC 6749 §3.1). */
final class AuthorizeEndpoint implements Endpoint {

    private final AuthorizationRequests requests;
    private final AuthorizationResponses responses;
    private final BrowserSessions sessions;
    private final PendingSignIns pendings;
    private final SignIn signIn;
    private final Directory directory;
    private final Grants grants;

    AuthorizeEndpoint(
            AuthorizationRequests requests,
            AuthorizationResponses responses,
            BrowserSessions sessions,
            PendingSignIns pendings,
            SignIn signIn,
            Directory directory,
            Grants grants) {
        this.requests = requests;
        this.responses = responses;
        this.sessions = sessions;
        this.pendings = pendings;
        this.signIn = signIn;
        this.directory = directory;
        this.grants = grants;
    }

    @Override
    public Answer serve(Call call) {
        AuthorizationRequest addressee = requests.addressee(call);
        try {
            AuthorizationRequest request = requests.complete(call, addressee);
            var interaction = new AuthorizationInteraction(request, call, responses, pendings);
            return sessions.within(call.request(), session -> signIn.begin(interaction, session));
        } catch (Refusal refusal) {
            return responses.send(addressee, responses.error(addressee, call, refusal));
        }
    }

    @Override
    public Answer refuse(Call call, Refusal refusal) {
        AuthorizationRequest addressee = requests.addressee(call);
        return responses.send(addressee, responses.error(addressee, call, refusal));
    }

    /** What the redirect would carry if the request was turned down. */
    Map<String, String> parametersOfRefusal(Call call, Refusal refusal) {
        return responses.error(requests.addressee(call), call, refusal);
    }

    /** What the redirect would carry if the user signed in and consented to everything. */
    Map<String, String> parametersOfSignIn(Call call, String username) {
        AuthorizationRequest addressee = requests.addressee(call);
        try {
            AuthorizationRequest request = requests.complete(call, addressee);
            EmulatorUser user = directory.userOf(call.realm(), username);
            grants.consent(user, request.app().clientId(), request.scopes());
            return responses.code(request, user, call.now(), sessions.unseen());
        } catch (Refusal refusal) {
            return responses.error(addressee, call, refusal);
        }
    }
}

package io.openmsal.testing.emulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Makes authorization responses, good and bad, and sends them home in the mode that was asked for (RFC 6749 §4.1.2). */
final class AuthorizationResponses {

    private final Directory directory;
    private final Grants grants;
    private final TokenMinter minter;
    private final MessagePages pages;

    AuthorizationResponses(Directory directory, Grants grants, TokenMinter minter, MessagePages pages) {
        this.directory = directory;
        this.grants = grants;
        this.minter = minter;
        this.pages = pages;
    }

    Map<String, String> code(
            AuthorizationRequest request, EmulatorUser user, Instant authTime, BrowserSession session) {
        Realm realm = request.realm();
        var grant = new UserGrant(
                UUID.randomUUID().toString(),
                user,
                request.app().clientId(),
                request.app().isFamilyClient(),
                request.scopes(),
                request.nonce(),
                authTime,
                session.visits(user, request.app(), realm.issuer(realm.tenantFor(user))));
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("code", grants.issueCode(grant, request));
        if (request.wantsClientInfo() && realm.isEntra()) {
            parameters.put("client_info", minter.clientInfo(user, directory.homeTenantOf(user)));
        }
        request.state().ifPresent(state -> parameters.put("state", state));
        if (realm.isEntra()) {
            parameters.put("session_state", UUID.randomUUID().toString());
        }
        return parameters;
    }

    Map<String, String> error(AuthorizationRequest request, Call call, Refusal refusal) {
        Map<String, Object> body = request.realm().errorBody(refusal, call);
        var parameters = new LinkedHashMap<String, String>();
        for (String name : new String[] {"error", "error_description", "error_uri"}) {
            Object value = body.get(name);
            if (value != null) {
                parameters.put(name, value.toString());
            }
        }
        refusal.suberror().ifPresent(value -> parameters.put("error_subcode", value));
        request.state().ifPresent(state -> parameters.put("state", state));
        return parameters;
    }

    Answer send(AuthorizationRequest request, Map<String, String> parameters) {
        String encoded = FormParameters.encode(parameters);
        String separator = request.redirectUri().contains("?") ? "&" : "?";
        return switch (request.responseMode()) {
            case QUERY -> Answer.redirect(request.redirectUri() + separator + encoded);
            case FRAGMENT -> Answer.redirect(request.redirectUri() + "#" + encoded);
            case FORM_POST -> pages.formPost(request.redirectUri(), parameters);
        };
    }
}

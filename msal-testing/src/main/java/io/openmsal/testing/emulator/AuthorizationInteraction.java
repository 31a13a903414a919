package io.openmsal.testing.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A sign-in for an application that waits at its redirect URI. */
record AuthorizationInteraction(
        AuthorizationRequest request, Call call, AuthorizationResponses responses, PendingSignIns pendings)
        implements Interaction {

    @Override
    public Realm realm() {
        return request.realm();
    }

    @Override
    public EmulatorApp app() {
        return request.app();
    }

    @Override
    public Scopes scopes() {
        return request.scopes();
    }

    @Override
    public Set<String> prompts() {
        return request.prompts();
    }

    @Override
    public Optional<String> loginHint() {
        return request.loginHint();
    }

    @Override
    public Optional<Duration> maxAge() {
        return request.maxAge();
    }

    @Override
    public String formTarget() {
        return RedirectUriRule.source(request.redirectUri());
    }

    @Override
    public Answer completed(EmulatorUser user, Instant authTime, PendingSignIns.Pending pending) {
        pendings.end(pending);
        return responses.send(request, responses.code(request, user, authTime, pending.session()));
    }

    @Override
    public Answer refused(Refusal refusal) {
        return responses.send(request, responses.error(request, call, refusal));
    }
}

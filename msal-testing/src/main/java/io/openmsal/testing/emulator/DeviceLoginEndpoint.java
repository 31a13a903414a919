package io.openmsal.testing.emulator;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where a person types the code of a device and decides (RFC 8628 §3.3). */
final class DeviceLoginEndpoint implements Endpoint {

    private final DeviceAuthorizations authorizations;
    private final BrowserSessions sessions;
    private final PendingSignIns pendings;
    private final SignIn signIn;
    private final DevicePages pages;
    private final MessagePages messages;
    private final Grants grants;

    DeviceLoginEndpoint(
            DeviceAuthorizations authorizations,
            BrowserSessions sessions,
            PendingSignIns pendings,
            SignIn signIn,
            MessagePages messages,
            Grants grants) {
        this.authorizations = authorizations;
        this.sessions = sessions;
        this.pendings = pendings;
        this.signIn = signIn;
        this.pages = new DevicePages();
        this.messages = messages;
        this.grants = grants;
    }

    @Override
    public Answer serve(Call call) {
        EmulatorRequest request = call.request();
        if (request.path().equals("/devicelogin/confirm")) {
            return sessions.of(request)
                    .flatMap(session -> pendings.of(request, session))
                    .map(pending -> decided(request, pending))
                    .orElseGet(messages::outOfDate);
        }
        String code = request.parameter("otc").orElse("");
        if (!request.isPost()) {
            return pages.enterCode(code, false);
        }
        return authorizations
                .undecided(code)
                .map(authorization -> sessions.within(
                        request,
                        session -> signIn.begin(
                                new DeviceInteraction(authorization, authorizations, pages, messages), session)))
                .orElseGet(() -> pages.enterCode(code, true));
    }

    void approve(DeviceAuthorizations.DeviceAuthorization authorization, EmulatorUser user, Instant authTime) {
        grants.consent(user, authorization.app().clientId(), authorization.scopes());
        authorizations.approve(
                authorization,
                new UserGrant(
                        UUID.randomUUID().toString(),
                        user,
                        authorization.app().clientId(),
                        authorization.app().isFamilyClient(),
                        authorization.scopes(),
                        Optional.empty(),
                        authTime));
    }

    private Answer decided(EmulatorRequest request, PendingSignIns.Pending pending) {
        pendings.end(pending);
        Optional<PendingSignIns.SignedIn> who = pending.signedIn();
        if (who.isEmpty() || !(pending.interaction() instanceof DeviceInteraction device)) {
            return messages.outOfDate();
        }
        if (!request.parameter("action").equals(Optional.of("continue"))) {
            return device.refused(Refusal.signInCancelled());
        }
        approve(device.authorization(), who.get().user(), who.get().authTime());
        return messages.deviceApproved(device.app());
    }
}

package io.openmsal.testing.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A sign-in for a device that polls. The person confirms once more: a code may have come from a stranger (RFC 8628 §5.4). */
record DeviceInteraction(
        DeviceAuthorizations.DeviceAuthorization authorization,
        DeviceAuthorizations authorizations,
        DevicePages pages,
        MessagePages messages)
        implements Interaction {

    @Override
    public Realm realm() {
        return authorization.realm();
    }

    @Override
    public EmulatorApp app() {
        return authorization.app();
    }

    @Override
    public Scopes scopes() {
        return authorization.scopes();
    }

    @Override
    public Set<String> prompts() {
        return Set.of();
    }

    @Override
    public Optional<String> loginHint() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> maxAge() {
        return Optional.empty();
    }

    @Override
    public String formTarget() {
        return "";
    }

    @Override
    public Answer completed(EmulatorUser user, Instant authTime, PendingSignIns.Pending pending) {
        return pages.confirm(pending, authorization.app(), user);
    }

    @Override
    public Answer refused(Refusal refusal) {
        authorizations.decline(authorization);
        return messages.deviceDeclined();
    }
}

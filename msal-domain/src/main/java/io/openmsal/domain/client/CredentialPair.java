package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.crypto.TlsIdentity;
import java.util.Objects;
import java.util.Optional;

/**
 * Two credentials of one application, as there are while one is being replaced. The one that was accepted last has its turn; when a server
 * does not accept it, or it can prove nothing, the other has.
 */
final class CredentialPair implements ClientCredential {

    private final ClientCredential primary;
    private final ClientCredential secondary;
    private volatile boolean secondaryHasTurn;

    CredentialPair(ClientCredential primary, ClientCredential secondary) {
        this.primary = single(primary);
        this.secondary = single(secondary);
    }

    private static ClientCredential single(ClientCredential member) {
        if (Objects.requireNonNull(member, "member") instanceof CredentialPair) {
            throw new MsalConfigurationException(
                    "credential_pair_nested",
                    "A pair of credentials was made of another pair. Make it of two single credentials.");
        }
        return member;
    }

    @Override
    public ClientCredential inTurn() {
        return secondaryHasTurn ? secondary : primary;
    }

    @Override
    public Optional<ClientCredential> insteadOf(ClientCredential refused) {
        // several requests may be refused at once: each of them moves on from the one it was refused with
        secondaryHasTurn = refused == primary;
        return Optional.of(inTurn());
    }

    @Override
    public TlsIdentity tlsIdentity() {
        return inTurn().tlsIdentity();
    }

    @Override
    public ClientCredential boundTo(TlsIdentity identity) {
        return inTurn().boundTo(identity);
    }

    @Override
    public Optional<TlsIdentity> authenticate(Form form, AssertionAudience audience) {
        return inTurn().authenticate(form, audience);
    }
}

package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.crypto.TlsIdentity;
import java.util.Objects;
import java.util.Optional;

/** A certificate shown in the TLS handshake, and nothing in the request ({@code tls_client_auth}, RFC 8705 §2). */
final class TlsHandshake implements ClientCredential {

    private final TlsIdentity identity;

    TlsHandshake(TlsIdentity identity) {
        this.identity = Objects.requireNonNull(identity, "identity");
    }

    @Override
    public void authenticate(Form form, AssertionAudience audience) {}

    @Override
    public Optional<TlsIdentity> shownInHandshake() {
        return Optional.of(identity);
    }
}

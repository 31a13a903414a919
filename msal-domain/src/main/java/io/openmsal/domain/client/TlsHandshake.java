package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.crypto.TlsIdentity;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** A certificate shown in the TLS handshake, and nothing in the request ({@code tls_client_auth}, RFC 8705 §2). */
final class TlsHandshake implements ClientCredential {

    private final Supplier<TlsIdentity> provider;

    TlsHandshake(Supplier<TlsIdentity> provider) {
        this.provider = Objects.requireNonNull(provider, "provider");
    }

    @Override
    public Optional<TlsIdentity> authenticate(Form form, AssertionAudience audience) {
        return Optional.of(provider.get());
    }

    @Override
    public TlsIdentity tlsIdentity() {
        return provider.get();
    }
}

package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.crypto.TlsIdentity;
import java.util.Optional;

/** A public client: its id is all it can say. */
enum NoCredential implements ClientCredential {
    INSTANCE;

    @Override
    public Optional<TlsIdentity> authenticate(Form form, AssertionAudience audience) {
        return Optional.empty();
    }
}

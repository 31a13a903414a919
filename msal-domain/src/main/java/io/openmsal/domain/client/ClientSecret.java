package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.TlsIdentity;
import java.util.Optional;
import java.util.function.Supplier;

/** A secret in the request body, {@code client_secret_post}. */
final class ClientSecret implements ClientCredential {

    private final Supplier<Secret> provider;

    ClientSecret(Supplier<Secret> provider) {
        this.provider = provider;
    }

    @Override
    public Optional<TlsIdentity> authenticate(Form form, AssertionAudience audience) {
        Secret secret = provider.get();
        if (secret == null || secret.isBlank()) {
            throw new MsalConfigurationException(
                    "invalid_client_secret",
                    "The client secret of " + audience.clientId() + " is empty, so nothing was sent to "
                            + audience.tokenEndpoint().getHost() + ". Set it, or check what supplies it.");
        }
        form.put("client_secret", secret);
        return Optional.empty();
    }
}

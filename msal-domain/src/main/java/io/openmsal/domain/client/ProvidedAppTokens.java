package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.crypto.TlsIdentity;
import java.util.Objects;
import java.util.Optional;

/** An application that proves nothing to the token endpoint: somebody else gets its own tokens, and it can get no others. */
final class ProvidedAppTokens implements ClientCredential {

    private final AppTokenProvider provider;

    ProvidedAppTokens(AppTokenProvider provider) {
        this.provider = Objects.requireNonNull(provider, "provider");
    }

    @Override
    public Optional<AppTokenProvider> appTokenProvider() {
        return Optional.of(provider);
    }

    @Override
    public Optional<TlsIdentity> authenticate(Form form, AssertionAudience audience) {
        throw new MsalConfigurationException(
                "no_client_credential",
                "The application " + audience.clientId()
                        + " has a provider for its own tokens and no credential of its own, so"
                        + " nothing was sent to " + audience.tokenEndpoint().getHost()
                        + ". Build an application with a credential for tokens of people.");
    }
}

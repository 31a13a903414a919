package io.openmsal;

import io.openmsal.domain.exchange.Callback;
import io.openmsal.domain.shape.AuthenticationScheme;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.crypto.TlsIdentity;

final class StandardClientCredentialsRequest extends RequestOptions<ClientCredentialsRequest>
        implements ClientCredentialsRequest {

    StandardClientCredentialsRequest(Engine engine, String... scopes) {
        super(engine, scopes);
    }

    @Override
    ClientCredentialsRequest self() {
        return this;
    }

    @Override
    public ClientCredentialsRequest withMutualTlsProofOfPossession() {
        return presentedBy(() -> AuthenticationScheme.mutualTls(certificate()));
    }

    private TlsIdentity certificate() {
        return Callback.of(
                "What supplies the certificate of " + engine.client.clientId(),
                "client_credential_failed",
                "so nothing was sent",
                this,
                () -> engine.client.credential().tlsIdentity());
    }

    @Override
    TokenCall kind() {
        return TokenCall.CLIENT;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.clientCredentials.acquire(tenant(), scopes(), policy(), this);
    }
}

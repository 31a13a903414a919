package io.openmsal;

import io.openmsal.domain.shape.AuthenticationScheme;
import io.openmsal.domain.token.AuthenticationResult;

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
        return presentedBy(
                AuthenticationScheme.mutualTls(engine.client.credential().tlsIdentity()));
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

package io.openmsal;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Callback;
import io.openmsal.domain.exchange.ServerExchange;
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
        return presentedBy(call -> AuthenticationScheme.mutualTls(certificate(call)));
    }

    private TlsIdentity certificate(CallContext call) {
        TlsIdentity certificate = Callback.of(
                "What supplies the certificate of " + engine.client.clientId(),
                "client_credential_failed",
                "so nothing was sent",
                call,
                () -> engine.client.credential().tlsIdentity());
        ServerExchange.stopIfOver("search for the certificate", call);
        return certificate;
    }

    @Override
    TokenCall kind() {
        return TokenCall.CLIENT;
    }

    @Override
    AuthenticationResult acquire() {
        return acquireBy((policy, calls) -> engine.clientCredentials.acquire(tenant(), scopes(), policy, calls));
    }
}

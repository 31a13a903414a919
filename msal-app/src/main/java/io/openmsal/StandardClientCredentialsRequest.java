package io.openmsal;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Callback;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.flow.CachePolicy;
import io.openmsal.domain.shape.AuthenticationScheme;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.crypto.TlsIdentity;

final class StandardClientCredentialsRequest extends RequestOptions<ClientCredentialsRequest>
        implements ClientCredentialsRequest {

    private boolean isBoundByTls;

    StandardClientCredentialsRequest(Engine engine, String... scopes) {
        super(engine, scopes);
    }

    @Override
    ClientCredentialsRequest self() {
        return this;
    }

    @Override
    public ClientCredentialsRequest withMutualTlsProofOfPossession() {
        isBoundByTls = true;
        return this;
    }

    @Override
    ClientCredentialsRequest presentedBy(AuthenticationScheme scheme) {
        isBoundByTls = false;
        return super.presentedBy(scheme);
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
        return isBoundByTls
                ? acquireBound(get())
                : engine.clientCredentials.acquire(tenant(), scopes(), policy(), this);
    }

    /** Within a call that has begun: whoever supplies the certificate may take their time, and it is the call's. */
    private AuthenticationResult acquireBound(CallContext call) {
        CachePolicy bound = policyOf(shape().presentedBy(AuthenticationScheme.mutualTls(certificate(call))));
        return engine.clientCredentials.acquire(tenant(), scopes(), bound, () -> call);
    }
}

package io.openmsal.domain.shape;

import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.broker.TokenBinding;
import io.openmsal.port.crypto.TlsIdentity;
import java.util.Objects;
import java.util.Optional;

/**
 * Microsoft's {@code mtls_pop}: the token is bound to the certificate that the client shows in the TLS handshake, at the token
 * endpoint and then at the web API (RFC 8705 §3). The key id is that of the certificate, not of its key: a renewed certificate with
 * the same key gets another token, because web APIs compare certificates.
 */
final class MutualTlsScheme implements AuthenticationScheme {

    private final TlsIdentity identity;
    private final String keyId;

    MutualTlsScheme(TlsIdentity identity) {
        this.identity = Objects.requireNonNull(identity, "identity");
        this.keyId = identity.thumbprint();
    }

    @Override
    public String tokenType() {
        return "mtls_pop";
    }

    @Override
    public String keyId() {
        return keyId;
    }

    @Override
    public void addTo(Form form) {
        form.put("token_type", tokenType());
    }

    /** No broker shows the certificate of an application. */
    @Override
    public Optional<TokenBinding> forBroker() {
        return Optional.empty();
    }

    /** The handshake is the proof, unless the usual one says something that it does not. */
    @Override
    public ClientCredential proofOf(ClientCredential usual) {
        return usual.boundTo(identity);
    }

    @Override
    public AuthenticationResult present(AuthenticationResult result) {
        return result.boundTo(identity);
    }
}

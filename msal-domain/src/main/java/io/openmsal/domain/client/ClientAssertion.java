package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.TlsIdentity;
import java.util.Optional;
import java.util.function.Function;

/** An assertion that somebody else made, such as a platform that Microsoft Entra is told to trust (RFC 7523 §2.2, RFC 7521 §4.2). */
final class ClientAssertion implements ClientCredential {

    private final Function<AssertionRequest, Secret> callback;

    ClientAssertion(Function<AssertionRequest, Secret> callback) {
        this.callback = callback;
    }

    @Override
    public Optional<TlsIdentity> authenticate(Form form, AssertionAudience audience) {
        Secret assertion = SuppliedAssertion.of(audience, callback);
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return Optional.empty();
    }
}

package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.crypto.TlsIdentity;
import java.util.Optional;
import java.util.function.Supplier;

/** What a credential gave for one request. */
public final class ClientProof {

    private final Form parameters;
    private final Optional<TlsIdentity> shown;

    private ClientProof(Form parameters, Optional<TlsIdentity> shown) {
        this.parameters = parameters;
        this.shown = shown;
    }

    /**
     * Asks a credential for it. Suppliers, signers and callbacks of the application run on this thread.
     *
     * @param credential what proves
     * @param audience to whom
     * @return the proof, for this request alone
     * @throws MsalException when there is none; a {@link MsalConfigurationException} whatever else the application's own code threw
     */
    public static ClientProof by(ClientCredential credential, AssertionAudience audience) {
        Form parameters = new Form();
        Optional<TlsIdentity> shown = Supplied.of(
                "credential", "client_credential_failed", audience, new Proving(credential, parameters, audience));
        return new ClientProof(parameters, shown);
    }

    private record Proving(ClientCredential credential, Form parameters, AssertionAudience audience)
            implements Supplier<Optional<TlsIdentity>> {

        @Override
        public Optional<TlsIdentity> get() {
            return credential.authenticate(parameters, audience);
        }
    }

    /**
     * Adds what proves in the request itself.
     *
     * @param form the request's parameters
     */
    public void addTo(Form form) {
        form.putAll(parameters);
    }

    /**
     * What proves in the TLS handshake.
     *
     * @return the certificate to show, or empty
     */
    public Optional<TlsIdentity> shown() {
        return shown;
    }
}

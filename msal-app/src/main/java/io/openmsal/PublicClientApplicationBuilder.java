package io.openmsal;

import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ClientIdentity;
import io.openmsal.port.broker.Broker;
import java.util.Objects;

/** Builds a {@link PublicClientApplication}. Not for many threads. */
public final class PublicClientApplicationBuilder extends ApplicationBuilder<PublicClientApplicationBuilder> {

    private final ClientIdentity client;
    private Broker broker = Broker.none();

    PublicClientApplicationBuilder(String clientId) {
        this.client = new ClientIdentity(clientId, ClientCredential.none());
    }

    /**
     * Lets the operating system's broker sign people in, hold their refresh tokens, and sign HTTP requests with a key that never
     * leaves it. It is used where it is available and the authority is Microsoft Entra's; for all other authorities, and on a
     * machine without it, everything is as if this had not been called. Once it has been asked, its refusal is an answer: an
     * interactive sign-in does not go on in the browser. A request for a token that is bound to a key of the caller's is not for
     * the broker.
     *
     * @param own the broker; the redirect URI that its platform prescribes has to be registered for the application
     * @return this builder
     */
    public PublicClientApplicationBuilder broker(Broker own) {
        broker = Objects.requireNonNull(own, "own");
        return this;
    }

    @Override
    Broker broker() {
        return broker;
    }

    /**
     * Builds the application. Sends nothing, reads nothing, starts nothing.
     *
     * @return a new application with a cache of its own
     * @throws io.openmsal.domain.failure.MsalConfigurationException when the options make no sense together
     */
    public PublicClientApplication build() {
        return new StandardPublicClientApplication(engine(client));
    }

    @Override
    PublicClientApplicationBuilder self() {
        return this;
    }
}

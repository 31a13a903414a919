package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import java.util.function.Supplier;

/** An assertion that somebody else made, such as a platform that Microsoft Entra is told to trust (RFC 7523 §2.2, RFC 7521 §4.2). */
final class ClientAssertion implements ClientCredential {

    private final Supplier<Secret> provider;

    ClientAssertion(Supplier<Secret> provider) {
        this.provider = provider;
    }

    @Override
    public void authenticate(Form form, AssertionAudience audience) {
        Secret assertion = provider.get();
        if (assertion == null || assertion.isBlank()) {
            throw new MsalConfigurationException(
                    "invalid_client_assertion",
                    "The assertion of " + audience.clientId() + " is empty, so nothing was sent to "
                            + audience.tokenEndpoint().getHost() + ". Check what supplies it.");
        }
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
    }
}

package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.Secret;
import java.util.function.Function;

/** An assertion that somebody else made, such as a platform that Microsoft Entra is told to trust (RFC 7523 §2.2, RFC 7521 §4.2). */
final class ClientAssertion implements ClientCredential {

    private final Function<AssertionRequest, Secret> provider;

    ClientAssertion(Function<AssertionRequest, Secret> provider) {
        this.provider = provider;
    }

    @Override
    public void authenticate(Form form, AssertionAudience audience) {
        Secret assertion = made(audience);
        if (assertion == null || assertion.isBlank()) {
            throw new MsalConfigurationException(
                    "invalid_client_assertion",
                    "The assertion of " + audience.clientId() + " is empty, so nothing was sent to "
                            + audience.tokenEndpoint().getHost() + ". Check what supplies it.");
        }
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
    }

    /** A provider that gets its assertion through this library says itself what went wrong. */
    private Secret made(AssertionAudience audience) {
        try {
            return provider.apply(audience.request());
        } catch (MsalException typed) {
            throw typed;
        } catch (RuntimeException failure) {
            throw new MsalConfigurationException(
                    "client_assertion_failed",
                    "What supplies the assertion of " + audience.clientId() + " failed with "
                            + failure.getClass().getSimpleName() + ", so nothing was sent to "
                            + audience.tokenEndpoint().getHost() + ". Look at the cause.",
                    audience.request().call().correlationId(),
                    failure);
        }
    }
}

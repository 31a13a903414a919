package io.openmsal.domain.client;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Microsoft's {@code jwt-pop}: an assertion that somebody else made and bound to a certificate ({@code cnf} with {@code x5t#S256}, RFC
 * 8705 §3.1), which the client shows in the TLS handshake. Whoever steals the assertion alone has nothing.
 */
final class BoundAssertion implements ClientCredential {

    private final Supplier<TlsIdentity> certificate;
    private final BiFunction<AssertionRequest, TlsIdentity, Secret> callback;

    BoundAssertion(Supplier<TlsIdentity> certificate, BiFunction<AssertionRequest, TlsIdentity, Secret> callback) {
        this.certificate = certificate;
        this.callback = callback;
    }

    @Override
    public TlsIdentity tlsIdentity() {
        TlsIdentity present = certificate.get();
        if (present == null) {
            throw new MsalConfigurationException(
                    "mtls_certificate_not_provided",
                    "What supplies the certificate of a bound assertion gave none, so nothing was sent. Check it.");
        }
        return present;
    }

    /** The binding replaces the certificate, not the assertion: the handshake alone says nothing of who the application is. */
    @Override
    public ClientCredential boundTo(TlsIdentity identity) {
        return new BoundAssertion(() -> identity, callback);
    }

    @Override
    public Optional<TlsIdentity> authenticate(Form form, AssertionAudience audience) {
        TlsIdentity shown = tlsIdentity();
        Secret assertion = SuppliedAssertion.of(audience, request -> callback.apply(request, shown));
        refuseOfAnother(assertion, shown, audience);
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-pop");
        form.put("client_assertion", assertion);
        return Optional.of(shown);
    }

    /** Only where it says so in words that can be read: the rest is for the server to judge. */
    private static void refuseOfAnother(Secret assertion, TlsIdentity shown, AssertionAudience audience) {
        Optional<String> confirmed = confirmationIn(assertion, audience);
        if (confirmed.isPresent() && !confirmed.get().equals(shown.thumbprint())) {
            throw new MsalConfigurationException(
                    "client_assertion_of_another_certificate",
                    "The assertion of " + audience.clientId() + " is bound to the certificate " + confirmed.get()
                            + " and would be sent with " + shown.thumbprint() + ", so nothing was sent to "
                            + audience.tokenEndpoint().getHost()
                            + ". Get the assertion anew for the certificate that the callback is told.",
                    audience.request().call().correlationId(),
                    null);
        }
    }

    private static Optional<String> confirmationIn(Secret assertion, AssertionAudience audience) {
        String[] parts = assertion.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            if (audience.json().read(payload) instanceof Map<?, ?> claims
                    && claims.get("cnf") instanceof Map<?, ?> confirmation
                    && confirmation.get("x5t#S256") instanceof String thumbprint) {
                return Optional.of(thumbprint);
            }
            return Optional.empty();
        } catch (IllegalArgumentException | MalformedJsonException unreadable) {
            return Optional.empty();
        }
    }
}

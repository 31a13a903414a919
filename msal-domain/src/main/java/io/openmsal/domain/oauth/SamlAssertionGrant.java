package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * An assertion that a person's own organization made about them (RFC 7522 §2.1). Not sent again once it left: a provider may
 * take each assertion once.
 *
 * @param version the assertion's version
 * @param assertion the assertion as its issuer wrote it, or its signature would break
 */
public record SamlAssertionGrant(SamlVersion version, Secret assertion) implements Grant {

    /** Checks that nothing is missing. */
    public SamlAssertionGrant {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(assertion, "assertion");
    }

    @Override
    public void addTo(Form form) {
        byte[] bytes = assertion.reveal().getBytes(StandardCharsets.UTF_8);
        form.put("grant_type", version.grantType())
                .put(
                        "assertion",
                        Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    @Override
    public HttpRequest.Resending resending() {
        return HttpRequest.Resending.ONLY_IF_UNSENT;
    }

    @Override
    public Api api() {
        return Api.USERNAME_PASSWORD;
    }

    @Override
    public WhoActs whoActs() {
        return WhoActs.PERSON;
    }

    @Override
    public String purpose() {
        return "redemption of the SAML assertion";
    }
}

package io.openmsal.domain.authority;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The addresses of an authority (RFC 8414, OpenID Connect Discovery §3).
 *
 * @param issuer what ID tokens name as their issuer; for Microsoft Entra a pattern is checked instead, see {@link Authority}
 * @param authorization where people sign in
 * @param token where grants are redeemed
 * @param deviceAuthorization where device codes are issued (RFC 8628 §3.1), if that is offered
 * @param formPostOffered whether answers can come as a form post; false only when the provider lists its response modes and
 *     {@code form_post} is not among them
 */
public record Endpoints(
        Optional<String> issuer,
        URI authorization,
        URI token,
        Optional<URI> deviceAuthorization,
        boolean formPostOffered) {

    /** Checks that nothing is missing. */
    public Endpoints {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(deviceAuthorization, "deviceAuthorization");
    }
}

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
 * @param tokenAudience what client assertions name as their audience: the token endpoint by its central address, also where
 *     {@code token} is another one for the same server
 * @param deviceAuthorization where device codes are issued (RFC 8628 §3.1), if that is offered
 * @param formPostOffered whether answers can come as a form post; false only when the provider lists its response modes and
 *     {@code form_post} is not among them
 * @param mutualTlsToken where grants are redeemed by who shows a certificate in the TLS handshake (RFC 8705 §5), if the provider says
 *     that it takes any
 * @param keys where the provider publishes the keys that its tokens are signed with (RFC 7517 §5), if that is known
 * @param onBehalfOf how the provider says that it gives tokens on behalf of people
 */
public record Endpoints(
        Optional<String> issuer,
        URI authorization,
        URI token,
        URI tokenAudience,
        Optional<URI> deviceAuthorization,
        boolean formPostOffered,
        Optional<URI> mutualTlsToken,
        Optional<URI> keys,
        OnBehalfOfProtocol onBehalfOf) {

    /** Checks that nothing is missing. */
    public Endpoints {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(tokenAudience, "tokenAudience");
        Objects.requireNonNull(deviceAuthorization, "deviceAuthorization");
        Objects.requireNonNull(mutualTlsToken, "mutualTlsToken");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(onBehalfOf, "onBehalfOf");
    }

    /**
     * Addresses of which the token endpoint has one address only, of a provider that says nothing more.
     *
     * @param issuer what ID tokens name as their issuer
     * @param authorization where people sign in
     * @param token where grants are redeemed
     * @param deviceAuthorization where device codes are issued, if that is offered
     * @param formPostOffered whether answers can come as a form post
     */
    public Endpoints(
            Optional<String> issuer,
            URI authorization,
            URI token,
            Optional<URI> deviceAuthorization,
            boolean formPostOffered) {
        this(
                issuer,
                authorization,
                token,
                token,
                deviceAuthorization,
                formPostOffered,
                Optional.empty(),
                Optional.empty(),
                OnBehalfOfProtocol.ENTRA);
    }

    /**
     * The same for a provider that takes certificates in the TLS handshake.
     *
     * @param where where it takes them, if anywhere
     * @return other addresses
     */
    public Endpoints withMutualTlsTokenAt(Optional<URI> where) {
        return new Endpoints(
                issuer,
                authorization,
                token,
                tokenAudience,
                deviceAuthorization,
                formPostOffered,
                where,
                keys,
                onBehalfOf);
    }

    /**
     * The same for a provider whose keys are published.
     *
     * @param where where they are, if that is known
     * @return other addresses
     */
    public Endpoints withKeysAt(Optional<URI> where) {
        return new Endpoints(
                issuer,
                authorization,
                token,
                tokenAudience,
                deviceAuthorization,
                formPostOffered,
                mutualTlsToken,
                where,
                onBehalfOf);
    }

    /**
     * The same for a provider that says how it gives tokens on behalf of people.
     *
     * @param protocol how
     * @return other addresses
     */
    public Endpoints withOnBehalfOf(OnBehalfOfProtocol protocol) {
        return new Endpoints(
                issuer,
                authorization,
                token,
                tokenAudience,
                deviceAuthorization,
                formPostOffered,
                mutualTlsToken,
                keys,
                protocol);
    }

    /**
     * The same with another address of the token endpoint; its name for assertions stays.
     *
     * @param other where grants are redeemed
     * @return other addresses
     */
    public Endpoints withTokenAt(URI other) {
        return new Endpoints(
                issuer,
                authorization,
                other,
                tokenAudience,
                deviceAuthorization,
                formPostOffered,
                mutualTlsToken,
                keys,
                onBehalfOf);
    }
}

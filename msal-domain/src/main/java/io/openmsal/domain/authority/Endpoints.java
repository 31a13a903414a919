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
 * @param formPost whether answers can come as a form post
 * @param mutualTlsToken where grants are redeemed by who shows a certificate in the TLS handshake (RFC 8705 §5), if the provider says
 *     that it takes any
 * @param keys where the provider publishes the keys that its tokens are signed with (RFC 7517 §5), if that is known
 * @param onBehalfOf how the provider says that it gives tokens on behalf of people
 * @param issuerInResponses whether the provider says that each answer to a sign-in names its issuer (RFC 9207 §3)
 */
public record Endpoints(
        Optional<String> issuer,
        URI authorization,
        URI token,
        URI tokenAudience,
        Optional<URI> deviceAuthorization,
        FormPostSupport formPost,
        Optional<URI> mutualTlsToken,
        Optional<URI> keys,
        OnBehalfOfProtocol onBehalfOf,
        boolean issuerInResponses) {

    /** Checks that nothing is missing. */
    public Endpoints {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(tokenAudience, "tokenAudience");
        Objects.requireNonNull(deviceAuthorization, "deviceAuthorization");
        Objects.requireNonNull(formPost, "formPost");
        Objects.requireNonNull(mutualTlsToken, "mutualTlsToken");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(onBehalfOf, "onBehalfOf");
    }

    /**
     * Addresses of a provider that says nothing more.
     *
     * @param authorization where people sign in
     * @param token where grants are redeemed, and its name for assertions
     * @return further addresses can be added to them
     */
    public static Builder at(URI authorization, URI token) {
        return new Builder(authorization, token);
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
                formPost,
                mutualTlsToken,
                keys,
                onBehalfOf,
                issuerInResponses);
    }

    /** What is known of a provider beside its two main addresses. Not for many threads. */
    public static final class Builder {

        private final URI authorization;
        private final URI token;
        private Optional<String> issuer = Optional.empty();
        private Optional<URI> deviceAuthorization = Optional.empty();
        private FormPostSupport formPost = FormPostSupport.OFFERED;
        private Optional<URI> mutualTlsToken = Optional.empty();
        private Optional<URI> keys = Optional.empty();
        private OnBehalfOfProtocol onBehalfOf = OnBehalfOfProtocol.ENTRA;
        private boolean issuerInResponses;

        private Builder(URI authorization, URI token) {
            this.authorization = authorization;
            this.token = token;
        }

        /**
         * What ID tokens name as their issuer.
         *
         * @param name the issuer
         * @return this builder
         */
        public Builder issuer(String name) {
            this.issuer = Optional.of(name);
            return this;
        }

        /**
         * Where device codes are issued.
         *
         * @param where the address, if that is offered
         * @return this builder
         */
        public Builder deviceAuthorization(Optional<URI> where) {
            this.deviceAuthorization = where;
            return this;
        }

        /**
         * Whether answers can come as a form post; they can, unless it is said.
         *
         * @param support whether they can
         * @return this builder
         */
        public Builder formPost(FormPostSupport support) {
            this.formPost = support;
            return this;
        }

        /**
         * Where certificates are taken in the TLS handshake.
         *
         * @param where the address, if they are taken anywhere
         * @return this builder
         */
        public Builder mutualTlsToken(Optional<URI> where) {
            this.mutualTlsToken = where;
            return this;
        }

        /**
         * Where the keys are published.
         *
         * @param where the address, if it is known
         * @return this builder
         */
        public Builder keys(Optional<URI> where) {
            this.keys = where;
            return this;
        }

        /**
         * How tokens on behalf of people are given; as Microsoft Entra does, unless it is said.
         *
         * @param protocol how
         * @return this builder
         */
        public Builder onBehalfOf(OnBehalfOfProtocol protocol) {
            this.onBehalfOf = protocol;
            return this;
        }

        /**
         * Whether each answer to a sign-in names its issuer; it need not, unless it is said.
         *
         * @param promised whether the provider says so
         * @return this builder
         */
        public Builder issuerInResponses(boolean promised) {
            this.issuerInResponses = promised;
            return this;
        }

        /**
         * The addresses.
         *
         * @return what was said
         */
        public Endpoints build() {
            return new Endpoints(
                    issuer,
                    authorization,
                    token,
                    token,
                    deviceAuthorization,
                    formPost,
                    mutualTlsToken,
                    keys,
                    onBehalfOf,
                    issuerInResponses);
        }
    }
}

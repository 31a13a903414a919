package io.openmsal.domain.authority;

import io.openmsal.domain.json.JsonObject;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The metadata of a provider (OpenID Connect Discovery §3) under the rules it has to keep: its issuer must be the one that was
 * asked, and its addresses no less protected than the issuer's own.
 */
final class PublishedMetadata {

    private static final List<String> HANDSHAKES =
            Collections.unmodifiableList(Arrays.asList("tls_client_auth", "self_signed_tls_client_auth"));

    private final String asked;
    private final MetadataRules rules;
    private final JsonObject document;

    PublishedMetadata(String asked, MetadataRules rules, JsonObject document) {
        this.asked = asked;
        this.rules = rules;
        this.document = document;
    }

    boolean isOfTheIssuer() {
        return AuthorityUrl.ofIssuer(asked)
                .filter(address -> rules.acceptsIssuer(address, issuer()))
                .isPresent();
    }

    /** What is wrong with the issuer, in the middle of a sentence. */
    String issuerRefused() {
        return "is that of the issuer '" + issuer() + "', not of " + asked
                + ". Use the issuer exactly as the provider publishes it.";
    }

    /** The addresses, or empty when one that is needed is missing or must not be used. */
    Optional<Endpoints> endpoints() {
        Optional<URI> authorization = address("authorization_endpoint");
        Optional<URI> token = address("token_endpoint");
        if (!authorization.isPresent() || !token.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Endpoints.at(authorization.get(), token.get())
                .issuer(issuer())
                .deviceAuthorization(address("device_authorization_endpoint"))
                .formPost(FormPostSupport.among(document.strings("response_modes_supported")))
                .mutualTlsToken(mutualTlsToken(token.get()))
                .keys(address("jwks_uri"))
                .onBehalfOf(OnBehalfOfProtocol.among(document.strings("grant_types_supported")))
                .issuerInResponses(document.isTrue("authorization_response_iss_parameter_supported"))
                .build());
    }

    /** What it takes to check tokens, or empty without an address of keys; nobody signs in or redeems anything for that. */
    Optional<SigningMetadata> signing() {
        return address("jwks_uri").map(keys -> new SigningMetadata(new PublishedIssuer(issuer()), Optional.of(keys)));
    }

    /** An address of its own, or the usual one where the provider says that it takes certificates and names no other (RFC 8705 §5). */
    private Optional<URI> mutualTlsToken(URI usual) {
        Optional<JsonObject> aliases = document.object("mtls_endpoint_aliases");
        if (aliases.isPresent() && aliases.get().has("token_endpoint")) {
            return aliases.get().string("token_endpoint").flatMap(this::acceptable);
        }
        return document.strings("token_endpoint_auth_methods_supported").stream()
                .filter(HANDSHAKES::contains)
                .findFirst()
                .map(takesCertificates -> usual);
    }

    /** What is wrong with the addresses, in a few words. */
    String addressesRefused() {
        String missing = address("authorization_endpoint").isPresent() ? "token_endpoint" : "authorization_endpoint";
        return "it names no usable " + missing;
    }

    private String issuer() {
        return document.string("issuer").orElse("");
    }

    private Optional<URI> address(String name) {
        return document.string(name).flatMap(this::acceptable);
    }

    private Optional<URI> acceptable(String address) {
        Optional<AuthorityUrl> provider = AuthorityUrl.ofIssuer(asked);
        // an address may carry a query of the provider's own (RFC 6749 §3.1), which is no part of where it leads
        return Optional.of(address)
                .filter(text -> AuthorityUrl.ofIssuer(text.replaceAll("\\?.*", ""))
                        .filter(url -> provider.isPresent()
                                && isProtected(provider.get(), url)
                                && rules.acceptsAddress(provider.get(), url))
                        .isPresent())
                .flatMap(PublishedMetadata::uri);
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isProtected(AuthorityUrl provider, AuthorityUrl address) {
        return "https".equals(address.scheme()) || "http".equals(provider.scheme());
    }
}

package io.openmsal.domain.validation;

import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.crypto.JwsAlgorithm;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One public key of a provider (RFC 7517 §4). */
final class PublishedKey {

    private static final List<String> MEMBERS =
            Collections.unmodifiableList(Arrays.asList("kty", "n", "e", "crv", "x", "y"));

    private final JsonObject document;

    PublishedKey(JsonObject document) {
        this.document = document;
    }

    /** Whether it may sign tokens at all: one that is published for encryption must not (RFC 7517 §4.2). */
    boolean isForSignatures() {
        return document.string("use").map("sig"::equals).orElse(true)
                && document.string("kty").isPresent();
    }

    Optional<String> id() {
        return document.string("kid");
    }

    boolean suits(JwsAlgorithm algorithm) {
        return document.string("kty").equals(Optional.of(algorithm.keyType()))
                && document.string("alg").map(algorithm.name()::equals).orElse(true);
    }

    /**
     * Whether it may sign tokens of this tenant. Microsoft Entra names the issuer beside each key, a pattern for those that sign for all
     * tenants, and some sign for one alone.
     */
    boolean maySignFor(IdTokenClaims claims) {
        String issuer = document.string("issuer").orElse("{tenantid}");
        return issuer.contains("{tenantid}")
                || claims.tenantId().map(tid -> issuer.contains("/" + tid)).orElse(false);
    }

    /** What makes up the key, without anything else that stands beside it. */
    Map<String, String> jwk() {
        Map<String, String> jwk = new LinkedHashMap<>();
        for (String name : MEMBERS) {
            document.string(name).ifPresent(value -> jwk.put(name, value));
        }
        return jwk;
    }
}

package io.openmsal.testing.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** What ties a token to a key, as the request asked for it (RFC 7800, with Entra's {@code req_cnf}): a type of token and its {@code cnf}. */
record KeyConfirmation(String tokenType, Map<String, Object> members) {

    private static final KeyConfirmation NONE = new KeyConfirmation("Bearer", Map.of());

    /** What the request asks for, or the refusal when it asks for what cannot be. */
    static KeyConfirmation askedForBy(Call call) {
        Optional<String> type = call.request().parameter("token_type");
        if (type.isEmpty()) {
            return NONE;
        }
        return switch (type.get()) {
            case "pop" -> new KeyConfirmation("pop", Map.of("kid", thumbprintIn(call.required("req_cnf"))));
            case "mtls_pop" -> new KeyConfirmation("mtls_pop", Map.of("x5t#S256", thumbprintShownIn(call)));
            case "ssh-cert" ->
                new KeyConfirmation(
                        "ssh-cert", Map.of("jwk", publicKeyIn(call.required("req_cnf"), call.required("key_id"))));
            default -> throw Refusal.unsupportedParameter("token_type", type.get());
        };
    }

    void addTo(JwtClaims claims) {
        if (!members.isEmpty()) {
            claims.setClaim("cnf", members);
        }
    }

    private static String thumbprintShownIn(Call call) {
        return call.request()
                .clientCertificate()
                .map(ClientCertificates::thumbprint)
                .orElseThrow(Refusal::noClientCertificate);
    }

    private static String thumbprintIn(String confirmation) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(confirmation), StandardCharsets.UTF_8);
            Object kid = JsonUtil.parseJson(json).get("kid");
            if (kid instanceof String thumbprint && Base64.getUrlDecoder().decode(thumbprint).length == 32) {
                return thumbprint;
            }
        } catch (IllegalArgumentException | JoseException malformed) {
            // told below
        }
        throw Refusal.malformed("'req_cnf' is not base64url of an object with the SHA-256 thumbprint of a key.");
    }

    private static Map<String, Object> publicKeyIn(String confirmation, String keyId) {
        try {
            JsonWebKey key = JsonWebKey.Factory.newJwk(confirmation);
            if (key.toParams(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE).containsKey("d")) {
                throw Refusal.malformed("'req_cnf' holds a private key.");
            }
            var members = new LinkedHashMap<>(key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
            members.put("kid", Objects.requireNonNull(keyId));
            return members;
        } catch (JoseException malformed) {
            throw Refusal.malformed("'req_cnf' is not a JSON Web Key.");
        }
    }
}

package io.openmsal.domain.shape;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.broker.TokenBinding;
import io.openmsal.port.crypto.ProofKey;
import io.openmsal.port.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Microsoft's signed HTTP request: the token is bound to the thumbprint of a key ({@code req_cnf}, RFC 7800 §3.4), and what the web API
 * gets is the token inside a JWT that the key signs anew for each request.
 */
final class SignedHttpRequestScheme implements AuthenticationScheme {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final String TYPE = "pop";

    private final SignedHttpRequest request;
    private final ProofKey key;
    private final JsonCodec codec;
    private final Clock clock;
    private final Supplier<String> nonces;

    SignedHttpRequestScheme(
            SignedHttpRequest request, ProofKey key, JsonCodec codec, Clock clock, Supplier<String> nonces) {
        this.request = request;
        this.key = key;
        this.codec = codec;
        this.clock = clock;
        this.nonces = nonces;
    }

    @Override
    public String tokenType() {
        return TYPE;
    }

    @Override
    public String keyId() {
        return key.thumbprint();
    }

    @Override
    public void addTo(Form form) {
        form.put("token_type", TYPE).put("req_cnf", part(Map.of("kid", keyId())));
    }

    /** A broker signs with a key of its own. */
    @Override
    public Optional<TokenBinding> forBroker() {
        return request.key().isPresent() || !request.isSigned()
                ? Optional.empty()
                : Optional.of(new TokenBinding.SignedRequest(
                        request.method(),
                        request.host(),
                        request.path(),
                        request.nonce().orElseGet(nonces)));
    }

    @Override
    public AuthenticationResult present(AuthenticationResult result) {
        return request.isSigned() ? result.presentedAs("PoP", signed(result.accessToken())) : result;
    }

    private Secret signed(String token) {
        String content = part(header()) + "." + part(payload(token));
        try {
            byte[] signature = key.sign(content.getBytes(StandardCharsets.US_ASCII));
            return Secret.of(content + "." + BASE64URL.encodeToString(signature));
        } catch (GeneralSecurityException refused) {
            throw new MsalConfigurationException(
                    "proof_key_failed",
                    "The key " + keyId() + " did not sign the request to " + request.host() + ": "
                            + refused.getMessage() + ". Check the key and its provider.",
                    null,
                    refused);
        }
    }

    private Map<String, Object> header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", key.algorithm().name());
        header.put("kid", keyId());
        header.put("typ", TYPE);
        return header;
    }

    private Map<String, Object> payload(String token) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("at", token);
        payload.put("ts", clock.millis() / 1000);
        payload.put("cnf", Map.of("jwk", key.publicJwk()));
        payload.put("nonce", request.nonce().orElseGet(nonces));
        payload.put("m", request.method());
        payload.put("u", request.host());
        payload.put("p", request.path());
        return payload;
    }

    private String part(Map<String, ?> content) {
        return BASE64URL.encodeToString(codec.write(content).getBytes(StandardCharsets.UTF_8));
    }

    /** The request and the key's name. */
    @Override
    public String toString() {
        return request + " signed with " + keyId();
    }
}

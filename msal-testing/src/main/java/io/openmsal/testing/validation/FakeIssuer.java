package io.openmsal.testing.validation;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.JwsAlgorithm;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.crypto.JwsKey;
import io.openmsal.testing.json.FakeJsonCodec;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A provider without a network, whose tokens are really signed: for tests of web APIs that validate them. It is the transport that the
 * validator asks for metadata and keys, so that no request leaves the test.
 *
 * <pre>{@code
 * FakeIssuer issuer = new FakeIssuer("https://login.example/contoso/v2.0", clock);
 * TokenValidator validator = TokenValidator.builder(issuer.name(), "api://orders")
 *         .adapters(adapters.withTransport(issuer))
 *         .build();
 *
 * validator.validate(issuer.token("api://orders").with("scp", "Orders.Read").signed());
 * }</pre>
 *
 * <p>Safe for many threads.
 */
public final class FakeIssuer implements HttpTransport {

    private static final HttpHeaders JSON = HttpHeaders.empty().with("Content-Type", "application/json");
    private static final long HOUR = 3600;

    private final String name;
    private final Clock clock;
    private final FakeJsonCodec codec = new FakeJsonCodec();
    private final List<Published> published = new CopyOnWriteArrayList<>();
    private final Map<String, Object> metadata = Collections.synchronizedMap(new LinkedHashMap<>());
    private final AtomicInteger metadataRequests = new AtomicInteger();
    private final AtomicInteger keyRequests = new AtomicInteger();
    private volatile boolean reachable = true;

    private record Published(String id, JwsKey key, Map<String, String> beside) {}

    /**
     * A provider with one RSA key.
     *
     * @param name its issuer, where its metadata lie below
     * @param clock what tells the time
     */
    public FakeIssuer(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
        metadata.put("issuer", name);
        metadata.put("authorization_endpoint", name + "/authorize");
        metadata.put("token_endpoint", name + "/token");
        metadata.put("jwks_uri", name + "/keys");
        publish("key-1", JwsKey.generate(JwsAlgorithm.RS256), Collections.emptyMap());
    }

    /**
     * Its name.
     *
     * @return the issuer
     */
    public String name() {
        return name;
    }

    /**
     * Says something else in its metadata.
     *
     * @param member such as {@code issuer}
     * @param value what it says from now on; null takes the member out
     * @return this
     */
    public FakeIssuer publishing(String member, @Nullable String value) {
        if (value == null) {
            metadata.remove(member);
        } else {
            metadata.put(member, value);
        }
        return this;
    }

    /**
     * Publishes one more key, which signs from now on. Those before it stay published.
     *
     * @param id its {@code kid}
     * @param key the key
     * @param beside further members of its JSON Web Key, such as {@code use}
     * @return this
     */
    public FakeIssuer publish(String id, JwsKey key, Map<String, String> beside) {
        published.add(new Published(id, key, beside));
        return this;
    }

    /**
     * Takes a key back.
     *
     * @param id its {@code kid}
     * @return this
     */
    public FakeIssuer withdraw(String id) {
        published.removeIf(one -> one.id().equals(id));
        return this;
    }

    /**
     * Lets it be out of reach, or within it again.
     *
     * @param state whether it answers
     * @return this
     */
    public FakeIssuer reachable(boolean state) {
        reachable = state;
        return this;
    }

    /**
     * Begins a token: issued now, over in an hour.
     *
     * @param audience the web API it is for
     * @return a token to be signed
     */
    public Unsigned token(String audience) {
        Map<String, Object> claims = new LinkedHashMap<>();
        long now = clock.millis() / 1000;
        claims.put("iss", name);
        claims.put("aud", audience);
        claims.put("sub", "somebody");
        claims.put("iat", now);
        claims.put("nbf", now);
        claims.put("exp", now + HOUR);
        return new Unsigned(claims);
    }

    /**
     * How often its metadata were asked for.
     *
     * @return a number of requests
     */
    public int metadataRequests() {
        return metadataRequests.get();
    }

    /**
     * How often its keys were asked for.
     *
     * @return a number of requests
     */
    public int keyRequests() {
        return keyRequests.get();
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException {
        String address = request.uri().toString();
        boolean asksForKeys = address.equals(metadata.get("jwks_uri"));
        (asksForKeys ? keyRequests : metadataRequests).incrementAndGet();
        if (!reachable) {
            throw new ConnectException("out of reach, as the test wants it");
        }
        if (asksForKeys) {
            return answer(200, codec.write(Map.of("keys", keys())));
        }
        return address.equals(name + "/.well-known/openid-configuration")
                ? answer(200, codec.write(new LinkedHashMap<>(metadata)))
                : answer(404, "{}");
    }

    private List<Map<String, String>> keys() {
        List<Map<String, String>> keys = new ArrayList<>();
        for (Published one : published) {
            Map<String, String> jwk = one.key().publicJwk();
            jwk.put("kid", one.id());
            jwk.putAll(one.beside());
            keys.add(jwk);
        }
        return keys;
    }

    private static HttpResponse answer(int status, String json) {
        return new HttpResponse(status, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /** A token that is not signed yet. Not for many threads. */
    public final class Unsigned {

        private final Map<String, Object> header = new LinkedHashMap<>();
        private final Map<String, Object> claims;

        private Unsigned(Map<String, Object> claims) {
            this.claims = claims;
            header.put("typ", "JWT");
        }

        /**
         * Says something in it.
         *
         * @param claim its name
         * @param value a text, number, list or map; null takes the claim out
         * @return this
         */
        public Unsigned with(String claim, @Nullable Object value) {
            if (value == null) {
                claims.remove(claim);
            } else {
                claims.put(claim, value);
            }
            return this;
        }

        /**
         * Says something in its header, over what signing would say there.
         *
         * @param member its name
         * @param value what it says
         * @return this
         */
        public Unsigned withHeader(String member, Object value) {
            header.put(member, value);
            return this;
        }

        /**
         * Signs it with the key published last.
         *
         * @return the token
         */
        public Secret signed() {
            Published newest = published.get(published.size() - 1);
            return signedBy(newest.key(), newest.id());
        }

        /**
         * Signs it with any key, a forger's perhaps.
         *
         * @param key the key
         * @param id what the token calls it
         * @return the token
         */
        public Secret signedBy(JwsKey key, String id) {
            header.putIfAbsent("alg", key.algorithm().name());
            header.putIfAbsent("kid", id);
            String content = encode(codec.write(header)) + "." + encode(codec.write(claims));
            return Secret.of(content + "." + base64(key.sign(content.getBytes(StandardCharsets.US_ASCII))));
        }

        private String encode(String text) {
            return base64(text.getBytes(StandardCharsets.UTF_8));
        }

        private String base64(byte[] bytes) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }
}

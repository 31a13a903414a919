package io.openmsal.domain.shape;

import io.openmsal.port.crypto.ProofKey;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request to a web API that a token is to be presented with, bound to a key (proof of possession, in the form that
 * Microsoft calls a signed HTTP request). Immutable and safe for many threads.
 */
public final class SignedHttpRequest {

    private final String method;
    private final URI uri;
    private final @Nullable String nonce;
    private final @Nullable ProofKey key;
    private final boolean signed;

    private SignedHttpRequest(String method, URI uri, @Nullable String nonce, @Nullable ProofKey key, boolean signed) {
        this.method = method;
        this.uri = uri;
        this.nonce = nonce;
        this.key = key;
        this.signed = signed;
    }

    /**
     * A request that is signed with a key of the application's own, which lives in memory only.
     *
     * @param method the HTTP method, such as {@code GET}
     * @param uri an absolute address; the query is not signed
     * @return the request
     * @throws IllegalArgumentException when the method is blank or the address has no host
     */
    public static SignedHttpRequest of(String method, URI uri) {
        if (method.trim().isEmpty() || uri.getHost() == null) {
            throw new IllegalArgumentException("A signed HTTP request needs a method and an absolute address.");
        }
        return new SignedHttpRequest(method.toUpperCase(Locale.ROOT), uri, null, null, true);
    }

    /**
     * The same with the nonce of the web API, as it came in {@code WWW-Authenticate: PoP nonce=...} or
     * {@code Authentication-Info: nextnonce=...}; {@link io.openmsal.domain.oauth.PopNonce} reads both.
     *
     * @param given the nonce; a random one when none is given
     * @return a new request
     */
    public SignedHttpRequest withNonce(String given) {
        return new SignedHttpRequest(method, uri, Objects.requireNonNull(given, "given"), key, signed);
    }

    /**
     * The same, bound to a key of the caller's.
     *
     * @param own the key; tokens are bound to it and found again with it only
     * @return a new request
     */
    public SignedHttpRequest withKey(ProofKey own) {
        return new SignedHttpRequest(method, uri, nonce, Objects.requireNonNull(own, "own"), signed);
    }

    /**
     * The same, where the caller signs: the result is the bound token alone, which is of no use without a signature.
     *
     * @return a new request
     */
    public SignedHttpRequest unsigned() {
        return new SignedHttpRequest(method, uri, nonce, key, false);
    }

    /**
     * The key the caller chose.
     *
     * @return the key, or empty for the application's own
     */
    public Optional<ProofKey> key() {
        return Optional.ofNullable(key);
    }

    String method() {
        return method;
    }

    /** Host and port, the port only where it is not the usual one. */
    String host() {
        boolean isUsual = uri.getPort() < 0 || uri.getPort() == ("http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443);
        return uri.getHost() + (isUsual ? "" : ":" + uri.getPort());
    }

    String path() {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    Optional<String> nonce() {
        return Optional.ofNullable(nonce);
    }

    boolean isSigned() {
        return signed;
    }

    /** Method, host and path. */
    @Override
    public String toString() {
        return method + " " + host() + path();
    }
}

package io.openmsal.port.broker;

import java.util.Objects;

/** What the token that a broker gives is to be bound to. Immutable. */
public sealed interface TokenBinding
        permits TokenBinding.Unbound, TokenBinding.SignedRequest, TokenBinding.SshCertificate {

    /**
     * The type of token that answers it.
     *
     * @return the token type (RFC 6749 §7.1), compared without regard to case
     */
    String tokenType();

    /**
     * Whether what the broker gives is of use for one request only, so that nobody keeps it.
     *
     * @return false for a token that may be presented again
     */
    boolean servesOnce();

    /**
     * Nothing: whoever holds the token may use it (RFC 6750).
     *
     * @return the same object each time
     */
    static TokenBinding unbound() {
        return Unbound.INSTANCE;
    }

    /** A bearer token. */
    enum Unbound implements TokenBinding {
        /** The one of its kind. */
        INSTANCE;

        @Override
        public String tokenType() {
            return "Bearer";
        }

        @Override
        public boolean servesOnce() {
            return false;
        }
    }

    /**
     * One HTTP request to a web API. The broker binds the token to a key of its own and signs; the text that it gives is the whole
     * signed request, as it stands after {@code PoP} in an {@code Authorization} header.
     *
     * @param method the HTTP method, in upper case
     * @param host the host, with the port where that is not the usual one
     * @param path the path, with a slash at its beginning
     * @param nonce the nonce of the web API, or a random one
     */
    record SignedRequest(String method, String host, String path, String nonce) implements TokenBinding {

        /** Checks that nothing is missing. */
        public SignedRequest {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(nonce, "nonce");
        }

        @Override
        public String tokenType() {
            return "pop";
        }

        @Override
        public boolean servesOnce() {
            return true;
        }
    }

    /**
     * A key of the caller's, over which an SSH certificate is issued instead of a token.
     *
     * @param publicKey the public key, a JSON Web Key (RFC 7517)
     * @param keyId a name for it
     */
    record SshCertificate(String publicKey, String keyId) implements TokenBinding {

        /** Checks that nothing is missing. */
        public SshCertificate {
            Objects.requireNonNull(publicKey, "publicKey");
            Objects.requireNonNull(keyId, "keyId");
        }

        @Override
        public String tokenType() {
            return "ssh-cert";
        }

        @Override
        public boolean servesOnce() {
            return false;
        }
    }
}

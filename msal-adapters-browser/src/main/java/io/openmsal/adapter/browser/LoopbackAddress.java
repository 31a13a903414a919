package io.openmsal.adapter.browser;

import java.net.URI;

/**
 * A redirect URI but for its port, which the provider does not compare (RFC 8252 §7.3), and which is not known before it is taken.
 *
 * @param host how it names this machine
 * @param path as it is registered; may be empty
 */
record LoopbackAddress(LoopbackHost host, String path) {

    static final LoopbackAddress LOCALHOST = new LoopbackAddress(LoopbackHost.LOCALHOST, "");

    /**
     * The address of a redirect URI.
     *
     * @throws IllegalArgumentException when nobody can listen there, or a browser would ask for another path
     */
    static LoopbackAddress of(URI redirectUri) {
        LoopbackHost host = LoopbackHost.named(String.valueOf(redirectUri.getHost()))
                .orElseThrow(() -> new IllegalArgumentException("A sign-in ends on this machine at http://localhost,"
                        + " http://127.0.0.1 or http://[::1], and not at " + redirectUri
                        + ". Register one of these, with any path"));
        String path = redirectUri.getRawPath();
        if (!redirectUri.toString().equals("http://" + host + path)) {
            throw new IllegalArgumentException("The redirect URI is http://" + host
                    + " with a path and nothing else, and not " + redirectUri
                    + ". The port is chosen with each request, or is any free one");
        }
        if (!redirectUri.normalize().toASCIIString().equals(redirectUri.toString())) {
            throw new IllegalArgumentException("A browser asks for another path than that of " + redirectUri
                    + ". Register one without empty or dotted segments, in ASCII");
        }
        return new LoopbackAddress(host, path);
    }

    /** The redirect URI at a port. */
    URI at(int port) {
        return URI.create("http://" + host + ":" + port + path);
    }

    /** What a browser asks for at the redirect URI (RFC 9112 §3.2.1). */
    String requestPath() {
        return path.isEmpty() ? "/" : path;
    }

    /** The redirect URI but for its port. */
    @Override
    public String toString() {
        return "http://" + host + path;
    }
}

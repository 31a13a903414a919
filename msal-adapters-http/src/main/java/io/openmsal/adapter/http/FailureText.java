package io.openmsal.adapter.http;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.RequestNotSentException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says what failed, against which host, and what to do next. Nothing of a request or an answer gets into a message. */
final class FailureText {

    /** What is left where a proxy takes no password. */
    static final String WITHOUT_A_PASSWORD =
            "Have it offer Basic, or go through a proxy on this machine that signs in there";

    private final HttpSettings settings;

    FailureText(HttpSettings settings) {
        this.settings = settings;
    }

    /** A failure before the first byte of the request left. */
    RequestNotSentException notSent(HttpRequest request, Throwable cause) {
        String host = request.uri().getHost();
        String way = settings.proxyFor(host)
                .map(proxy -> host + " through the proxy " + proxy.host() + ":" + proxy.port())
                .orElse(host);
        if (find(cause, UnknownHostException.class) != null) {
            return new RequestNotSentException(
                    "Cannot resolve a host name on the way to " + way
                            + ". Check the address and the name server; behind a proxy, set HttpSettings.builder().proxy(...)",
                    cause);
        }
        if (isAboutHostName(cause)) {
            return new LastingFailureException(
                    "The certificate shown for " + way
                            + " is not issued for that host name. Check the address, or who answers in its place",
                    cause);
        }
        if (find(cause, CertificateExpiredException.class) != null
                || find(cause, CertificateNotYetValidException.class) != null) {
            return new LastingFailureException(
                    "The certificate shown for " + way
                            + " is out of date, or the clock of this machine is: it says " + Instant.now()
                            + ". Set the clock, or have whoever runs the server renew the certificate",
                    cause);
        }
        if (find(cause, CertPathBuilderException.class) != null || find(cause, CertificateException.class) != null) {
            return new LastingFailureException(
                    "The certificate shown for " + way
                            + " is not trusted. If a private CA or a TLS-inspecting proxy issued it, give its certificate with"
                            + " HttpSettings.builder().trust(TrustSettings.pem(...)), .keyStore(...) or .sslContext(...)",
                    cause);
        }
        if (find(cause, SSLException.class) != null) {
            return new RequestNotSentException(
                    "The TLS handshake with " + way
                            + " failed. Check that the port speaks TLS and which versions it accepts",
                    cause);
        }
        if (find(cause, SocketTimeoutException.class) != null) {
            return new RequestNotSentException(
                    "Cannot connect to " + way + " within " + settings.connectTimeout()
                            + ". Check the network, or set a proxy with HttpSettings.builder().proxy(...)",
                    cause);
        }
        return new RequestNotSentException(
                "Cannot connect to " + way
                        + ". Check the address, the port and the firewall; behind a proxy, set"
                        + " HttpSettings.builder().proxy(...)",
                find(cause, SocketException.class) == null ? anonymous(cause) : cause);
    }

    /** What is trusted, or what is shown, could not be read, as when the JVM was told of a store that it cannot open. */
    static LastingFailureException noTlsContext(TrustSettings trust, GeneralSecurityException cause) {
        return new LastingFailureException(
                "The TLS context with " + trust
                        + " could not be made. Check the system properties javax.net.ssl.trustStore and javax.net.ssl.keyStore,"
                        + " their types and passwords, and that this process may read those files",
                cause);
    }

    /** A connection that was lost within the handshake, told apart from one that was never made. */
    static SSLHandshakeException lostInHandshake(SocketException loss) {
        SSLHandshakeException ended = new SSLHandshakeException("The connection was lost within the TLS handshake");
        ended.initCause(loss);
        return ended;
    }

    /** The proxy answered CONNECT with something else than success. */
    RequestNotSentException tunnelRefused(HttpRequest request, int status, String advice) {
        ProxySettings proxy = settings.proxyFor(request.uri().getHost()).orElseThrow();
        String message = "The proxy " + proxy.host() + ":" + proxy.port() + " refused the tunnel to "
                + request.uri().getHost() + " with status " + status + ". " + advice;
        IOException cause = new IOException("CONNECT was answered with " + status);
        return status >= 500
                ? new RequestNotSentException(message, cause)
                : new LastingFailureException(message, cause);
    }

    /** What to do about a refused tunnel, as far as the status tells. */
    String adviceFor(HttpRequest request, int status, ProxyChallenges challenges) {
        if (status != 407) {
            return "Ask whoever runs the proxy to allow that host";
        }
        if (challenges.takeNoPassword()) {
            return "It takes " + challenges + " alone, and a password is given here to Basic and Digest alone. "
                    + WITHOUT_A_PASSWORD;
        }
        boolean gave = settings.proxyFor(request.uri().getHost())
                .flatMap(ProxySettings::username)
                .isPresent();
        return gave
                ? "Check the user name and password in ProxySettings.withCredentials(...)"
                : "It asks for credentials: give them with ProxySettings.withCredentials(...)";
    }

    /** Not the answer but a word before it (RFC 9110 §15.2), after which the platform stops reading. */
    static UnreadableAnswerException onlyInterim(HttpRequest request, int status) {
        return new UnreadableAnswerException(
                "The server " + request.uri().getHost() + " sent the interim answer " + status
                        + ", behind which this transport cannot read the final one. It may have acted on the request. Use"
                        + " ApacheHttpTransport, or a newer Java");
    }

    /** A request that got no connection before its time was over, so that nobody was asked. */
    SocketTimeoutException noConnectionFree(HttpRequest request, Throwable cause) {
        SocketTimeoutException full = new SocketTimeoutException("No connection to "
                + request.uri().getHost() + " was free within the time allowed: at most "
                + settings.maxConnectionsPerRoute() + " to one host and " + settings.maxConnections()
                + " in all are open at once, and those are in use. Raise HttpSettings.maxConnectionsPerRoute or"
                + " maxConnections, or have fewer threads ask at once");
        full.initCause(cause);
        return full;
    }

    /** A failure after the request may have left. */
    IOException noWholeAnswer(HttpRequest request, Throwable cause) {
        String host = request.uri().getHost();
        if (cause instanceof SocketTimeoutException) {
            SocketTimeoutException silence =
                    new SocketTimeoutException("No answer from " + host + ": it was silent for "
                            + settings.readTimeout() + ". Raise HttpSettings.readTimeout if it is known to be slow");
            silence.initCause(cause);
            return silence;
        }
        boolean harmless = cause instanceof SocketException || cause instanceof SSLException;
        return new IOException(
                "No whole answer from " + host
                        + ": the connection was lost or what came is not HTTP. It may have acted on the" + " request",
                harmless ? cause : anonymous(cause));
    }

    // parsers quote what they could not read, which may be part of an answer
    private static Throwable anonymous(Throwable cause) {
        return new IOException(cause.getClass().getName());
    }

    private static boolean isAboutHostName(Throwable cause) {
        if (find(cause, SSLPeerUnverifiedException.class) != null) {
            return true;
        }
        CertificateException certificate = find(cause, CertificateException.class);
        return certificate != null
                && certificate.getMessage() != null
                && (certificate.getMessage().startsWith("No subject alternative")
                        || certificate.getMessage().startsWith("No name matching"));
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (type.isInstance(link)) {
                return type.cast(link);
            }
        }
        return null;
    }
}

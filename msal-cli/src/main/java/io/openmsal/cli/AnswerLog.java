package io.openmsal.cli;

import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.port.http.HttpConnection;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes who answered, with what status, over which connection, and what time it is there (RFC 9110 §6.6.1). For one thread.
 */
final class AnswerLog implements HttpTransport {

    /** A Date has whole seconds, and an answer takes a moment. */
    private static final long UNREMARKABLE_SECONDS = 2;

    private final HttpTransport transport;
    private final Clock clock;
    private final TrustSettings trust;
    private final List<String> lines = new ArrayList<>();

    AnswerLog(HttpTransport transport, Clock clock, TrustSettings trust) {
        this.transport = transport;
        this.clock = clock;
        this.trust = trust;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException {
        Instant before = clock.instant();
        HttpResponse response = transport.send(request);
        Instant after = clock.instant();
        URI uri = request.uri();
        lines.add("answered: " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath() + " with status "
                + response.status() + " after "
                + Duration.between(before, after).toMillis() + " ms");
        response.connection().ifPresent(this::note);
        lines.add("clock: " + skew(response.headers(), after));
        return response;
    }

    private void note(HttpConnection connection) {
        lines.add("over: " + connection);
        connection
                .tls()
                .map(HttpConnection.Tls::serverCertificates)
                .ifPresent(shown -> shown.stream()
                        .limit(1)
                        .forEach(own -> lines.add("certificate: " + own.getSubjectX500Principal() + ", issued by "
                                + own.getIssuerX500Principal() + ", good until "
                                + own.getNotAfter().toInstant() + ", trusted because of "
                                + (trust.addsTrustIn(shown) ? "--ca-cert" : "the JDK's authorities"))));
    }

    private String skew(HttpHeaders headers, Instant now) {
        if (!headers.first("Date").isPresent()) {
            return "unknown, the answer has no Date";
        }
        return headers.date(clock)
                .map(there -> Duration.between(there, now).toSeconds())
                .map(AnswerLog::inWords)
                .orElse("unknown, the Date of the answer is none");
    }

    private static String inWords(long ahead) {
        if (Math.abs(ahead) <= UNREMARKABLE_SECONDS) {
            return "as the server's";
        }
        return "this machine is " + Math.abs(ahead) + " s " + (ahead > 0 ? "ahead of" : "behind") + " the server";
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    List<String> lines() {
        return new ArrayList<>(lines);
    }
}

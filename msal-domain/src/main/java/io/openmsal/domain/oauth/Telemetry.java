package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.port.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the service is told about an application's use of tokens, in two header fields of each token request: what this request is for,
 * and how often the cache served and what failed since the last success. It is how Microsoft Entra notices that a release
 * behaves badly. Names no person and no scope. Safe for many threads.
 */
public final class Telemetry {

    private static final String SCHEMA = "4";
    private static final int MOST_CHARACTERS = 350;
    private static final String PLAIN = "[A-Za-z0-9_.:-]{1,64}";

    private final Number cacheHits;
    private final Deque<Failure> failures = new ArrayDeque<>();
    private int characters;
    private long hitsReported;

    private record Failure(String api, String correlationId, String error) {

        int length() {
            return api.length() + correlationId.length() + error.length() + 3;
        }
    }

    /**
     * Starts with nothing to tell.
     *
     * @param cacheHits how often the cache has served so far; a number that grows
     */
    public Telemetry(Number cacheHits) {
        this.cacheHits = cacheHits;
    }

    HttpRequest on(HttpRequest request, Api api, CallContext call) {
        return request.withHeader(
                        "x-client-current-telemetry", SCHEMA + "|" + api.number() + "," + call.refreshReason() + "|")
                .withHeader("x-client-last-telemetry", last());
    }

    private synchronized String last() {
        StringBuilder requests = new StringBuilder();
        StringBuilder errors = new StringBuilder();
        for (Failure failure : failures) {
            requests.append(requests.length() == 0 ? "" : ",")
                    .append(failure.api)
                    .append(',')
                    .append(failure.correlationId);
            errors.append(errors.length() == 0 ? "" : ",").append(failure.error);
        }
        return SCHEMA + "|" + (cacheHits.longValue() - hitsReported) + "|" + requests + "|" + errors + "|";
    }

    synchronized void succeeded() {
        failures.clear();
        characters = 0;
        hitsReported = cacheHits.longValue();
    }

    synchronized void failed(Api api, String error, CallContext call) {
        Failure failure = new Failure(api.number(), plain(call.correlationId()), plain(error));
        if (characters + failure.length() < MOST_CHARACTERS) {
            failures.add(failure);
            characters += failure.length();
        }
    }

    // both come from outside: a separator in one of them would tell another story
    private static String plain(String text) {
        return text.matches(PLAIN) ? text : "-";
    }
}

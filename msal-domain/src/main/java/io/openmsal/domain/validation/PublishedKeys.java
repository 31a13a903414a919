package io.openmsal.domain.validation;

import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.exchange.SingleFlight;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.crypto.JwsAlgorithm;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one provider, fetched when they are needed and believed for a day. Safe for many threads: however many ask, one fetches.
 *
 * <p>Providers change their keys without notice, so a token with a key that is not known has them fetched again, but no more often than
 * every five minutes: whoever sends made-up key ids cannot have the provider asked for each. While the provider cannot be reached, known
 * keys serve for one day more.
 */
final class PublishedKeys {

    static final Duration LIFETIME = Duration.ofDays(1);
    static final Duration LONGEST_LIFETIME = Duration.ofDays(2);
    static final Duration PAUSE = Duration.ofMinutes(5);

    private static final int MOST_KEYS = 200;
    private static final String PURPOSE = "fetching of the provider's keys";

    private final ServerExchange exchange;
    private final Clock clock;
    private final SingleFlight<Fetched> flights = new SingleFlight<>();
    private volatile @Nullable Fetched known;
    private volatile long lastAttempt = Long.MIN_VALUE / 2;

    private record Fetched(List<PublishedKey> keys, long at) {}

    PublishedKeys(ServerExchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    /** The keys that may have signed a token: none when the provider publishes no such key. */
    List<PublishedKey> of(
            URI address, Optional<String> keyId, JwsAlgorithm algorithm, IdTokenClaims claims, CallContext call) {
        Fetched current = current(address, call);
        List<PublishedKey> fitting = fitting(current, keyId, algorithm, claims);
        if (fitting.isEmpty() && mayAskAgain(current)) {
            fitting = fitting(fetchedOr(current, address, call), keyId, algorithm, claims);
        }
        return fitting;
    }

    private Fetched current(URI address, CallContext call) {
        Fetched atHand = known;
        if (atHand == null || isOlderThan(LONGEST_LIFETIME, atHand)) {
            return flights.run(address, call, () -> fetched(address, call));
        }
        boolean due = isOlderThan(LIFETIME, atHand) && clock.millis() - lastAttempt >= PAUSE.toMillis();
        return due ? fetchedOr(atHand, address, call) : atHand;
    }

    /** The newest keys, or those at hand while the provider cannot be asked. */
    private Fetched fetchedOr(Fetched atHand, URI address, CallContext call) {
        try {
            return flights.run(address, call, () -> fetched(address, call));
        } catch (MsalException unreachable) {
            return atHand;
        }
    }

    /** Another caller may have fetched them while this one was on its way here. */
    private Fetched fetched(URI address, CallContext call) {
        Fetched latest = known;
        if (latest != null && clock.millis() - latest.at() < PAUSE.toMillis()) {
            return latest;
        }
        lastAttempt = clock.millis();
        Fetched fresh = fetch(address, call);
        known = fresh;
        return fresh;
    }

    private boolean mayAskAgain(Fetched current) {
        return isOlderThan(PAUSE, current) && clock.millis() - lastAttempt >= PAUSE.toMillis();
    }

    private boolean isOlderThan(Duration age, Fetched fetched) {
        return clock.millis() - fetched.at() >= age.toMillis();
    }

    private static List<PublishedKey> fitting(
            Fetched fetched, Optional<String> keyId, JwsAlgorithm algorithm, IdTokenClaims claims) {
        List<PublishedKey> fitting = new ArrayList<>();
        for (PublishedKey key : fetched.keys()) {
            boolean named = !keyId.isPresent() || key.id().equals(keyId);
            if (named && key.suits(algorithm) && key.maySignFor(claims)) {
                fitting.add(key);
            }
        }
        // a token that names no key is checked with the only one there is, and is not tried out on many
        return keyId.isPresent() || fitting.size() == 1 ? fitting : Collections.emptyList();
    }

    private Fetched fetch(URI address, CallContext call) {
        ServerReply reply = exchange.send(HttpRequest.get(address), PURPOSE, call);
        List<PublishedKey> keys = new ArrayList<>();
        for (JsonObject document : reply.json().orElseGet(JsonObject::empty).objects("keys")) {
            PublishedKey key = new PublishedKey(document);
            if (key.isForSignatures() && keys.size() < MOST_KEYS) {
                keys.add(key);
            }
        }
        if (!reply.isSuccess() || keys.isEmpty()) {
            throw unusable(reply, call);
        }
        return new Fetched(Collections.unmodifiableList(keys), clock.millis());
    }

    private static MsalServiceException unusable(ServerReply reply, CallContext call) {
        return new MsalServiceException(
                new ServiceError(
                        reply.host(),
                        reply.status(),
                        "keys_unavailable",
                        "",
                        Collections.emptyList(),
                        null,
                        null,
                        call.correlationId(),
                        null),
                "The " + PURPOSE + " gave none: " + reply
                        + ". No token was accepted or refused. Answer 503 and look at the provider's jwks_uri.",
                null);
    }
}

package io.openmsal.domain.validation;

import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Published;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.crypto.JwsAlgorithm;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The keys that one provider {@linkplain Published publishes}. Safe for many threads.
 *
 * <p>Providers change their keys without notice, so a token with a key that is not known has them fetched again, but not at once for each such
 * token: whoever sends made-up key ids cannot have the provider asked for each. Some change a key and not its name, so a signature that no known
 * key has made has them fetched again as seldom.
 */
final class PublishedKeys {

    private static final int MOST_KEYS = 200;
    private static final String PURPOSE = "fetching of the provider's keys";

    private final ServerExchange exchange;
    private final Clock clock;
    private final Published<List<PublishedKey>> published;

    PublishedKeys(ServerExchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
        this.published = new Published<>(PURPOSE, clock);
    }

    /**
     * The keys that may have signed a token: none when the provider publishes no such key.
     *
     * @throws MsalException when nobody knows what it publishes by now
     */
    List<PublishedKey> of(
            URI address, Optional<String> keyId, JwsAlgorithm algorithm, IdTokenClaims claims, CallContext call) {
        List<PublishedKey> known = published.get(call, within -> fetch(address, within));
        List<PublishedKey> fitting = fitting(known, keyId, algorithm, claims);
        return fitting.isEmpty()
                ? fitting(
                        published.newerThanOrThrow(known, call, within -> fetch(address, within)),
                        keyId,
                        algorithm,
                        claims)
                : fitting;
    }

    /**
     * The keys that may have signed a token which none of those that were tried has signed: what the provider published in their place, under
     * the same name or without one. None when there is nothing newer.
     *
     * @throws MsalException when the time of the call is over, or it was cancelled
     */
    List<PublishedKey> insteadOf(
            List<PublishedKey> tried,
            URI address,
            Optional<String> keyId,
            JwsAlgorithm algorithm,
            IdTokenClaims claims,
            CallContext call) {
        List<PublishedKey> known = published.get(call, within -> fetch(address, within));
        List<PublishedKey> newest = published.newerThanDoubted(known, call, within -> fetch(address, within));
        List<PublishedKey> fitting = new ArrayList<>(fitting(newest, keyId, algorithm, claims));
        fitting.removeAll(tried);
        return fitting;
    }

    private static List<PublishedKey> fitting(
            List<PublishedKey> known, Optional<String> keyId, JwsAlgorithm algorithm, IdTokenClaims claims) {
        List<PublishedKey> fitting = new ArrayList<>();
        for (PublishedKey key : known) {
            boolean named = !keyId.isPresent() || key.id().equals(keyId);
            if (named && key.suits(algorithm) && key.maySignFor(claims)) {
                fitting.add(key);
            }
        }
        // a token that names no key is checked with the only one there is, and is not tried out on many
        return keyId.isPresent() || fitting.size() == 1 ? fitting : Collections.emptyList();
    }

    private List<PublishedKey> fetch(URI address, CallContext call) {
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
        return Collections.unmodifiableList(keys);
    }

    private MsalException unusable(ServerReply reply, CallContext call) {
        return reply.unusable(
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
                "The " + PURPOSE + " gave none: " + reply + ". No token was accepted or refused: answer 503.",
                "Look at the provider's jwks_uri.",
                clock.instant());
    }
}

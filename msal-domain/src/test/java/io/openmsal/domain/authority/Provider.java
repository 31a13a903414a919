package io.openmsal.domain.authority;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Introduction;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.event.Event;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider that publishes what the test says, and what an authority makes of it. */
final class Provider {

    final TestClock clock = new TestClock();
    final FakeHttpTransport http = new FakeHttpTransport();
    final GsonJsonCodec codec = new GsonJsonCodec();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final OidcDiscovery discovery = new OidcDiscovery(
            new ServerExchange(Introduction.of(new FakeEnvironment()), http, codec, clock, events::add), clock);

    /** What an honest provider of this name would publish. */
    static Map<String, Object> metadata(String issuer) {
        return metadata(issuer, issuer + "/oauth2/token");
    }

    static Map<String, Object> metadata(String issuer, String tokenEndpoint) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer);
        metadata.put("authorization_endpoint", tokenEndpoint.replaceAll("token$", "authorize"));
        metadata.put("token_endpoint", tokenEndpoint);
        return metadata;
    }

    Endpoints publish(Authority authority, Map<String, Object> metadata) {
        http.reply(200, codec.write(metadata));
        return endpointsOf(authority);
    }

    Endpoints publishFor(Authority authority) {
        return publish(authority, metadata(authority.toString()));
    }

    Endpoints endpointsOf(Authority authority) {
        return authority.endpoints(discovery, call());
    }

    CallContext call() {
        return new CallContext("c", Deadline.after(clock, Duration.ofSeconds(60)), Cancellation.none());
    }

    List<String> asked() {
        return http.requests().stream().map(sent -> sent.uri().toString()).toList();
    }
}

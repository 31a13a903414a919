package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.exchange.SingleFlight;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.event.Event;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The clouds this library knows, and the worldwide cloud's word for the rest. Remembers the answers, also that there was none, which
 * operators are told. However many ask about a host, one asks. */
final class LiveInstances extends InstanceDiscovery {

    private static final String PURPOSE = "instance discovery";
    private static final String ENDPOINT = "https://login.microsoftonline.com/common/discovery/instance?";

    /** A blocked host may swallow packets, and the token endpoint needs the rest of the call's time. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST_REMEMBERED = 1000;

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final SingleFlight<Answer> flights = new SingleFlight<>();

    private record Answer(boolean refused, int failures, long until) {

        boolean serves(OidcDiscovery network) {
            return network.clock().millis() < until;
        }
    }

    @Override
    Instance instanceOf(AuthorityUrl url) {
        return Cloud.ofHost(url.host()).map(Instance::of).orElseGet(() -> Instance.alone(url.host(), true));
    }

    @Override
    void confirm(EntraAuthority authority, OidcDiscovery network, CallContext call) {
        if (!authority.instance().unconfirmed()) {
            return;
        }
        if (answer(authority, network, call).refused()) {
            throw new MsalConfigurationException(
                    "invalid_instance",
                    "The authority " + authority + " was not used: login.microsoftonline.com does not know the host "
                            + authority.host()
                            + " (invalid_instance). Check the host; if you trust it, vouch for it with"
                            + " trustedAuthority.",
                    call.correlationId(),
                    null);
        }
    }

    /** Nobody waits for a newer answer while there is one at hand. */
    private Answer answer(EntraAuthority authority, OidcDiscovery network, CallContext call) {
        String host = authority.host();
        Answer known = answers.get(host);
        return known != null && (known.serves(network) || flights.isUnderWay(host))
                ? known
                : flights.run(host, call, () -> landedOrAsked(authority, network, call));
    }

    private Answer landedOrAsked(EntraAuthority authority, OidcDiscovery network, CallContext call) {
        Answer landed = answers.get(authority.host());
        if (landed != null && landed.serves(network)) {
            return landed;
        }
        Answer fresh = ask(authority, landed == null ? 0 : landed.failures(), network, call);
        if (answers.size() >= MOST_REMEMBERED) {
            answers.clear();
        }
        answers.put(authority.host(), fresh);
        return fresh;
    }

    private static Answer ask(EntraAuthority authority, int failures, OidcDiscovery network, CallContext call) {
        Form query = new Form()
                .put("api-version", "1.1")
                .put("authorization_endpoint", authority + "/oauth2/v2.0/authorize");
        long now = network.clock().millis();
        String reason;
        try {
            ServerReply reply = network.ask(
                    HttpRequest.get(URI.create(ENDPOINT + query.encode())),
                    PURPOSE,
                    call.limitedTo(PATIENCE, network.clock()));
            Optional<JsonObject> said = reply.json();
            if (said.flatMap(json -> json.string("error"))
                    .filter("invalid_instance"::equals)
                    .isPresent()) {
                return new Answer(true, 0, now + LIFETIME.toMillis());
            }
            if (reply.isSuccess()
                    && said.flatMap(json -> json.string("tenant_discovery_endpoint"))
                            .isPresent()) {
                return new Answer(false, 0, now + LIFETIME.toMillis());
            }
            reason = reply.toString();
        } catch (MsalCancelledException ended) {
            throw ended;
        } catch (MsalException unreachable) {
            ServerExchange.stopIfOver(PURPOSE, call);
            reason = unreachable.errorCode();
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        network.tell(Event.of(Event.Level.WARNING, "instance.unconfirmed")
                .with("host", authority.host())
                .with("reason", reason)
                .with("pauseSeconds", pause.toMillis() / 1000)
                .with("correlationId", call.correlationId()));
        return new Answer(false, failures + 1, network.clock().millis() + pause.toMillis());
    }
}

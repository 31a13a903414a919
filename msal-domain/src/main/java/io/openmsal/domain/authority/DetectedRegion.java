package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.exchange.SingleFlight;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The region the process runs in. One caller asks; the others wait no longer than it may take, within their own deadlines. What was
 * found is remembered, also that there is none; a probe that a short call cut off found nothing, so the next call asks again.
 */
final class DetectedRegion extends Region {

    private static final String PURPOSE = "region detection";
    private static final String VARIABLE = "REGION_NAME";
    private static final String METADATA_SERVICE = "http://169.254.169.254/metadata/instance/compute?";
    private static final String VERSION = "2021-02-01";

    /** Inside Azure the answer takes milliseconds; outside there is none, and a token is waiting. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    /** Who was granted that much and heard nothing is outside; the rest of the patience may have gone by on the way to the probe. */
    private static final Duration ENOUGH = PATIENCE.minusMillis(100);

    private final Environment environment;
    private final SingleFlight<Optional<RegionName>> flights = new SingleFlight<>();
    private volatile @Nullable Finding finding;

    DetectedRegion(Environment environment) {
        this.environment = environment;
    }

    @Override
    Optional<RegionName> nameFor(EntraAuthority authority, OidcDiscovery network, CallContext call) {
        Optional<RegionName> set = environment.variable(VARIABLE).flatMap(RegionName::read);
        return set.isPresent() ? set : probed(network, call);
    }

    private Optional<RegionName> probed(OidcDiscovery network, CallContext call) {
        Finding known = finding;
        if (known != null) {
            return known.region;
        }
        ServerExchange.stopIfOver(PURPOSE, call);
        CallContext part = call.limitedTo(patienceOf(call), network.clock());
        Optional<RegionName> found;
        try {
            found = flights.run(PURPOSE, part, () -> found(network, part));
        } catch (MsalTimeoutException noAnswerYet) {
            found = Optional.empty();
        }
        ServerExchange.stopIfOver(PURPOSE, call);
        return found;
    }

    /** A call that has little time needs some of it for the token. */
    private static Duration patienceOf(CallContext call) {
        return call.deadline().remainingAtMost(PATIENCE.multipliedBy(2)).dividedBy(2);
    }

    private Optional<RegionName> found(OidcDiscovery network, CallContext call) {
        Finding landed = finding;
        if (landed != null) {
            return landed.region;
        }
        boolean isPatient = call.deadline().remainingAtMost(PATIENCE).compareTo(ENOUGH) >= 0;
        try {
            Optional<RegionName> region = ask(network, call);
            finding = new Finding(region);
            return region;
        } catch (MsalTimeoutException silence) {
            if (isPatient) {
                finding = new Finding(Optional.empty());
            }
            throw silence;
        }
    }

    private static Optional<RegionName> ask(OidcDiscovery network, CallContext call) {
        try {
            ServerReply first = askIn(VERSION, network, call);
            Optional<String> older = newestKnownTo(first);
            ServerReply answer = older.isPresent() ? askIn(older.get(), network, call) : first;
            return answer.json()
                    .filter(json -> answer.isSuccess())
                    .flatMap(json -> json.string("location"))
                    .flatMap(RegionName::read);
        } catch (MsalCancelledException | MsalTimeoutException ended) {
            // says nothing about the region, so the next one asks
            throw ended;
        } catch (MsalException noAnswer) {
            if (call.cancellation().isCancelled()) {
                ServerExchange.stopIfOver(PURPOSE, call);
            }
            return Optional.empty();
        }
    }

    private static ServerReply askIn(String version, OidcDiscovery network, CallContext call) {
        URI address = URI.create(
                METADATA_SERVICE + new Form().put("api-version", version).encode());
        return network.ask(HttpRequest.get(address).withHeader("Metadata", "true"), PURPOSE, call);
    }

    /** What an older metadata service, as on a host that lags behind, answers to a version that it does not know. */
    private static Optional<String> newestKnownTo(ServerReply reply) {
        List<String> versions = reply.json()
                .filter(json -> reply.status() == 400)
                .map(json -> json.strings("newest-versions"))
                .orElse(Collections.emptyList());
        return versions.isEmpty() || versions.get(0).isEmpty() ? Optional.empty() : Optional.of(versions.get(0));
    }

    private record Finding(Optional<RegionName> region) {}

    @Override
    public boolean isAskedFor() {
        return true;
    }
}

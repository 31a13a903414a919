package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The region the process runs in. One caller asks; the others wait no longer than it may take. */
final class DetectedRegion extends Region {

    private static final String PURPOSE = "region detection";
    private static final String VARIABLE = "REGION_NAME";
    private static final URI METADATA_SERVICE =
            URI.create("http://169.254.169.254/metadata/instance/compute?api-version=2021-02-01");

    /** Inside Azure the answer takes milliseconds; outside there is none, and a token is waiting. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final Environment environment;
    private final AtomicReference<@Nullable CompletableFuture<Optional<RegionName>>> probe = new AtomicReference<>();

    DetectedRegion(Environment environment) {
        this.environment = environment;
    }

    @Override
    Optional<RegionName> nameFor(EntraAuthority authority, OidcDiscovery network, CallContext call) {
        Optional<RegionName> set = environment.variable(VARIABLE).flatMap(RegionName::read);
        return set.isPresent() ? set : probed(network, call);
    }

    private Optional<RegionName> probed(OidcDiscovery network, CallContext call) {
        CompletableFuture<Optional<RegionName>> own = new CompletableFuture<>();
        CompletableFuture<Optional<RegionName>> others = probe.get();
        while (others == null && !probe.compareAndSet(null, own)) {
            others = probe.get();
        }
        if (others != null) {
            return await(others);
        }
        try {
            Optional<RegionName> found = ask(network, call);
            own.complete(found);
            return found;
        } catch (RuntimeException | Error callOver) {
            // the caller's own end says nothing about the region, so the next one asks
            probe.set(null);
            own.complete(Optional.empty());
            throw callOver;
        }
    }

    private static Optional<RegionName> ask(OidcDiscovery network, CallContext call) {
        try {
            ServerReply reply = network.ask(
                    HttpRequest.get(METADATA_SERVICE).withHeader("Metadata", "true"),
                    PURPOSE,
                    call.limitedTo(PATIENCE, network.clock()));
            return reply.json()
                    .filter(json -> reply.isSuccess())
                    .flatMap(json -> json.string("location"))
                    .flatMap(RegionName::read);
        } catch (MsalCancelledException ended) {
            throw ended;
        } catch (MsalException noAnswer) {
            ServerExchange.stopIfOver(PURPOSE, call);
            return Optional.empty();
        }
    }

    private static Optional<RegionName> await(CompletableFuture<Optional<RegionName>> underWay) {
        try {
            return underWay.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException noAnswer) {
            return Optional.empty();
        }
    }

    @Override
    boolean isAskedFor() {
        return true;
    }
}

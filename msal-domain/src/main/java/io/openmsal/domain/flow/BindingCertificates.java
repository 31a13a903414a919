package io.openmsal.domain.flow;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.SingleFlight;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.managedidentity.BindingCertificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that tokens are bound to, one for each identity and source of keys. Each is replaced in good time by one caller, and
 * serves on while it cannot be replaced. They end with the process, as their keys do. Safe for many threads.
 */
final class BindingCertificates {

    /** How long a new one, or one that could not be replaced, is left alone. */
    private static final Duration PAUSE = Duration.ofSeconds(60);

    /** More than a process has identities, unless each call brings keys of its own. */
    private static final int MOST_KEPT = 100;

    private final Clock clock;
    private final SingleFlight<BindingCertificate> flights = new SingleFlight<>();
    private final Map<Object, Kept> kept = new ConcurrentHashMap<>();

    BindingCertificates(Clock clock) {
        this.clock = clock;
    }

    private record Kept(BindingCertificate certificate, Instant replaceAt) {}

    /**
     * The present certificate, or a new one.
     *
     * @param key equal for those who share one
     * @param calls makes the call, if one has to be issued
     * @param issue has one issued
     * @throws MsalException when there is none
     */
    BindingCertificate get(Object key, Supplier<CallContext> calls, Function<CallContext, BindingCertificate> issue) {
        Kept present = kept.get(key);
        if (present != null && serves(present)) {
            return present.certificate;
        }
        CallContext call = calls.get();
        return flights.run(key, call, () -> {
            Kept latest = kept.get(key);
            return latest != null && serves(latest)
                    ? latest.certificate
                    : replaced(key, latest, () -> issue.apply(call));
        });
    }

    private boolean serves(Kept one) {
        return clock.instant().isBefore(one.replaceAt);
    }

    private BindingCertificate replaced(Object key, @Nullable Kept old, Supplier<BindingCertificate> issue) {
        BindingCertificate issued;
        Instant replaceAt;
        try {
            issued = issue.get();
            replaceAt = issued.renewAt();
        } catch (MsalException outage) {
            if (old == null || !clock.instant().isBefore(old.certificate.expiresAt())) {
                throw outage;
            }
            issued = old.certificate;
            replaceAt = Instant.MIN;
        }
        Instant soonest = clock.instant().plus(PAUSE);
        Instant next = replaceAt.isBefore(soonest) ? soonest : replaceAt;
        if (old == null) {
            makeRoom();
        }
        kept.put(key, new Kept(issued, next.isBefore(issued.expiresAt()) ? next : issued.expiresAt()));
        return issued;
    }

    private void makeRoom() {
        kept.values().removeIf(one -> !clock.instant().isBefore(one.certificate.expiresAt()));
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
    }

    /** Does away with one that a server did not take, unless it was replaced already. */
    void drop(Object key, BindingCertificate refused) {
        kept.computeIfPresent(key, (any, present) -> present.certificate.equals(refused) ? null : present);
    }
}

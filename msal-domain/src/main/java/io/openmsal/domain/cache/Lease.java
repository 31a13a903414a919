package io.openmsal.domain.cache;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.json.MalformedJsonException;
import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.UnreadablePartitionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One caller's wish to be, among all processes on one store, the only one that asks the provider for something. For one thread.
 *
 * <p>A lease is a small document beside the tokens, which says who has it, for how long at most, and since when. Clocks of different
 * machines are hardly compared: who waits measures on its own clock for how long it has seen the same lease. Only one that was begun so
 * long ago that no clock goes so wrong is over at first sight. A store that fails grants every lease, unless calls are to fail with it.
 */
public final class Lease implements AutoCloseable {

    /** How far the clocks of two machines may be apart. */
    private static final long DIFFERENCE_OF_CLOCKS_MILLIS = 10_000;

    private static final long SHORTEST_PAUSE_MILLIS = 25;
    private static final long LONGEST_PAUSE_MILLIS = 200;

    /** Stands for what somebody wrote with a key that is not here: no lease, and so over when it has been there for a term of ours. */
    private static final byte[] BEYOND_READING = {};

    private static final String HOLDER = "holder";
    private static final String TERM = "term_ms";
    private static final String BEGAN = "began_ms";
    private static final String PURPOSE = "wait for another process's token request";

    private final Leases leases;
    private final LeaseKey key;
    private final String holder;

    private long pause = SHORTEST_PAUSE_MILLIS;

    /** What was stored, or perhaps was. */
    private byte @Nullable [] own;

    private long takenAt;

    /** How long the request may take from then on. */
    private Duration forRequest = Duration.ZERO;

    /** The version of it, once it surely was. */
    private @Nullable String version;

    Lease(Leases leases, LeaseKey key, String holder) {
        this.leases = leases;
        this.key = key;
        this.holder = holder;
    }

    /**
     * Takes the lease if nobody has it. Sends nothing to any server but the store.
     *
     * @param call the call that wants to ask the provider
     * @return whether it may ask now; false while another process does
     * @throws MsalStoreException when the store fails and calls are to fail with it
     */
    public boolean take(CallContext call) {
        long now = leases.clock.millis();
        if (leases.health.isResting(now)) {
            return true;
        }
        try {
            byte[] present = present();
            if (present != null && !isOver(present, now)) {
                return false;
            }
            if (Arrays.equals(present, BEYOND_READING)) {
                // for all who wait, who then compete for what is free: this one may be the last to delete it
                leases.store.delete(key.name());
                leases.seen.forget(key);
                return false;
            }
            forRequest = call.deadline().remainingAtMost(leases.term.minus(leases.term.dividedBy(4)));
            // a quarter of the term is left for storing the answer, also of a call that has little time
            boolean taken = replace(present, forRequest.plus(forRequest.dividedBy(3)), now);
            leases.seen.forget(key);
            leases.health.hasLeased();
            return taken;
        } catch (IOException | RuntimeException failure) {
            leases.health.couldNotLease(failure, now);
            return true;
        }
    }

    private byte @Nullable [] present() throws IOException {
        try {
            return leases.store.read(key.name()).map(StoredPartition::bytes).orElse(null);
        } catch (UnreadablePartitionException unreadable) {
            return BEYOND_READING;
        }
    }

    private boolean replace(byte @Nullable [] over, Duration term, long now) throws IOException {
        byte[] wanted = document(term, now);
        own = wanted;
        takenAt = now;
        StoredPartition stored;
        try {
            stored = leases.store.update(key.name(), new Taking(over, wanted, term));
        } catch (UnreadablePartitionException anothers) {
            own = null;
            return false;
        }
        if (!Arrays.equals(stored.bytes(), wanted)) {
            own = null;
            return false;
        }
        version = stored.version();
        return true;
    }

    /** Takes the place of nothing, or of a lease that is over; leaves any other. */
    private static final class Taking implements PartitionChange {

        private final byte @Nullable [] over;
        private final byte[] wanted;
        private final Duration term;
        private boolean taken;

        Taking(byte @Nullable [] over, byte[] wanted, Duration term) {
            this.over = over;
            this.wanted = wanted;
            this.term = term;
        }

        @Override
        public byte[] apply(Optional<byte[]> found) {
            taken = !found.isPresent() || Arrays.equals(found.get(), over);
            return taken ? wanted : found.get();
        }

        /** What is another's ends when that says so. */
        @Override
        public Optional<Duration> neededFor() {
            return taken ? Optional.of(term) : Optional.empty();
        }
    }

    private boolean isOver(byte[] present, long now) {
        long seenSince = leases.seen.since(key, present, now);
        long term = leases.term.toMillis();
        long began = now;
        try {
            JsonObject lease = JsonObject.parse(leases.codec, new String(present, StandardCharsets.UTF_8));
            term = Math.min(lease.number(TERM).orElse(term), StoreOptions.LONGEST_LEASE.toMillis());
            began = lease.number(BEGAN).orElse(now);
        } catch (MalformedJsonException noLease) {
            // whatever it is, it goes when it has been there for a term of ours
        }
        return now - seenSince >= term || now - began >= term + DIFFERENCE_OF_CLOCKS_MILLIS;
    }

    private byte[] document(Duration term, long now) {
        Map<String, @Nullable Object> lease = new LinkedHashMap<>();
        lease.put(HOLDER, holder);
        lease.put(TERM, Long.toString(Math.max(1, term.toMillis())));
        lease.put(BEGAN, Long.toString(now));
        return leases.codec.write(lease).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Sends something for as long as the lease lasts: what is sent after its end could cross what the next holder sends. A quarter of the term that the
     * lease was taken for is left for storing the answer.
     *
     * @param call the call
     * @param request sends, within the time of the call that it is given
     * @param <T> what it gets
     * @return what it got
     * @throws MsalTimeoutException when the lease or the call was over first
     */
    public <T> T send(CallContext call, Function<CallContext, T> request) {
        if (version == null) {
            return request.apply(call);
        }
        long passed = Math.max(0, leases.clock.millis() - takenAt);
        return call.within(
                forRequest.minusMillis(passed),
                leases.clock,
                request,
                over -> new MsalTimeoutException(
                        "lease_over",
                        "The token request was given up after " + forRequest.toMillis()
                                + " ms: from then on other processes on the same store may send it too. Let one ask for longer with"
                                + " oneRenewalAmongNodes(...), or look at the network between here and the server.",
                        call.correlationId(),
                        over));
    }

    /**
     * Waits for a moment before the lease is tried again.
     *
     * @param call the call that waits
     * @throws io.openmsal.domain.failure.MsalException when its time is over or it was cancelled
     */
    public void pause(CallContext call) {
        try {
            leases.sleeper.sleep(call.deadline().remainingAtMost(Duration.ofMillis(pause)), call.cancellation());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MsalCancelledException(
                    "authentication_canceled",
                    "The thread was interrupted while it waited for another process's token request.",
                    call.correlationId(),
                    null);
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        ServerExchange.stopIfOver(PURPOSE, call);
    }

    /**
     * Gives the lease up, if it was taken and the store has got all that was fetched under it: while it has not, the next holder would
     * redeem a refresh token that is used up. Then, and when the store fails, the lease ends with its term.
     */
    @Override
    public void close() {
        byte[] taken = own;
        if (taken == null || leases.cache.isUnsaved(key.partition())) {
            return;
        }
        try {
            String stored = version;
            if (stored == null) {
                Optional<StoredPartition> present = leases.store.read(key.name());
                stored = present.filter(found -> Arrays.equals(found.bytes(), taken))
                        .map(StoredPartition::version)
                        .orElse("");
            }
            leases.store.deleteUnchanged(key.name(), stored);
        } catch (IOException | RuntimeException failure) {
            leases.health.couldNotEndLease(failure, leases.clock.millis());
        }
    }
}

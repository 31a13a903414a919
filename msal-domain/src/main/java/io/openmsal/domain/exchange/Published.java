package io.openmsal.domain.exchange;

import io.openmsal.domain.failure.HeldBack;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a provider publishes and seldom changes, such as its metadata or its keys: fetched when it is first needed, believed for a day, and for a
 * second one while the provider cannot be asked. Why it could not be had is told again for a few seconds, so that an outage does not cost each
 * caller a request. Safe for many threads: however many ask, one fetches, and nobody waits for a newer one while that at hand does.
 *
 * @param <V> what is published
 */
public final class Published<V> {

    /** How long nobody asks again once the provider was asked; after a look that failed, whoever cannot do with what is at hand asks sooner. */
    public static final Duration PAUSE = Duration.ofMinutes(5);

    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(2);

    /** What is at hand does too. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long nobody asks again after the first of several failures, when nothing is at hand. */
    private static final Duration FIRST_REST = Duration.ofSeconds(5);

    private static final int MOST_DOUBLINGS = 3;

    /** How long nobody asks again after a failure when what is at hand does not do: as long as the longest rest, so that a look that is allowed asks. */
    private static final Duration PAUSE_AFTER_FAILURE = FIRST_REST.multipliedBy(1L << MOST_DOUBLINGS);

    /**
     * After so long without an answer it is the provider who is silent, whoever had enough then. A little less than the five seconds that are
     * a usual timeout, since that may end a little early.
     */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private final String purpose;
    private final Clock clock;
    private final SingleFlight<V> flights = new SingleFlight<>();
    private volatile @Nullable Edition<V> latest;
    private volatile @Nullable Failure failed;

    /** What was fetched, when the provider was last asked for another, and why that look failed, if it did. */
    private record Edition<V>(
            V value, long fetchedAt, long askedAt, @Nullable MsalException failedLook) {

        boolean isFreshAt(long now) {
            return isWithin(LIFETIME, fetchedAt, now) || (lastsAt(now) && isJustAskedForAt(now));
        }

        /** Whether it may serve on while the provider is out of reach. */
        boolean lastsAt(long now) {
            return isWithin(LONGEST_LIFETIME, fetchedAt, now);
        }

        boolean isJustAskedForAt(long now) {
            return isWithin(PAUSE, askedAt, now);
        }

        /** Whether it is too early to look for a newer one. */
        boolean isJustLookedForAt(long now, Duration afterFailure) {
            return isWithin(failedLook == null ? PAUSE : afterFailure, askedAt, now);
        }
    }

    /** Why there is none, after waiting for so long and so many failures before it. */
    private record Failure(MsalException reason, Duration waited, int before, long at) {

        boolean holdsAt(long now) {
            return isWithin(rest(), at, now);
        }

        /** Until whoever tries again as soon as that is allowed has waited for as long. What was longer ago tells nothing of a try that begins now. */
        boolean isSilenceAt(long now) {
            return isSilence(waited) && isWithin(rest().plus(waited), at, now);
        }

        private Duration rest() {
            Duration usual = FIRST_REST.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
            Duration asked = askedFor();
            return usual.compareTo(asked) < 0 ? asked : usual;
        }

        /** For how long the provider wants to be left alone. */
        private Duration askedFor() {
            return reason instanceof MsalThrottledException busy
                    ? Duration.between(Instant.ofEpochMilli(at), busy.retryAt())
                    : Duration.ZERO;
        }
    }

    /** Whoever asks a silent provider waits for long. */
    private static boolean isSilence(Duration waited) {
        return waited.compareTo(SILENCE) >= 0;
    }

    /** Nobody knows how old something is when the clock was set back since. */
    private static boolean isWithin(Duration age, long then, long now) {
        return Math.abs(now - then) < age.toMillis();
    }

    /**
     * Makes it, and fetches nothing.
     *
     * @param purpose what the fetching is called in failures
     * @param clock what tells the time
     */
    public Published(String purpose, Clock clock) {
        this.purpose = purpose;
        this.clock = clock;
    }

    /**
     * What is published.
     *
     * @param call the call on whose behalf it is fetched
     * @param fetch sends the request, within the time of the call that it is given
     * @return what was fetched now or before
     * @throws MsalException when none is at hand and none can be had, or could be had seconds ago, or the provider gave what must not be trusted
     */
    public V get(CallContext call, Function<CallContext, V> fetch) {
        Edition<V> atHand = latest;
        if (atHand == null || !atHand.lastsAt(clock.millis())) {
            stopIfSilent();
            return flights.run(this, call, () -> fetchedOnce(call, fetch));
        }
        return atHand.isFreshAt(clock.millis()) || flights.isUnderWay(this)
                ? atHand.value()
                : flights.run(this, call, () -> renewedOr(atHand, call, call.limitedTo(patience(call), clock), fetch));
    }

    /** No more than half of what is left, which the request that all this is for needs. */
    private static Duration patience(CallContext call) {
        return call.deadline().remainingAtMost(PATIENCE.multipliedBy(2)).dividedBy(2);
    }

    /**
     * What is published now, for a caller who found that what is at hand lacks something. The provider is not asked more often than every
     * {@linkplain #PAUSE five minutes}, whoever makes up what is lacking, and has all the time of the call to answer.
     *
     * @param lacking what was at hand
     * @param call the call on whose behalf it is fetched
     * @param fetch sends the request, within the time of the call that it is given
     * @return what was fetched since; what is at hand when there is nothing newer
     */
    public V newerThan(V lacking, CallContext call, Function<CallContext, V> fetch) {
        return newerThan(lacking, call, () -> call, PAUSE, fetch);
    }

    /**
     * What is published now, for a caller whom what is at hand does not serve if it lacks something. The provider is asked as seldom as for
     * {@linkplain #newerThan what is lacking}, and forty seconds after a look that failed.
     *
     * @param lacking what was at hand
     * @param call the call on whose behalf it is fetched
     * @param fetch sends the request, within the time of the call that it is given
     * @return what was fetched since; what is at hand when the provider was asked and has nothing newer
     * @throws MsalException when nobody knows whether there is something newer, since the last look failed, now or seconds ago
     */
    public V newerThanOrThrow(V lacking, CallContext call, Function<CallContext, V> fetch) {
        V newest = newerThan(lacking, call, () -> call, PAUSE_AFTER_FAILURE, fetch);
        MsalException obstacle = whyNobodyKnows();
        if (obstacle != null && newest.equals(lacking)) {
            throw obstacle;
        }
        return newest;
    }

    private @Nullable MsalException whyNobodyKnows() {
        Edition<V> atHand = latest;
        MsalException failedLook = atHand == null ? null : atHand.failedLook();
        Failure last = failed;
        // whoever looks has kept the failure a moment before what is at hand says so
        return failedLook == null && last != null ? last.reason() : failedLook;
    }

    /**
     * What is published now, for a caller who doubts what is at hand, and goes on with it where there is nothing newer. The provider is asked as
     * seldom as for {@linkplain #newerThan what is lacking}, and has as little time to answer as when what is at hand is renewed.
     *
     * @param doubted what was at hand
     * @param call the call on whose behalf it is fetched
     * @param fetch sends the request, within the time of the call that it is given
     * @return what was fetched since; what is at hand when there is nothing newer
     */
    public V newerThanDoubted(V doubted, CallContext call, Function<CallContext, V> fetch) {
        return newerThan(doubted, call, () -> call.limitedTo(patience(call), clock), PAUSE, fetch);
    }

    private V newerThan(
            V known,
            CallContext call,
            Supplier<CallContext> within,
            Duration afterFailure,
            Function<CallContext, V> fetch) {
        Edition<V> atHand = latest;
        if (atHand == null || !atHand.value().equals(known)) {
            return get(call, fetch);
        }
        boolean doesWithout =
                flights.isUnderWay(this) ? wasSilent() : atHand.isJustLookedForAt(clock.millis(), afterFailure);
        return doesWithout ? known : flights.run(this, call, () -> renewedOr(atHand, call, within.get(), fetch));
    }

    /** However long ago: while one caller tries whether the silence is over, whoever has something at hand is not held by it. */
    private boolean wasSilent() {
        Failure last = failed;
        return last != null && isSilence(last.waited());
    }

    /** While one caller tries whether the silence is over, no other is held by it. */
    private void stopIfSilent() {
        Failure last = failed;
        if (last != null && last.isSilenceAt(clock.millis()) && flights.isUnderWay(this)) {
            throw last.reason();
        }
    }

    /** Another caller may have fetched it while this one was on its way here. */
    private V fetchedOnce(CallContext call, Function<CallContext, V> fetch) {
        Edition<V> landed = latest;
        if (landed != null && landed.isFreshAt(clock.millis())) {
            return landed.value();
        }
        return asked(call, fetch);
    }

    /** What is at hand serves on while the provider is out of reach, and also while it swallows the question. */
    private V renewedOr(Edition<V> atHand, CallContext call, CallContext within, Function<CallContext, V> fetch) {
        Edition<V> landed = latest;
        if (landed != null && !landed.equals(atHand)) {
            return landed.value();
        }
        long began = clock.millis();
        try {
            return asked(within, fetch);
        } catch (MsalTransportException | MsalServiceException | MsalThrottledException unreachable) {
            return servingOn(atHand, unreachable, call);
        } catch (MsalTimeoutException over) {
            return servingOn(atHand, silence(over, Duration.ofMillis(clock.millis() - began)), call);
        }
    }

    private V servingOn(Edition<V> atHand, MsalException failedLook, CallContext call) {
        latest = new Edition<>(atHand.value(), atHand.fetchedAt(), clock.millis(), failedLook);
        ServerExchange.stopIfOver(purpose, call);
        return atHand.value();
    }

    /** Unless it failed shortly before, which is told again then. */
    private V asked(CallContext call, Function<CallContext, V> fetch) {
        Failure before = failed;
        long began = clock.millis();
        if (before != null && before.holdsAt(began)) {
            throw before.reason();
        }
        try {
            return fetched(call, fetch);
        } catch (MsalCancelledException nothingToOthers) {
            throw nothingToOthers;
        } catch (MsalTimeoutException over) {
            Duration waited = Duration.ofMillis(clock.millis() - began);
            if (isSilence(waited)) {
                keep(silence(over, waited), waited, before);
            }
            throw over;
        } catch (MsalThrottledException busy) {
            keep(again(busy), Duration.ofMillis(clock.millis() - began), before);
            throw busy;
        } catch (MsalException reason) {
            keep(reason, Duration.ofMillis(clock.millis() - began), before);
            throw reason;
        }
    }

    private void keep(MsalException reason, Duration waited, @Nullable Failure before) {
        failed = new Failure(reason, waited, before == null ? 0 : before.before() + 1, clock.millis());
    }

    /** To others, who were not let through. */
    private static MsalThrottledException again(MsalThrottledException busy) {
        HeldBack heldBack = new HeldBack(busy.retryAt(), busy.rule());
        return new MsalThrottledException(
                busy.serviceError().givenAgain(heldBack),
                busy.retryAt(),
                busy.rule(),
                String.valueOf(busy.getMessage()));
    }

    /** To others, whose own time is not over, it is the provider's doing. */
    private MsalTransportException silence(MsalTimeoutException over, Duration waited) {
        return new MsalTransportException(
                "request_timeout",
                "The " + purpose + " got no answer: shortly before, another call had waited " + waited.toMillis() / 1000
                        + " s. Try again later, or look at the network between here and the server.",
                over.correlationId().orElse(null),
                over);
    }

    private V fetched(CallContext call, Function<CallContext, V> fetch) {
        V fresh = fetch.apply(call);
        long now = clock.millis();
        latest = new Edition<>(fresh, now, now, null);
        failed = null;
        return fresh;
    }
}

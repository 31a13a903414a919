package io.openmsal.domain.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.failure.ThrottlingRule;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What discovery and the keys of a provider have in common; {@code OidcAuthorityTest} shows the rest with real metadata. */
class PublishedTest {

    private final TestClock clock = new TestClock();
    private final Cancellation cancellation = new Cancellation();
    private final Published<String> published = new Published<>("fetching", clock);
    private final List<Duration> allowances = new ArrayList<>();
    private Supplier<String> provider = () -> "first";

    private CallContext call() {
        return new CallContext("c", Deadline.after(clock, Duration.ofMinutes(1)), cancellation);
    }

    private CallContext noTime() {
        return new CallContext("d", Deadline.after(clock, Duration.ZERO), new Cancellation());
    }

    private String get() {
        return published.get(call(), this::fetch);
    }

    private String newerThan(String lacking) {
        return published.newerThan(lacking, call(), this::fetch);
    }

    private String newerThanOrThrow(String lacking) {
        return published.newerThanOrThrow(lacking, call(), this::fetch);
    }

    private String fetch(CallContext call) {
        allowances.add(call.deadline().remainingAtMost(Duration.ofHours(1)));
        return provider.get();
    }

    private String unreachable() {
        throw new MsalTransportException("unreachable", "Nobody answers.", "c", null);
    }

    private String silentFor(Duration time) {
        clock.advance(time);
        throw new MsalTimeoutException("request_timeout", "Over.", "c", null);
    }

    private String untrusted() {
        throw new MsalUntrustedResponseException("issuer_validation_failed", "Of another issuer.", "c", null);
    }

    private String cancelledMeanwhile() {
        cancellation.cancel();
        return unreachable();
    }

    @Nested
    class ForWhoeverLacksSomething {

        @BeforeEach
        void oneIsAtHand() {
            assertThat(get()).isEqualTo("first");
            provider = () -> "second";
        }

        @Test
        void theProviderIsNotAskedWithinFiveMinutes() {
            clock.advance(Duration.ofMinutes(5).minusMillis(1));

            assertThat(newerThan("first")).isEqualTo("first");
            assertThat(allowances).hasSize(1);
        }

        @Test
        void itIsAskedOnceAfterThemAndHasAllTheTimeOfTheCall() {
            clock.advance(Duration.ofMinutes(5));

            assertThat(newerThan("first")).isEqualTo("second");
            assertThat(newerThan("second")).isEqualTo("second");
            assertThat(allowances).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1));
        }

        @Test
        void whatSomebodyElseHasFetchedSinceIsTaken() {
            clock.advance(Duration.ofMinutes(5));
            newerThan("first");

            assertThat(newerThan("first")).isEqualTo("second");
            assertThat(allowances).hasSize(2);
        }

        @Test
        void aProviderOutOfReachIsLeftInPeaceForFiveMinutes() {
            provider = PublishedTest.this::unreachable;
            clock.advance(Duration.ofMinutes(5));

            assertThat(newerThan("first")).isEqualTo("first");
            clock.advance(Duration.ofMinutes(5).minusMillis(1));
            assertThat(newerThan("first")).isEqualTo("first");
            assertThat(allowances).hasSize(2);

            clock.advance(Duration.ofMillis(1));
            assertThat(newerThan("first")).isEqualTo("first");
            assertThat(allowances).hasSize(3);
        }

        @Test
        void aCallThatWasCancelledMeanwhileEndsSo() {
            provider = PublishedTest.this::cancelledMeanwhile;
            clock.advance(Duration.ofMinutes(5));

            assertThatThrownBy(() -> newerThan("first")).isInstanceOf(MsalCancelledException.class);
        }

        @Test
        void whatDoesIsRenewedWithinALittleTime() {
            clock.advance(Duration.ofDays(1));

            assertThat(get()).isEqualTo("second");
            assertThat(allowances).containsExactly(Duration.ofMinutes(1), Duration.ofSeconds(5));
        }

        @Test
        void whatIsTooOldServesNobody() {
            provider = PublishedTest.this::unreachable;
            clock.advance(Duration.ofDays(2));

            assertThatThrownBy(PublishedTest.this::get).isInstanceOf(MsalTransportException.class);
        }
    }

    @Nested
    class ForWhoeverCannotDoWithoutWhatIsLacking {

        @BeforeEach
        void oneIsAtHand() {
            assertThat(get()).isEqualTo("first");
        }

        private MsalException failure() {
            return catchThrowableOfType(MsalException.class, () -> newerThanOrThrow("first"));
        }

        @Test
        void thatThereIsNothingNewerIsNoFailure() {
            assertThat(newerThanOrThrow("first")).isEqualTo("first");
            clock.advance(Duration.ofMinutes(5));
            assertThat(newerThanOrThrow("first")).isEqualTo("first");

            clock.advance(Duration.ofMinutes(5));
            provider = () -> "second";
            assertThat(newerThanOrThrow("first")).isEqualTo("second");
        }

        @Test
        void whyNobodyKnowsIsToldAgainForFortySecondsWithoutAsking() {
            provider = PublishedTest.this::unreachable;
            clock.advance(Duration.ofMinutes(5));
            MsalException first = failure();
            assertThat(first).isInstanceOf(MsalTransportException.class);

            clock.advance(Duration.ofSeconds(40).minusMillis(1));
            for (int i = 0; i < 1000; i++) {
                assertThat(failure()).isSameAs(first);
            }
            assertThat(allowances).hasSize(2);

            clock.advance(Duration.ofMillis(1));
            provider = () -> "second";
            assertThat(newerThanOrThrow("first")).isEqualTo("second");
            assertThat(newerThanOrThrow("second")).isEqualTo("second");
        }

        @Test
        void howeverOftenItFailsThePauseIsFortySeconds() {
            provider = PublishedTest.this::unreachable;
            clock.advance(Duration.ofMinutes(5));
            for (int failures = 1; failures <= 6; failures++) {
                assertThat(failure()).isInstanceOf(MsalTransportException.class);
                assertThat(allowances).hasSize(1 + failures);
                clock.advance(Duration.ofSeconds(40).minusMillis(1));
                assertThat(failure()).isInstanceOf(MsalTransportException.class);
                assertThat(allowances).hasSize(1 + failures);
                clock.advance(Duration.ofMillis(1));
            }
        }

        @Test
        void afterALookThatFoundNothingThePauseIsFiveMinutes() {
            provider = PublishedTest.this::unreachable;
            clock.advance(Duration.ofMinutes(5));
            failure();
            provider = () -> "first";
            clock.advance(Duration.ofSeconds(40));
            assertThat(newerThanOrThrow("first")).isEqualTo("first");

            provider = () -> "second";
            clock.advance(Duration.ofMinutes(5).minusMillis(1));
            assertThat(newerThanOrThrow("first")).isEqualTo("first");
            clock.advance(Duration.ofMillis(1));
            assertThat(newerThanOrThrow("first")).isEqualTo("second");
        }

        @Test
        void aLookThatFailedHasWhatDoesRenewedNoSooner() {
            provider = PublishedTest.this::unreachable;
            clock.advance(Duration.ofDays(1));
            failure();
            provider = () -> "second";

            clock.advance(Duration.ofMinutes(5).minusMillis(1));
            assertThat(get()).isEqualTo("first");
            assertThat(newerThan("first")).isEqualTo("first");
            clock.advance(Duration.ofMillis(1));
            assertThat(get()).isEqualTo("second");
        }

        @Test
        void whileOneTriesAgainNobodyElseIsHeldByTheSilence() {
            provider = () -> silentFor(Duration.ofSeconds(30));
            clock.advance(Duration.ofMinutes(5));
            failure();
            clock.advance(Duration.ofSeconds(40));

            List<MsalException> meanwhile = new ArrayList<>();
            List<String> served = new ArrayList<>();
            provider = () -> {
                meanwhile.add(failureOfOneWithoutTime());
                served.add(published.newerThan("first", noTime(), PublishedTest.this::fetch));
                served.add(published.newerThanDoubted("first", noTime(), PublishedTest.this::fetch));
                return "second";
            };

            assertThat(newerThanOrThrow("first")).isEqualTo("second");
            assertThat(meanwhile).singleElement().isInstanceOf(MsalTransportException.class);
            assertThat(served).containsExactly("first", "first");
            assertThat(allowances).hasSize(3);
        }

        @Test
        void afterALookThatWasSlowAndGaveWhatMustNotBeTrustedNobodyKnowsEither() {
            provider = () -> {
                clock.advance(Duration.ofSeconds(30));
                return untrusted();
            };
            clock.advance(Duration.ofMinutes(5));
            failure();
            clock.advance(Duration.ofSeconds(40));

            List<MsalException> meanwhile = new ArrayList<>();
            provider = () -> {
                meanwhile.add(failureOfOneWithoutTime());
                return "second";
            };

            assertThat(newerThanOrThrow("first")).isEqualTo("second");
            assertThat(meanwhile).singleElement().isInstanceOf(MsalUntrustedResponseException.class);
        }

        private MsalException failureOfOneWithoutTime() {
            return catchThrowableOfType(
                    MsalException.class,
                    () -> published.newerThanOrThrow("first", noTime(), PublishedTest.this::fetch));
        }

        @Test
        void whomItServesIsToldNothingOfThat() {
            provider = PublishedTest.this::unreachable;
            clock.advance(Duration.ofMinutes(5));
            failure();

            assertThat(get()).isEqualTo("first");
            assertThat(newerThan("first")).isEqualTo("first");
        }

        @Test
        void aRenewalThatFailedIsSuchALook() {
            provider = PublishedTest.this::unreachable;
            clock.advance(Duration.ofDays(1));
            assertThat(get()).isEqualTo("first");

            assertThat(failure()).isInstanceOf(MsalTransportException.class);
            assertThat(allowances).hasSize(2);
        }

        @Test
        void thatOneCallersTimeIsOverIsToldToOthersAsASilence() {
            provider = () -> silentFor(Duration.ofMinutes(1));
            clock.advance(Duration.ofMinutes(5));
            assertThat(failure()).isInstanceOf(MsalTimeoutException.class);

            assertThat(failure())
                    .isInstanceOf(MsalTransportException.class)
                    .hasMessageContaining("60 s")
                    .hasFieldOrPropertyWithValue("errorCode", "request_timeout");
            assertThat(allowances).hasSize(2);
        }

        @Test
        void aProviderThatAsksForPatienceIsLeftAloneForThatLong() {
            provider = () -> {
                throw new MsalThrottledException(
                        new ServiceError("h", 429, "busy", "", List.of(), null, null, null, null),
                        clock.instant().plus(Duration.ofMinutes(20)),
                        ThrottlingRule.RETRY_AFTER,
                        "Busy.");
            };
            clock.advance(Duration.ofMinutes(5));
            for (int minute = 0; minute < 20; minute++) {
                assertThat(failure()).isInstanceOf(MsalThrottledException.class);
                clock.advance(Duration.ofMinutes(1));
            }
            assertThat(allowances).hasSize(2);
        }
    }

    @Nested
    class WhileNoneIsAtHand {

        @BeforeEach
        void theProviderIsOutOfReach() {
            provider = PublishedTest.this::unreachable;
        }

        private MsalException failure() {
            return catchThrowableOfType(MsalException.class, PublishedTest.this::get);
        }

        @Test
        void whyThereIsNoneIsToldAgainForFiveSecondsWithoutAsking() {
            MsalException first = failure();
            clock.advance(Duration.ofSeconds(5).minusMillis(1));

            for (int i = 0; i < 1000; i++) {
                assertThat(failure()).isSameAs(first);
            }
            assertThat(newerFailure()).isSameAs(first);
            assertThat(allowances).hasSize(1);

            clock.advance(Duration.ofMillis(1));
            provider = () -> "first";
            assertThat(get()).isEqualTo("first");
        }

        private MsalException newerFailure() {
            return catchThrowableOfType(MsalException.class, () -> newerThan("made up"));
        }

        @Test
        void eachTimeItFailsThePauseIsTwiceAsLongUpToFortySeconds() {
            for (int pause : new int[] {5, 10, 20, 40, 40}) {
                int asked = allowances.size();
                failure();
                clock.advance(Duration.ofSeconds(pause).minusMillis(1));
                failure();
                assertThat(allowances).hasSize(asked + 1);
                clock.advance(Duration.ofMillis(1));
            }
        }

        @Test
        void thePauseIsShortAgainAfterASuccess() {
            failure();
            clock.advance(Duration.ofSeconds(5));
            failure();
            clock.advance(Duration.ofSeconds(10));
            provider = () -> "first";
            get();
            clock.advance(Duration.ofDays(2));
            provider = PublishedTest.this::unreachable;
            failure();

            clock.advance(Duration.ofSeconds(5));
            provider = () -> "second";
            assertThat(get()).isEqualTo("second");
        }

        @Test
        void theProviderIsAskedWhenTheClockWasSetBackSince() {
            failure();
            clock.advance(Duration.ofDays(-1));
            provider = () -> "first";

            assertThat(get()).isEqualTo("first");
        }

        @Test
        void thatOneCallerCancelledIsNothingToOthers() {
            provider = () -> {
                throw new MsalCancelledException("authentication_canceled", "Cancelled.", "c", null);
            };
            assertThat(failure()).isInstanceOf(MsalCancelledException.class);
            provider = () -> "first";

            assertThat(get()).isEqualTo("first");
        }

        @Test
        void thatOneCallerHadLittleTimeIsNothingToOthers() {
            provider = () -> silentFor(Duration.ofSeconds(4).minusMillis(1));
            assertThat(failure()).isInstanceOf(MsalTimeoutException.class);
            provider = () -> "first";

            assertThat(get()).isEqualTo("first");
        }

        @Test
        void thatItSwallowsTheQuestionIsToldToOthersWithoutAsking() {
            provider = () -> silentFor(Duration.ofSeconds(30));
            assertThat(failure()).isInstanceOf(MsalTimeoutException.class);
            clock.advance(Duration.ofSeconds(5).minusMillis(1));

            assertThat(failure())
                    .isInstanceOf(MsalTransportException.class)
                    .hasMessageContaining("fetching")
                    .hasMessageContaining("30 s")
                    .hasFieldOrPropertyWithValue("errorCode", "request_timeout");
            assertThat(allowances).hasSize(1);

            clock.advance(Duration.ofMillis(1));
            provider = () -> "first";
            assertThat(get()).isEqualTo("first");
        }

        @Test
        void whileOneTriesAgainNobodyElseIsHeldByTheSilence() {
            provider = () -> silentFor(Duration.ofSeconds(30));
            failure();
            clock.advance(Duration.ofSeconds(5));

            List<MsalException> meanwhile = new ArrayList<>();
            provider = () -> {
                meanwhile.add(failure());
                return "first";
            };

            assertThat(get()).isEqualTo("first");
            assertThat(meanwhile).singleElement().isInstanceOf(MsalTransportException.class);
            assertThat(allowances).hasSize(2);
        }

        @Test
        void aSilenceOfLongAgoKeepsNobodyFromWaitingForWhoeverAsksNow() {
            provider = () -> silentFor(Duration.ofSeconds(30));
            failure();
            clock.advance(Duration.ofHours(1));

            assertThat(toldToOneWithoutTimeWhileAnotherAsks()).isInstanceOf(MsalTimeoutException.class);
        }

        /** Whoever tries again as soon as they may, and meets the same silence, is through with it then. */
        @Test
        void itIsToldForAsLongAsTheNextTryMayTakeAndNoLonger() {
            provider = () -> silentFor(Duration.ofSeconds(30));
            failure();
            clock.advance(Duration.ofSeconds(35).minusMillis(1));
            assertThat(toldToOneWithoutTimeWhileAnotherAsks()).isInstanceOf(MsalTransportException.class);

            clock.advance(Duration.ofDays(2));
            provider = () -> silentFor(Duration.ofSeconds(30));
            failure();
            clock.advance(Duration.ofSeconds(35));
            assertThat(toldToOneWithoutTimeWhileAnotherAsks()).isInstanceOf(MsalTimeoutException.class);
        }

        private MsalException toldToOneWithoutTimeWhileAnotherAsks() {
            List<MsalException> told = new ArrayList<>();
            provider = () -> {
                told.add(catchThrowableOfType(
                        MsalException.class, () -> published.get(noTime(), PublishedTest.this::fetch)));
                return "first";
            };
            get();
            assertThat(told).hasSize(1);
            return told.get(0);
        }

        @Test
        void thatOneCallerCancelledALongSilenceIsNothingToOthers() {
            provider = () -> {
                clock.advance(Duration.ofSeconds(30));
                throw new MsalCancelledException("authentication_canceled", "Cancelled.", "c", null);
            };
            failure();
            provider = () -> "first";

            assertThat(get()).isEqualTo("first");
        }
    }

    @Test
    void thatTheNewOneMustNotBeTrustedIsToldAgainWithoutAskingWithEachCall() {
        get();
        provider = this::untrusted;
        clock.advance(Duration.ofDays(1));
        for (int i = 0; i < 1000; i++) {
            assertThatThrownBy(this::get).isInstanceOf(MsalUntrustedResponseException.class);
        }
        assertThat(allowances).hasSize(2);

        clock.advance(Duration.ofSeconds(5));
        provider = () -> "second";
        assertThat(get()).isEqualTo("second");
    }

    @Nested
    class WhileTheProviderAsksForPatience {

        private static final Duration PATIENCE = Duration.ofMinutes(20);

        private String busy() {
            throw new MsalThrottledException(
                    new ServiceError("h", 429, "busy", "", List.of(), null, null, null, null),
                    clock.instant().plus(PATIENCE),
                    ThrottlingRule.RETRY_AFTER,
                    "Busy.");
        }

        @Test
        void itIsLeftAloneForAsLongAsItSaysWhereNoneIsAtHand() {
            provider = this::busy;
            assertThatThrownBy(PublishedTest.this::get).isInstanceOf(MsalThrottledException.class);

            clock.advance(PATIENCE.minusMillis(1));
            assertThatThrownBy(PublishedTest.this::get).isInstanceOf(MsalThrottledException.class);
            assertThat(allowances).hasSize(1);

            clock.advance(Duration.ofMillis(1));
            provider = () -> "first";
            assertThat(get()).isEqualTo("first");
        }

        @Test
        void whatIsAtHandServesOnAndItIsLeftAloneAsWell() {
            get();
            provider = this::busy;
            clock.advance(Duration.ofDays(1));
            assertThat(get()).isEqualTo("first");

            clock.advance(PATIENCE.minusMillis(1));
            assertThat(get()).isEqualTo("first");
            assertThat(newerThan("first")).isEqualTo("first");
            assertThat(allowances).hasSize(2);
        }

        @Test
        void aShorterTimeThanTheUsualPauseChangesNothing() {
            provider = () -> {
                throw new MsalThrottledException(
                        new ServiceError("h", 429, "busy", "", List.of(), null, null, null, null),
                        clock.instant(),
                        ThrottlingRule.RETRY_AFTER,
                        "Busy.");
            };
            assertThatThrownBy(PublishedTest.this::get).isInstanceOf(MsalThrottledException.class);

            clock.advance(Duration.ofSeconds(5).minusMillis(1));
            assertThatThrownBy(PublishedTest.this::get).isInstanceOf(MsalThrottledException.class);
            assertThat(allowances).hasSize(1);
        }
    }
}

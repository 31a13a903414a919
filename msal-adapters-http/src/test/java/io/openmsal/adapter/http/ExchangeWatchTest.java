package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.http.HttpRequest;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExchangeWatchTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void aThreadThatCouldNotBeStartedIsAskedForAgainByTheNextExchange() throws Exception {
        boolean[] exhausted = {true};
        try (ExchangeWatch watch = new ExchangeWatch(watching -> exhausted[0] ? unstartable() : new Thread(watching))) {
            assertThatThrownBy(() -> Exchange.begin(request(), SHORT, watch)).isInstanceOf(OutOfMemoryError.class);
            exhausted[0] = false;

            assertIsEnded(watch);
        }
    }

    @Test
    void aThreadThatAnErrorEndedIsReplacedForTheNextExchange() throws Exception {
        AtomicReference<Thread> first = new AtomicReference<>();
        try (ExchangeWatch watch = new ExchangeWatch(watching -> {
                    Thread thread = new Thread(watching);
                    thread.setUncaughtExceptionHandler((ended, error) -> {});
                    first.compareAndSet(null, thread);
                    return thread;
                });
                Exchange fatal = Exchange.begin(request(), SHORT, watch)) {
            fatal.onEnd(() -> {
                throw new StackOverflowError("in an abort action");
            });
            first.get().join(30_000);
            assertThat(first.get().isAlive()).isFalse();

            assertIsEnded(watch);
        }
    }

    @Test
    void anExchangeThatCannotBeEndedDoesNotKeepTheOthersFromTheirEnd() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        try (ExchangeWatch watch = new ExchangeWatch();
                Exchange unending = Exchange.begin(request(), SHORT, watch)) {
            unending.onEnd(() -> {
                tried.countDown();
                throw new IllegalStateException("the socket is in no state to be closed");
            });
            assertThat(tried.await(30, TimeUnit.SECONDS)).isTrue();

            assertIsEnded(watch);
        }
    }

    @Test
    void anExchangeThatCannotBeginIsForgottenByItsCancellation() throws Exception {
        Cancellation ofTheWholeApplication = new Cancellation();

        ReferenceQueue<HttpRequest> forgotten = new ReferenceQueue<>();
        WeakReference<HttpRequest> refused = refusedRequest(ofTheWholeApplication, forgotten);

        do {
            System.gc();
        } while (forgotten.remove(100) != refused);
        assertThat(ofTheWholeApplication.isCancelled()).isFalse();
    }

    private static WeakReference<HttpRequest> refusedRequest(
            Cancellation cancellation, ReferenceQueue<HttpRequest> forgotten) {
        HttpRequest request = request().within(Deadline.none(), cancellation);
        try (ExchangeWatch watch = new ExchangeWatch(watching -> unstartable())) {
            assertThatThrownBy(() -> Exchange.begin(request, LONG, watch)).isInstanceOf(OutOfMemoryError.class);
        }
        return new WeakReference<>(request, forgotten);
    }

    private static void assertIsEnded(ExchangeWatch watch) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (Exchange exchange = Exchange.begin(request(), SHORT, watch)) {
            exchange.onEnd(ended::countDown);
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static HttpRequest request() {
        return HttpRequest.get(URI.create("https://login.example.test/keys"));
    }

    /** What a machine says that has no thread left to give. */
    private static Thread unstartable() {
        return new Thread() {
            @Override
            public synchronized void start() {
                throw new OutOfMemoryError("unable to create native thread");
            }
        };
    }
}

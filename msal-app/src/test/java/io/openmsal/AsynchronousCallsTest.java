package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Cancellation;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.browser.FakeBrowser;
import io.openmsal.testing.http.FakeHttpTransport;
import java.io.InterruptedIOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AsynchronousCallsTest {

    private static final String ANSWER = "{\"access_token\":\"token-1\",\"expires_in\":3600}";

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final FakeHttpTransport http = new FakeHttpTransport();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private ConfidentialClientApplication daemon() {
        return ConfidentialClientApplication.builder("client-1", ClientCredentials.secret("secret"))
                .authority("https://login.microsoftonline.com/contoso.example")
                .transport(http)
                .build();
    }

    @Test
    void theWorkRunsOnTheCallersExecutorAsOneTask() throws Exception {
        http.reply(200, ANSWER);
        List<Runnable> tasks = new ArrayList<>();

        CompletableFuture<AuthenticationResult> later =
                daemon().acquireTokenForClient("https://graph.example/.default").executeAsync(tasks::add);

        assertThat(later).isNotDone();
        assertThat(http.requests()).isEmpty();
        assertThat(tasks).hasSize(1);
        tasks.get(0).run();
        assertThat(later.get().accessToken()).isEqualTo("token-1");
    }

    @Test
    void aFailureArrivesAsTheCauseItself() {
        http.reply(401, "{\"error\":\"invalid_client\"}");

        CompletableFuture<AuthenticationResult> later =
                daemon().acquireTokenForClient("https://graph.example/.default").executeAsync(Runnable::run);

        assertThatThrownBy(later::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(io.openmsal.domain.failure.MsalServiceException.class);
    }

    @Test
    void cancellingTheFutureEndsASignInThatNobodyFinishesAndFreesThePort() throws Exception {
        SynchronousQueue<URI> opened = new SynchronousQueue<>();
        PublicClientApplication app = signInThatNobodyFinishes(opened);
        CompletableFuture<AuthenticationResult> later =
                app.acquireTokenInteractive("User.Read").executeAsync(executor);
        int port = Emulated.redirectUri(opened.poll(60, TimeUnit.SECONDS)).getPort();

        later.cancel(true);

        assertThat(later).isCancelled();
        executor.shutdown();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        try (var again = new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThat(again.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void aSignInThatIsCancelledBeforeItsTurnShowsNobodyAPage() {
        FakeBrowser browser = new FakeBrowser();
        PublicClientApplication app = PublicClientApplication.builder("client-1")
                .adapters(Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                        .withBrowser(browser))
                .build();
        List<Runnable> tasks = new ArrayList<>();
        CompletableFuture<AuthenticationResult> later =
                app.acquireTokenInteractive("User.Read").executeAsync(tasks::add);

        later.cancel(true);
        tasks.get(0).run();

        assertThat(later).isCancelled();
        assertThat(browser.addresses()).isEmpty();
    }

    @Test
    void aCancellationOfTheCallersEndsIt() throws Exception {
        SynchronousQueue<URI> opened = new SynchronousQueue<>();
        Cancellation cancellation = new Cancellation();
        CompletableFuture<AuthenticationResult> later = signInThatNobodyFinishes(opened)
                .acquireTokenInteractive("User.Read")
                .cancellation(cancellation)
                .executeAsync(executor);
        opened.poll(60, TimeUnit.SECONDS);

        cancellation.cancel();

        assertThatThrownBy(() -> later.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(MsalCancelledException.class);
    }

    @Test
    void aStageThatWaitsForTheWorkDoesNotKeepACancellationFromReachingIt() throws Exception {
        SynchronousQueue<URI> opened = new SynchronousQueue<>();
        CompletableFuture<AuthenticationResult> later = signInThatNobodyFinishes(opened)
                .acquireTokenInteractive("User.Read")
                .executeAsync(executor);
        AtomicBoolean sawTheWorkEnd = new AtomicBoolean();
        later.whenComplete((result, failure) -> sawTheWorkEnd.set(workEnds()));
        opened.poll(60, TimeUnit.SECONDS);

        later.cancel(true);

        assertThat(later).isCancelled();
        assertThat(sawTheWorkEnd).isTrue();
    }

    @Test
    void aStageThatWaitsForTheWorkDoesNotKeepTheCallersCancellationFromReachingItEither() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<AuthenticationResult> later = ConfidentialClientApplication.builder(
                        "client-1", ClientCredentials.secret("secret"))
                .authority("https://login.microsoftonline.com/contoso.example")
                .transport(request -> unanswered(request, sent))
                .build()
                .acquireTokenForClient("https://graph.example/.default")
                .cancellation(cancellation)
                .executeAsync(executor);
        AtomicBoolean sawTheWorkEnd = new AtomicBoolean();
        later.whenComplete((result, failure) -> sawTheWorkEnd.set(workEnds()));
        assertThat(sent.await(60, TimeUnit.SECONDS)).isTrue();

        cancellation.cancel();

        assertThatThrownBy(() -> later.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(MsalCancelledException.class);
        assertThat(sawTheWorkEnd).isTrue();
    }

    private boolean workEnds() {
        executor.shutdown();
        try {
            return executor.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            throw new AssertionError(ended);
        }
    }

    private static HttpResponse unanswered(HttpRequest request, CountDownLatch sent) throws InterruptedIOException {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Cancellation.Registration ignored = request.cancellation().onCancel(cancelled::countDown)) {
            sent.countDown();
            cancelled.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        throw new InterruptedIOException("nobody answers");
    }

    @Test
    void aTaskThatTheExecutorDropsIsForgottenByTheCallersCancellationWhenItIsGivenUp() throws Exception {
        Cancellation ofTheWholeApplication = new Cancellation();
        ReferenceQueue<Object> forgotten = new ReferenceQueue<>();

        WeakReference<?> dropped = droppedAndGivenUp(ofTheWholeApplication, forgotten);

        assertIsForgotten(dropped, forgotten);
        assertThat(ofTheWholeApplication.isCancelled()).isFalse();
    }

    private WeakReference<?> droppedAndGivenUp(Cancellation cancellation, ReferenceQueue<Object> forgotten) {
        CompletableFuture<AuthenticationResult> call = dropped(cancellation);
        assertThatThrownBy(call::get).hasCauseInstanceOf(MsalTimeoutException.class);
        return new WeakReference<>(call, forgotten);
    }

    @Test
    void aTaskThatTheExecutorDropsIsForgottenByTheCallersCancellationWhenItIsCancelled() throws Exception {
        Cancellation ofTheWholeApplication = new Cancellation();
        ReferenceQueue<Object> forgotten = new ReferenceQueue<>();

        WeakReference<?> dropped = droppedAndCancelled(ofTheWholeApplication, forgotten);

        assertIsForgotten(dropped, forgotten);
        assertThat(ofTheWholeApplication.isCancelled()).isFalse();
    }

    private WeakReference<?> droppedAndCancelled(Cancellation cancellation, ReferenceQueue<Object> forgotten) {
        CompletableFuture<AuthenticationResult> call = dropped(cancellation);
        assertThat(call.cancel(false)).isTrue();
        return new WeakReference<>(call, forgotten);
    }

    private CompletableFuture<AuthenticationResult> dropped(Cancellation cancellation) {
        return daemon().acquireTokenForClient("https://graph.example/.default")
                .cancellation(cancellation)
                .timeout(Duration.ofMillis(50))
                .executeAsync(task -> {});
    }

    private static void assertIsForgotten(WeakReference<?> dropped, ReferenceQueue<Object> forgotten)
            throws InterruptedException {
        do {
            System.gc();
        } while (forgotten.remove(100) != dropped);
    }

    @Test
    void scopesAreThoseOfTheMomentInWhichItWasHandedToTheExecutor() {
        http.reply(200, ANSWER);
        List<Runnable> tasks = new ArrayList<>();
        String[] scopes = {"https://graph.example/.default"};
        daemon().acquireTokenForClient(scopes).executeAsync(tasks::add);

        scopes[0] = "https://vault.example/.default";
        tasks.get(0).run();

        assertThat(http.requests())
                .singleElement()
                .satisfies(sent -> assertThat(sent.formParameter("scope")).contains("https://graph.example/.default"));
    }

    @Test
    void scopesThatNobodyCanAskForFailTheFutureAndNotTheThreadThatHandedItOver() {
        CompletableFuture<AuthenticationResult> future =
                daemon().acquireTokenForClient().executeAsync(Runnable::run);

        assertThatThrownBy(future::join).hasCauseInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void withoutAnExecutorNothingIsStarted() {
        ClientCredentialsRequest request = daemon().acquireTokenForClient("https://graph.example/.default");

        assertThatThrownBy(() -> request.executeAsync(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("executor");
    }

    @Test
    void aTimeoutEndsIt() {
        PublicClientApplication app = PublicClientApplication.builder("client-1")
                .adapters(Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                        .withBrowser(address ->
                                new BrowserLaunch(BrowserLaunch.Outcome.OPENED, "a page that nobody fills in")))
                .build();

        assertThatThrownBy(() -> app.acquireTokenInteractive("User.Read")
                        .timeout(Duration.ofSeconds(2))
                        .execute())
                .isInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining("Nobody finished signing in at login.microsoftonline.com in time");
    }

    @Test
    void aBusyCommonPoolIsNobodysBusiness() throws Exception {
        http.when(request -> true).reply(200, ANSWER);
        CountDownLatch done = new CountDownLatch(1);
        int workers = Math.max(1, ForkJoinPool.commonPool().getParallelism());
        for (int i = 0; i < workers * 4; i++) {
            ForkJoinPool.commonPool().execute(() -> {
                try {
                    done.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        try {
            assertThat(daemon().acquireTokenForClient("https://graph.example/.default")
                            .executeAsync(executor)
                            .get(60, TimeUnit.SECONDS)
                            .accessToken())
                    .isEqualTo("token-1");
        } finally {
            done.countDown();
        }
    }

    private static PublicClientApplication signInThatNobodyFinishes(SynchronousQueue<URI> opened) {
        return PublicClientApplication.builder("client-1")
                .adapters(Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                        .withBrowser(address -> {
                            try {
                                opened.put(address);
                            } catch (InterruptedException ended) {
                                Thread.currentThread().interrupt();
                            }
                            return new BrowserLaunch(BrowserLaunch.Outcome.OPENED, "a page that nobody fills in");
                        }))
                .build();
    }
}

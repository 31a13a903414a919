package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.client.AssertionRequest;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Secret;
import io.openmsal.testing.http.FakeHttpTransport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An assertion callback that hangs and listens to nobody: whoever waits for a token is answered all the same. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HangingCallbackTest {

    private static final String SCOPE = "https://graph.example/.default";
    private static final Duration SHORT = Duration.ofMillis(200);

    private final FakeHttpTransport http = new FakeHttpTransport();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private ConfidentialClientApplication app;

    @BeforeEach
    void build() {
        app = ConfidentialClientApplication.builder("client-1", ClientCredentials.assertion(this::hang))
                .authority("https://login.microsoftonline.com/contoso.example")
                .transport(http)
                .build();
    }

    @AfterEach
    void release() throws Exception {
        released.countDown();
        executor.shutdown();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(http.requests()).as("nothing is sent after all").isEmpty();
    }

    private Secret hang(AssertionRequest request) {
        hanging.countDown();
        boolean interrupted = false;
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException ignored) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return Secret.of("too late");
    }

    private ClientCredentialsRequest request() {
        return app.acquireTokenForClient(SCOPE);
    }

    @Test
    void thatIsWaitedForEndsInATimeoutByTheDeadline() {
        CompletableFuture<AuthenticationResult> later = request().timeout(SHORT).executeAsync(executor);

        assertThatThrownBy(later::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MsalTimeoutException.class);
        assertThatThrownBy(later::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining("callback of the application");
        assertThat(later).isCompletedExceptionally();
    }

    @Test
    void thatIsJoinedEndsInATimeoutToo() {
        CompletableFuture<AuthenticationResult> later = request().timeout(SHORT).executeAsync(executor);

        assertThatThrownBy(later::join).hasCauseInstanceOf(MsalTimeoutException.class);
    }

    @Test
    void thatIsWaitedForWithMorePatienceThanTheCallHasEndsInItsTimeout() {
        CompletableFuture<AuthenticationResult> later = request().timeout(SHORT).executeAsync(executor);

        assertThatThrownBy(() -> later.get(1, TimeUnit.DAYS)).hasCauseInstanceOf(MsalTimeoutException.class);
    }

    @Test
    void thatIsWaitedForWithLessPatienceLeavesTheCallAlone() {
        CompletableFuture<AuthenticationResult> later = request().executeAsync(executor);

        assertThatThrownBy(() -> later.get(20, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(later).isNotDone();
        later.cancel(true);
    }

    @Test
    void isLeftAtOnceByACancellation() throws Exception {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<AuthenticationResult> later =
                request().cancellation(cancellation).executeAsync(executor);
        hanging.await();

        cancellation.cancel();

        assertThat(later).isCompletedExceptionally();
        assertThatThrownBy(later::get).hasCauseInstanceOf(MsalCancelledException.class);
    }

    @Test
    void isLeftAtOnceByTheCancellationOfTheFuture() throws Exception {
        CompletableFuture<AuthenticationResult> later = request().executeAsync(executor);
        hanging.await();

        later.cancel(true);

        assertThat(later).isCancelled();
    }

    @Test
    void isLeftByAnInterruptionOfWhoeverWaits() throws Exception {
        CompletableFuture<AuthenticationResult> later = request().executeAsync(executor);
        hanging.await();

        Thread.currentThread().interrupt();

        assertThatThrownBy(later::get).isInstanceOf(InterruptedException.class);
        later.cancel(true);
    }

    @Test
    void holdsNobodyElseWhoWantsTheSameTokenBeyondTheirOwnDeadline() throws Exception {
        CompletableFuture<AuthenticationResult> first = request().executeAsync(executor);
        hanging.await();

        assertThatThrownBy(() -> request().timeout(SHORT).execute()).isInstanceOf(MsalTimeoutException.class);
        first.cancel(true);
    }

    @Test
    void isNotBegunByAnExecutorThatIsBusyAndTheWaitEndsAllTheSame() {
        CompletableFuture<AuthenticationResult> later = request().timeout(SHORT).executeAsync(task -> {});

        assertThatThrownBy(later::join)
                .hasCauseInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining("executor");
        assertThat(hanging.getCount()).isEqualTo(1);
    }
}

package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Cancellation;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The port of the real listener can be taken by others within a tenth of a second of the event that ends a sign-in. A machine
 * that is busy with other things may stop us for longer: one good run of several proves that it can.
 */
@Timeout(120)
class LoopbackPortIsFreedTest {

    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final int RUNS = 10;

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final SynchronousQueue<URI> opened = new SynchronousQueue<>();

    /** Runs once and says how long it took from the event to the free port. */
    private interface Run {
        Duration take() throws Exception;
    }

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void afterACancellation() throws Exception {
        assertAtOnce(() -> {
            Cancellation cancellation = new Cancellation();
            CompletableFuture<?> signIn = desktop(this::nobodySignsIn)
                    .acquireTokenInteractive("User.Read")
                    .cancellation(cancellation)
                    .executeAsync(executor);
            int port = openedPort();

            long start = System.nanoTime();
            cancellation.cancel();
            Duration taken = untilFree(port, start);

            assertThatThrownBy(() -> signIn.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(MsalCancelledException.class);
            return taken;
        });
    }

    @Test
    void afterATimeout() throws Exception {
        assertAtOnce(() -> {
            Duration timeout = Duration.ofMillis(500);
            long deadline = System.nanoTime() + timeout.toNanos();
            CompletableFuture<?> signIn = desktop(this::nobodySignsIn)
                    .acquireTokenInteractive("User.Read")
                    .timeout(timeout)
                    .executeAsync(executor);
            int port = openedPort();

            Duration taken = untilFree(port, deadline);

            assertThatThrownBy(() -> signIn.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(MsalTimeoutException.class);
            return taken;
        });
    }

    @Test
    void afterASuccess() throws Exception {
        assertAtOnce(() -> {
            CompletableFuture<AuthenticationResult> signIn = desktop(this::nobodySignsIn)
                    .acquireTokenInteractive("User.Read")
                    .executeAsync(executor);
            URI address = opened.poll(60, TimeUnit.SECONDS);
            URI redirect = Emulated.redirectUri(address);
            var answer = EMULATOR.get().signIn(address, "ada@contoso.example");
            // it is the answer that frees the port, not what is done with it afterwards
            EMULATOR.get().nextTokenRequest(Fault.slow(Duration.ofSeconds(1)));

            assertThat(Emulated.post(redirect, answer)).isEqualTo(200);
            Duration taken = untilFree(redirect.getPort(), System.nanoTime());

            assertThat(signIn.get(60, TimeUnit.SECONDS).account()).isPresent();
            return taken;
        });
    }

    private static void assertAtOnce(Run run) throws Exception {
        Duration best = run.take();
        for (int i = 1; i < RUNS && best.compareTo(AT_ONCE) > 0; i++) {
            Duration taken = run.take();
            best = taken.compareTo(best) < 0 ? taken : best;
        }
        assertThat(best).isLessThanOrEqualTo(AT_ONCE);
    }

    private int openedPort() throws InterruptedException {
        return Emulated.redirectUri(opened.poll(60, TimeUnit.SECONDS)).getPort();
    }

    private static Duration untilFree(int port, long start) {
        while (true) {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(free.getLocalPort()).isEqualTo(port);
                return Duration.ofNanos(System.nanoTime() - start);
            } catch (IOException stillTaken) {
                Thread.onSpinWait();
            }
        }
    }

    private BrowserLaunch nobodySignsIn(URI address) {
        try {
            opened.put(address);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return new BrowserLaunch(BrowserLaunch.Outcome.OPENED, "a page that a test fills in, or nobody");
    }

    private static PublicClientApplication desktop(Browser browser) {
        return PublicClientApplication.builder(EMULATOR.get().defaultPublicClientId())
                .trustedAuthority(EMULATOR.get().authority("contoso"))
                .adapters(Adapters.jdkOnly(Emulated.settings(EMULATOR.get()), EventSink.none())
                        .withBrowser(browser))
                .build();
    }
}

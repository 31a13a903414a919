package io.openmsal.adapter.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRequest;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bus that takes connections and says nothing, as one does that is stopped: nobody waits for ever, and no connection stays open. */
@Timeout(60)
class SilentBusTest {

    private static final Duration PATIENCE_WITH_THE_BUS = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private ServerSocketChannel bus;
    private LinuxIdentityBroker broker;

    @BeforeEach
    void listen() throws IOException {
        Path socket = folder.resolve("bus");
        bus = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        bus.bind(UnixDomainSocketAddress.of(socket));
        Thread server = new Thread(this::takeOneIn);
        server.setDaemon(true);
        server.start();
        broker = LinuxIdentityBroker.onBus("unix:path=" + socket, new GsonJsonCodec(), Clock.systemUTC());
    }

    @AfterEach
    void leave() throws IOException {
        bus.close();
    }

    private void takeOneIn() {
        try (SocketChannel connection = bus.accept()) {
            connected.countDown();
            ByteBuffer said = ByteBuffer.allocate(1024);
            while (connection.read(said) >= 0) {
                said.clear();
            }
            hungUp.countDown();
        } catch (IOException over) {
            // the test has ended
        }
    }

    private void assertHungUp() throws InterruptedException {
        assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void hasNoBroker() throws Exception {
        assertThat(broker.isAvailable()).isFalse();
        assertHungUp();
    }

    @Test
    void hasNoBrokerForACallWhoseTimeIsOver() throws Exception {
        TestClock clock = new TestClock();
        Thread time = onceConnected(() -> clock.advance(Duration.ofMinutes(1)));
        long began = System.nanoTime();

        assertThat(broker.isAvailable(Deadline.after(clock, Duration.ofMinutes(1)), Cancellation.none()))
                .isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE_WITH_THE_BUS);
        assertHungUp();
        time.join();
    }

    @Test
    void hasNoBrokerForACallThatIsCancelled() throws Exception {
        Cancellation cancellation = new Cancellation();
        Thread person = onceConnected(cancellation::cancel);
        long began = System.nanoTime();

        assertThat(broker.isAvailable(Deadline.none(), cancellation)).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE_WITH_THE_BUS);
        assertHungUp();
        person.join();
    }

    @Test
    void isNotAskedForACallThatIsOver() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        assertThat(broker.isAvailable(Deadline.none(), cancelled)).isFalse();

        assertThat(connected.getCount()).isEqualTo(1);
    }

    @Test
    void isLeftAtTheDeadline() throws Exception {
        TestClock clock = new TestClock();
        BrokerRequest brief = Requests.within(Deadline.after(clock, Duration.ofSeconds(5)), Cancellation.none());
        Thread time = onceConnected(() -> clock.advance(Duration.ofSeconds(5)));

        assertThatThrownBy(() -> broker.acquireInteractively(brief)).isInstanceOf(BrokerRefusedException.class);
        assertHungUp();
        time.join();
    }

    @Test
    void isLeftWhenTheCallIsCancelled() throws Exception {
        Cancellation cancellation = new Cancellation();
        Thread person = onceConnected(cancellation::cancel);

        assertThatThrownBy(() -> broker.acquireInteractively(Requests.within(Deadline.none(), cancellation)))
                .isInstanceOf(BrokerRefusedException.class)
                .hasMessageContaining("cancelled");
        assertHungUp();
        person.join();
    }

    @Test
    void isLeftWhenTheThreadIsInterrupted() throws Exception {
        Thread asking = Thread.currentThread();
        Thread person = onceConnected(asking::interrupt);

        assertThatThrownBy(() -> broker.acquireInteractively(Requests.within(Deadline.none(), Cancellation.none())))
                .isInstanceOf(BrokerRefusedException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertHungUp();
        person.join();
    }

    private Thread onceConnected(Runnable step) {
        Thread thread = new Thread(() -> {
            try {
                connected.await();
                step.run();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }
}

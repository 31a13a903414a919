package io.openmsal.adapter.browser;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectParameters;
import io.openmsal.port.browser.RedirectSession;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One loopback port and the one daemon thread that serves it. The thread never blocks on a connection, so that a client which
 * sends half a request and falls silent holds up neither the browser nor {@link #close()}; no code of an application runs on it.
 */
final class LoopbackSession implements RedirectSession {

    /** A browser opens two or three; more is a flood, and the oldest gives way. */
    private static final int MOST_CONNECTIONS = 32;

    private static final long SWEEP_MILLIS = 250;
    private static final long CLOSING_MILLIS = 5000;

    /** How often a deadline is asked again: its clock may be one that a test moves by hand. */
    private static final Duration DEADLINE_CHECK = Duration.ofMillis(250);

    private final LoopbackAddress address;
    private final LoopbackPort port;
    private final RedirectRules rules;
    private final PunctualPage page;
    private final Selector selector;
    private final Thread server;
    private final Deque<BrowserConnection> connections = new ArrayDeque<>();

    private final Object guard = new Object();
    private @Nullable RedirectParameters answer;
    private boolean pageSent;
    private boolean closed;

    private LoopbackSession(
            LoopbackAddress address,
            LoopbackPort port,
            RedirectRules rules,
            PunctualPage page,
            Selector selector,
            ThreadFactory threads) {
        this.address = address;
        this.port = port;
        this.rules = rules;
        this.page = page;
        this.selector = selector;
        this.server = threads.newThread(this::serve);
        this.server.setName("openmsal-redirect-" + port.number());
        this.server.setDaemon(true);
    }

    static LoopbackSession open(
            LoopbackAddress address, RedirectExpectation expectation, PunctualPage page, ThreadFactory threads)
            throws IOException {
        LoopbackPort port = LoopbackPort.open(address.host(), expectation.port());
        List<AutoCloseable> taken = new ArrayList<>(port.channels());
        try {
            Selector selector = Selector.open();
            taken.add(selector);
            for (ServerSocketChannel channel : port.channels()) {
                channel.register(selector, SelectionKey.OP_ACCEPT);
            }
            RedirectRules rules = new RedirectRules(expectation, address.requestPath());
            LoopbackSession session = new LoopbackSession(address, port, rules, page, selector, threads);
            session.server.start();
            // from here on it is the thread that frees them
            taken.clear();
            return session;
        } finally {
            // whatever failed: where a machine has no thread left to give, that is an error
            taken.forEach(LoopbackSession::closeQuietly);
        }
    }

    @Override
    public URI redirectUri() {
        return address.at(port.number());
    }

    @Override
    public Optional<RedirectParameters> await(Deadline deadline, Cancellation cancellation)
            throws InterruptedException {
        try (Cancellation.Registration registration = cancellation.onCancel(this::wakeWaiting)) {
            synchronized (guard) {
                while (!pageSent && !isOver(deadline, cancellation)) {
                    if (!server.isAlive()) {
                        return answerOfWhatEnded();
                    }
                    // At least one millisecond: to wait for zero means for ever.
                    guard.wait(
                            Math.max(1, deadline.remainingAtMost(DEADLINE_CHECK).toMillis()));
                }
                // also one whose page is still on its way to the browser: it came in time
                return Optional.ofNullable(answer);
            }
        }
    }

    private boolean isOver(Deadline deadline, Cancellation cancellation) {
        return closed || cancellation.isCancelled() || deadline.hasPassed();
    }

    /** Nobody would come any more: whoever waits need not do so until the deadline. */
    private Optional<RedirectParameters> answerOfWhatEnded() {
        if (answer == null) {
            throw new IllegalStateException("Nothing listens on loopback port " + port.number()
                    + " any more: the thread that served it has ended");
        }
        return Optional.of(answer);
    }

    @Override
    public void close() {
        synchronized (guard) {
            closed = true;
            guard.notifyAll();
        }
        page.noLongerNeeded();
        selector.wakeup();
        if (Thread.currentThread() != server) {
            joinServer();
        }
    }

    /** Whoever closes may be interrupted already, and the port has to be free all the same when this returns. */
    private void joinServer() {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + CLOSING_MILLIS * 1_000_000;
        while (server.isAlive() && System.nanoTime() - end < 0) {
            try {
                server.join(CLOSING_MILLIS);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The port, never the state. */
    @Override
    public String toString() {
        return "redirect session at " + redirectUri();
    }

    private void wakeWaiting() {
        synchronized (guard) {
            guard.notifyAll();
        }
    }

    private boolean isClosed() {
        synchronized (guard) {
            return closed;
        }
    }

    private void serve() {
        try {
            while (!isClosed()) {
                selector.select(connections.isEmpty() ? 0 : SWEEP_MILLIS);
                for (SelectionKey key : selector.selectedKeys()) {
                    attend(key);
                }
                selector.selectedKeys().clear();
                endExpiredConnections();
            }
        } catch (IOException broken) {
            // A selector that fails cannot be mended; whoever waits sees that this thread has ended.
        } finally {
            release();
        }
    }

    private void attend(SelectionKey key) {
        if (key.attachment() instanceof BrowserConnection connection) {
            proceed(key, connection);
        } else if (key.channel() instanceof ServerSocketChannel listening) {
            accept(listening);
        }
    }

    private static void proceed(SelectionKey key, BrowserConnection connection) {
        try {
            if (key.isValid()) {
                connection.proceed();
            }
        } catch (Exception broken) {
            // One connection ends by what is wrong with it, and not the wait for the others.
            connection.close();
        }
    }

    private void accept(ServerSocketChannel listening) {
        try {
            SocketChannel channel = listening.accept();
            if (channel == null) {
                return;
            }
            if (connections.size() >= MOST_CONNECTIONS) {
                connections.removeFirst().close();
            }
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            BrowserConnection connection = new BrowserConnection(channel, key, new Judge());
            key.attach(connection);
            connections.addLast(connection);
        } catch (IOException notAccepted) {
            // Out of file descriptors, as a rule: a moment's rest instead of asking in a circle.
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void endExpiredConnections() {
        connections.removeIf(connection -> {
            if (connection.isOpen() && connection.hasExpired()) {
                connection.close();
            }
            return !connection.isOpen();
        });
    }

    private void release() {
        connections.forEach(BrowserConnection::close);
        port.channels().forEach(LoopbackSession::closeQuietly);
        // Only the end of the selector gives the closed sockets back to the system.
        closeQuietly(selector);
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception nothingLeftToFree) {
            // Closing failed: there is no second way to free it and nobody to tell.
        }
    }

    /** Puts the rules, the page and the waiting caller together. Runs on the serving thread. */
    private final class Judge implements BrowserConnection.Handler {

        @Override
        public int bodyLength(RequestHead head) throws HttpRefusal {
            return rules.bodyLength(head);
        }

        @Override
        public BrowserConnection.Answered answer(RequestHead head, String body) {
            try {
                RedirectParameters accepted = rules.parameters(head, body);
                keep(accepted);
                return new BrowserConnection.Answered(HttpReply.of(page.after(accepted)), this::handOver);
            } catch (HttpRefusal refusal) {
                return new BrowserConnection.Answered(HttpReply.of(refusal), () -> {});
            }
        }

        private void keep(RedirectParameters accepted) throws HttpRefusal {
            synchronized (guard) {
                if (answer != null) {
                    throw new HttpRefusal(400, "This sign-in has ended already. You can close this tab.");
                }
                answer = accepted;
            }
        }

        private void handOver() {
            synchronized (guard) {
                pageSent = true;
                guard.notifyAll();
            }
        }
    }
}

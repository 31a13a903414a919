package io.openmsal.adapter.broker;

import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.CallbackHandler;
import org.freedesktop.dbus.interfaces.DBus;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with the broker, on a connection to the bus of its own: nothing of it is left when it is closed, and an answer that
 * nobody waits for any more is dropped. Not for many threads.
 */
final class BrokerSession implements AutoCloseable {

    /** MSAL's own clients ask for no particular one either. */
    private static final String PROTOCOL_VERSION = "0.0";

    /** A bus that is there has its socket there; the library would otherwise wait for ten seconds for one to appear. */
    private static final int MILLISECONDS_FOR_THE_SOCKET = 500;

    private final DBusConnection bus;
    private final IdentityBrokerService service;
    private final Lost lost;

    private BrokerSession(DBusConnection bus, IdentityBrokerService service, Lost lost) {
        this.bus = bus;
        this.service = service;
        this.lost = lost;
    }

    /** Connects, and starts nothing: the bus does that with the first question. */
    static BrokerSession on(String address, Wait wait) throws BrokerRefusedException {
        Lost lost = new Lost();
        try {
            DBusConnection bus = Errand.run(() -> connected(address, lost), DBusConnection::disconnect, wait);
            return new BrokerSession(
                    bus,
                    bus.getRemoteObject(
                            IdentityBrokerService.BUS_NAME,
                            IdentityBrokerService.OBJECT_PATH,
                            IdentityBrokerService.class,
                            true),
                    lost);
        } catch (ExecutionException unreachable) {
            throw unreachable(address, unreachable.getCause());
        } catch (DBusException | RuntimeException unreachable) {
            throw unreachable(address, unreachable);
        }
    }

    /** Whether the broker runs on a bus, or would be started there. A bus that does not answer in time offers nothing. */
    static boolean isOffered(String address, Wait wait) {
        try {
            wait.refuseWhatIsOver();
            return Errand.run(() -> offers(address), answer -> {}, wait);
        } catch (BrokerRefusedException | ExecutionException noBus) {
            return false;
        }
    }

    private static boolean offers(String address) throws DBusException, IOException {
        try (DBusConnection bus = connected(address, new Lost())) {
            DBus daemon = bus.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
            return daemon.NameHasOwner(IdentityBrokerService.BUS_NAME)
                    || Arrays.asList(daemon.ListActivatableNames()).contains(IdentityBrokerService.BUS_NAME);
        }
    }

    private static DBusConnection connected(String address, Lost lost) throws DBusException {
        return DBusConnectionBuilder.forAddress(address)
                .withShared(false)
                .withDisconnectCallback(lost)
                .transportConfig()
                .withTimeout(MILLISECONDS_FOR_THE_SOCKET)
                // not that of the thread, which may be another application's
                .withServiceLoaderClassLoader(DBusConnection.class.getClassLoader())
                .back()
                .build();
    }

    /** The question's name is that of a method of {@link IdentityBrokerService}. */
    String ask(String question, String correlationId, String request, Wait wait) throws BrokerRefusedException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        lost.takesAlong(answer);
        wait.refuseWhatIsOver();
        try {
            bus.callWithCallback(service, question, new Answer(answer), PROTOCOL_VERSION, correlationId, request);
            return wait.forThe(answer);
        } catch (ExecutionException failed) {
            throw failed(question, failed.getCause());
        } catch (DBusExecutionException failed) {
            throw failed(question, failed);
        }
    }

    @Override
    public void close() {
        lost.expectIt();
        bus.disconnect();
    }

    private static BrokerRefusedException unreachable(String address, @Nullable Throwable failure) {
        return refusal("The session bus at " + address + " cannot be reached: " + said(failure)
                + ". Check DBUS_SESSION_BUS_ADDRESS");
    }

    private static BrokerRefusedException failed(String question, @Nullable Throwable failure) {
        return refusal(question + " failed on the bus: " + said(failure));
    }

    private static BrokerRefusedException refusal(String message) {
        return new BrokerRefusedException(Reason.FAILED, message);
    }

    /** Errors of the bus arrive as exceptions of their name. */
    private static String said(@Nullable Throwable failure) {
        return failure == null ? "no reason given" : failure.getClass().getSimpleName() + ", " + failure.getMessage();
    }

    /** Takes what the bus brings, on a thread of its own. */
    private static final class Answer implements CallbackHandler<String> {

        private final CompletableFuture<String> answer;

        Answer(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        public void handle(String text) {
            answer.complete(text);
        }

        @Override
        public void handleError(DBusExecutionException error) {
            answer.completeExceptionally(error);
        }
    }

    /** A bus that goes away takes the answer along; nobody says so but the connection. */
    private static final class Lost implements IDisconnectCallback {

        private volatile @Nullable CompletableFuture<String> waiting;
        private volatile boolean expected;

        void takesAlong(CompletableFuture<String> answer) {
            waiting = answer;
        }

        void expectIt() {
            expected = true;
        }

        @Override
        public void disconnectOnError(IOException lost) {
            CompletableFuture<String> answer = waiting;
            if (answer != null && !expected) {
                answer.completeExceptionally(lost);
            }
        }
    }
}

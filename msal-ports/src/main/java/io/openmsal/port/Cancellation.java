package io.openmsal.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way for one thread to end what another is waiting for: a sign-in page that nobody fills in, a device code that nobody
 * types, a server that does not answer.
 *
 * <p>Cancelling is permanent and may be repeated. Safe for many threads. An adapter that blocks registers an action which
 * unblocks it (closes a socket, wakes a wait) and removes the action when it is done.
 */
public final class Cancellation {

    /** Belongs to everyone, and so has nothing in it that could change. */
    private static final Cancellation NONE = new Cancellation(null);

    private final @Nullable Wish wish;

    /** Makes a cancellation that has not been asked for yet. */
    public Cancellation() {
        this(new Wish());
    }

    private Cancellation(@Nullable Wish wish) {
        this.wish = wish;
    }

    /**
     * The cancellation of calls that nobody can cancel.
     *
     * @return the same object each time; {@link #cancel()} on it is refused
     */
    public static Cancellation none() {
        return NONE;
    }

    /**
     * Ends the work: runs every registered action once, on this thread.
     *
     * @throws IllegalStateException on {@link #none()}, which belongs to everyone
     */
    public void cancel() {
        if (wish == null) {
            throw new IllegalStateException(
                    "Cancellation.none() cannot be cancelled: pass a new Cancellation() to the call");
        }
        wish.grant();
    }

    /**
     * Whether the work should end.
     *
     * @return true for good once {@link #cancel()} was called
     */
    public boolean isCancelled() {
        return wish != null && wish.granted;
    }

    /**
     * Registers what unblocks the caller. The action runs at once when the cancellation came earlier.
     *
     * @param action a short action that does not throw
     * @return removes the action again; close it when the wait is over
     */
    public Registration onCancel(Runnable action) {
        Objects.requireNonNull(action, "action");
        return wish == null ? NothingToRemove.INSTANCE : wish.add(action);
    }

    private enum NothingToRemove implements Registration {
        INSTANCE;

        @Override
        public void close() {}
    }

    /** Who waits to hear of it, and whether it has come. */
    private static final class Wish {

        private final List<Waiting> actions = new ArrayList<>();
        private volatile boolean granted;

        void grant() {
            List<Waiting> due;
            synchronized (actions) {
                granted = true;
                due = new ArrayList<>(actions);
                actions.clear();
            }
            for (Waiting one : due) {
                one.action.run();
            }
        }

        Registration add(Runnable action) {
            synchronized (actions) {
                if (!granted) {
                    Waiting waiting = new Waiting(action);
                    actions.add(waiting);
                    return waiting;
                }
            }
            action.run();
            return NothingToRemove.INSTANCE;
        }

        /** Equal to no other, also when the action is the same. */
        private final class Waiting implements Registration {

            private final Runnable action;

            Waiting(Runnable action) {
                this.action = action;
            }

            @Override
            public void close() {
                synchronized (actions) {
                    actions.remove(this);
                }
            }
        }
    }

    /** The right to remove an action again. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {

        /** Removes the action; does nothing the second time. */
        @Override
        void close();
    }
}

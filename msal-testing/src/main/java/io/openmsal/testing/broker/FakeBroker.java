package io.openmsal.testing.broker;

import io.openmsal.port.Cancellation;
import io.openmsal.port.broker.Broker;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.port.broker.BrokerRequest;
import io.openmsal.port.broker.BrokerTokens;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A {@link Broker} that answers as scripted and remembers what it was asked. Silent and interactive answers queue
 * separately, first scripted, first given; asked for more than was scripted it throws an {@link AssertionError}. Safe for
 * many threads.
 */
public final class FakeBroker implements Broker {

    /**
     * An application's wish to forget an account.
     *
     * @param clientId the application
     * @param homeAccountId the account
     */
    public record SignOut(String clientId, String homeAccountId) {}

    private final Object guard = new Object();
    private final Deque<Answer> silentAnswers = new ArrayDeque<>();
    private final Deque<Answer> interactiveAnswers = new ArrayDeque<>();
    private final Deque<BrokerRefusedException> signOutRefusals = new ArrayDeque<>();
    private final List<BrokerRequest> silentRequests = new ArrayList<>();
    private final List<BrokerRequest> interactiveRequests = new ArrayList<>();
    private final List<SignOut> signOuts = new ArrayList<>();
    private final Set<String> signedOut = new HashSet<>();
    private boolean missing;

    /** Makes a broker without a script. */
    public FakeBroker() {}

    /** What a scripted call comes to. */
    @FunctionalInterface
    private interface Answer {
        BrokerTokens give(BrokerRequest request) throws BrokerRefusedException;
    }

    /**
     * Queues tokens for a silent call.
     *
     * @param tokens what it returns
     * @return this
     */
    public FakeBroker silently(BrokerTokens tokens) {
        return queue(silentAnswers, request -> tokens);
    }

    /**
     * Queues a refusal for a silent call.
     *
     * @param reason why
     * @param message what the broker says
     * @return this
     */
    public FakeBroker refuseSilently(Reason reason, String message) {
        return queue(silentAnswers, request -> {
            throw new BrokerRefusedException(reason, message);
        });
    }

    /**
     * Queues tokens for an interactive call.
     *
     * @param tokens what it returns
     * @return this
     */
    public FakeBroker interactively(BrokerTokens tokens) {
        return queue(interactiveAnswers, request -> tokens);
    }

    /**
     * Queues a refusal for an interactive call.
     *
     * @param reason why
     * @param message what the broker says
     * @return this
     */
    public FakeBroker refuseInteractively(Reason reason, String message) {
        return queue(interactiveAnswers, request -> {
            throw new BrokerRefusedException(reason, message);
        });
    }

    /**
     * Queues a window that nobody closes: the interactive call waits until it is cancelled or interrupted, and is
     * refused as cancelled, or until its deadline has passed, and is refused as failed.
     *
     * @return this
     */
    public FakeBroker showWindowForEver() {
        return queue(interactiveAnswers, FakeBroker::waitForTheEnd);
    }

    /**
     * Queues a refusal for a sign-out.
     *
     * @param message what the broker says
     * @return this
     */
    public FakeBroker refuseSignOut(String message) {
        synchronized (guard) {
            signOutRefusals.add(new BrokerRefusedException(Reason.FAILED, message));
        }
        return this;
    }

    /**
     * Makes the machine one without the broker, from now on.
     *
     * @return this
     */
    public FakeBroker missing() {
        synchronized (guard) {
            missing = true;
        }
        return this;
    }

    @Override
    public boolean isAvailable() {
        synchronized (guard) {
            return !missing;
        }
    }

    @Override
    public BrokerTokens acquireSilently(BrokerRequest request) throws BrokerRefusedException {
        Answer answer;
        synchronized (guard) {
            silentRequests.add(request);
            refuseWhatIsOver(request);
            refuseWhatIsSignedOut(request);
            answer = next(silentAnswers, "silent");
        }
        return answer.give(request);
    }

    @Override
    public BrokerTokens acquireInteractively(BrokerRequest request) throws BrokerRefusedException {
        Answer answer;
        synchronized (guard) {
            interactiveRequests.add(request);
            refuseWhatIsOver(request);
            answer = next(interactiveAnswers, "interactive");
        }
        BrokerTokens tokens = answer.give(request);
        synchronized (guard) {
            signedOut.remove(key(request.clientId(), tokens.homeAccountId()));
        }
        return tokens;
    }

    @Override
    public void signOut(String clientId, String homeAccountId) throws BrokerRefusedException {
        synchronized (guard) {
            SignOut wish = new SignOut(clientId, homeAccountId);
            signOuts.add(wish);
            BrokerRefusedException refusal = signOutRefusals.poll();
            if (refusal != null) {
                throw refusal;
            }
            signedOut.add(key(clientId, homeAccountId));
        }
    }

    /**
     * The silent calls, refused ones included.
     *
     * @return a snapshot, oldest first
     */
    public List<BrokerRequest> silentRequests() {
        synchronized (guard) {
            return List.copyOf(silentRequests);
        }
    }

    /**
     * The interactive calls, refused ones included.
     *
     * @return a snapshot, oldest first
     */
    public List<BrokerRequest> interactiveRequests() {
        synchronized (guard) {
            return List.copyOf(interactiveRequests);
        }
    }

    /**
     * The sign-outs, refused ones included.
     *
     * @return a snapshot, oldest first
     */
    public List<SignOut> signOuts() {
        synchronized (guard) {
            return List.copyOf(signOuts);
        }
    }

    /** Counts calls. */
    @Override
    public String toString() {
        synchronized (guard) {
            return "fake broker, " + silentRequests.size() + " silent and " + interactiveRequests.size()
                    + " interactive calls, " + signOuts.size() + " sign-outs";
        }
    }

    private FakeBroker queue(Deque<Answer> answers, Answer answer) {
        synchronized (guard) {
            answers.add(answer);
        }
        return this;
    }

    private static Answer next(Deque<Answer> answers, String manner) {
        Answer answer = answers.poll();
        if (answer == null) {
            throw new AssertionError("The fake broker got one " + manner
                    + " call more than was scripted. Script another answer for it.");
        }
        return answer;
    }

    private static void refuseWhatIsOver(BrokerRequest request) throws BrokerRefusedException {
        if (request.cancellation().isCancelled()) {
            throw new BrokerRefusedException(Reason.CANCELLED, "The call was cancelled");
        }
        if (request.deadline().hasPassed()) {
            throw new BrokerRefusedException(Reason.FAILED, "The deadline has passed");
        }
    }

    /** A broker keeps no account that was signed out, until that account signs in with a window. */
    private void refuseWhatIsSignedOut(BrokerRequest request) throws BrokerRefusedException {
        String account = request.homeAccountId().orElse("");
        if (signedOut.contains(key(request.clientId(), account))) {
            throw new BrokerRefusedException(Reason.INTERACTION_REQUIRED, "The account was signed out");
        }
    }

    private static String key(String clientId, String homeAccountId) {
        return clientId + "\n" + homeAccountId;
    }

    private static BrokerTokens waitForTheEnd(BrokerRequest request) throws BrokerRefusedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Cancellation.Registration ignored = request.cancellation().onCancel(cancelled::countDown)) {
            while (true) {
                refuseWhatIsOver(request);
                // in slices, because the deadline's clock may be one that a test moves
                Duration slice = request.deadline().remainingAtMost(Duration.ofMillis(10));
                boolean ended = cancelled.await(slice.toNanos(), TimeUnit.NANOSECONDS);
                if (ended) {
                    throw new BrokerRefusedException(Reason.CANCELLED, "The call was cancelled");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerRefusedException(Reason.CANCELLED, "The thread was interrupted");
        }
    }
}

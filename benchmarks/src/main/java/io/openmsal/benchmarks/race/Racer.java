package io.openmsal.benchmarks.race;

import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/**
 * A process whose threads ask for the same token over and over, and leave marks in the document that it lies in. Says each token that it
 * fetched, and at its end what it counted.
 */
final class Racer {

    private static final int CALLS_BETWEEN_MARKS = 60;

    private final Setting setting;
    private final String name;
    private final PublicClientApplication app;
    private final Account account;
    private final TokenStore marked;
    private final String document;
    private final LongAdder calls = new LongAdder();
    private final LongAdder storeFailures = new LongAdder();
    private volatile long end;

    private Racer(Setting setting, String name, UnaryOperator<TokenStore> ofMarks) throws IOException {
        this.setting = setting;
        this.name = name;
        TokenStore store = setting.server().connect(setting.port());
        this.marked = ofMarks.apply(store);
        this.app = setting.application(store);
        this.account = app.accounts().get(0);
        this.document = new Marks(store).document();
    }

    /**
     * Says ready, waits for a line, and races.
     *
     * @param arguments the setting, and the name of this process
     */
    public static void main(String[] arguments) throws Exception {
        race(arguments, UnaryOperator.identity());
    }

    /**
     * Races.
     *
     * @param arguments as above
     * @param ofMarks makes of the store what the marks are left in
     */
    static void race(String[] arguments, UnaryOperator<TokenStore> ofMarks) throws IOException, InterruptedException {
        Racer racer = new Racer(Setting.of(arguments), arguments[arguments.length - 1], ofMarks);
        say("ready");
        if (System.in.read() < 0) {
            throw new IOException("The race was called off");
        }
        racer.race();
    }

    private void race() throws InterruptedException {
        end = System.nanoTime() + TimeUnit.SECONDS.toNanos(setting.seconds());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < setting.threads(); i++) {
            String writer = name + "-" + i;
            Thread thread = new Thread(() -> run(writer), writer);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        say("counted calls " + calls.sum() + " storeFailures " + storeFailures.sum());
        System.exit(0);
    }

    private void run(String writer) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Trail trail = new Trail(marked, document, writer);
        try {
            for (int call = random.nextInt(CALLS_BETWEEN_MARKS); System.nanoTime() - end < 0; call++) {
                ask();
                if (call % CALLS_BETWEEN_MARKS == 0) {
                    mark(trail);
                }
                Thread.sleep(random.nextLong(5, 25));
            }
            // looks at the last one, and leaves one at all on a machine that is too busy for many calls
            mark(trail);
            say("acknowledged " + writer + " " + trail.last() + " " + trail.acknowledged());
        } catch (InterruptedException | RuntimeException failure) {
            say("failed at " + Instant.now() + " " + failure.toString().replace('\n', ' '));
        }
    }

    private void ask() {
        Instant asked = Instant.now();
        try {
            AuthenticationResult result =
                    app.acquireTokenSilent(account, Setting.SCOPE).execute();
            calls.increment();
            if (result.source() == TokenSource.IDENTITY_PROVIDER) {
                // threads that waited for one request got the same answer, and say the same of it
                say("fetched " + result.correlationId().orElseThrow() + " " + System.currentTimeMillis());
            }
            if (!result.expiresAt().isAfter(asked)) {
                throw new IllegalStateException("A token was handed out that is over");
            }
        } catch (MsalStoreException down) {
            storeFailures.increment();
        }
    }

    private void mark(Trail trail) {
        try {
            trail.leave();
        } catch (IOException down) {
            storeFailures.increment();
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}

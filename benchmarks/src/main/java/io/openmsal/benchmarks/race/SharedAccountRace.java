package io.openmsal.benchmarks.race;

import io.openmsal.PublicClientApplication;
import io.openmsal.servers.StoreServer;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Some processes with many threads each race for one person's token in one store. Access tokens live for seconds; the refresh token
 * serves once, and a provider that sees it twice revokes everything. The race fails when a refresh token was redeemed twice or refused, when
 * two tokens were fetched for one expiry, when a token was handed out that is over, or when a mark is lost that the store has acknowledged. In the
 * middle, if wanted, the server is killed and started again.
 */
public final class SharedAccountRace {

    private static final String ADA = "ada@contoso.example";

    /** Of which a token serves for half, in whole seconds. */
    private static final Duration LIFETIME = Duration.ofSeconds(4);

    /** The soonest that a token can be over: half of its life, cut to whole seconds. */
    private static final long SERVES_AT_LEAST_MILLIS = 1_000;

    private SharedAccountRace() {}

    /**
     * What came out of a race that was not lost.
     *
     * @param calls how many tokens were handed out
     * @param refreshes how many refresh tokens were redeemed, each once
     * @param closest the shortest time between two of them, in milliseconds
     * @param marks how many marks the store has acknowledged, all of which are there
     * @param storeFailures how many calls and marks failed because the store was down
     */
    public record Outcome(long calls, int refreshes, long closest, long marks, long storeFailures) {

        /** The figures in words. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d tokens handed out; %d refresh tokens redeemed, each once and none refused, no two within %d ms;"
                            + " %d marks acknowledged and kept; %d calls and marks failed while the store was down",
                    calls,
                    refreshes,
                    closest,
                    marks,
                    storeFailures);
        }
    }

    /**
     * Runs and prints what came out.
     *
     * @param arguments the server (redis or postgresql), how many processes, threads of each and seconds, and {@code restart} or
     *     {@code no-restart}
     */
    public static void main(String[] arguments) throws Exception {
        System.out.println(run(
                ServerKind.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                arguments[4].equals("restart")));
        System.exit(0);
    }

    /**
     * Races.
     *
     * @param kind which server
     * @param processes how many processes
     * @param threads how many threads in each
     * @param seconds for how long
     * @param restart whether the server is killed in the middle and started again
     * @return what came out
     * @throws IllegalStateException when the race was lost
     * @throws Exception when it could not be run
     */
    public static Outcome run(ServerKind kind, int processes, int threads, int seconds, boolean restart)
            throws Exception {
        return run(Racer.class, kind, processes, threads, seconds, restart);
    }

    static Outcome run(Class<?> racer, ServerKind kind, int processes, int threads, int seconds, boolean restart)
            throws Exception {
        try (StoreServer server = kind.started();
                Emulator provider = Emulator.builder()
                        .tokenLifetime(LIFETIME)
                        .deviceCodeInterval(Duration.ZERO)
                        .start()) {
            Path trust = Files.writeString(Files.createTempFile("openmsal-race", ".pem"), provider.caCertificatePem());
            Setting setting = new Setting(
                    kind,
                    server.port(),
                    provider.defaultPublicClientId(),
                    provider.authority(provider.tenant("contoso").id()),
                    trust,
                    seconds,
                    threads);
            signIn(setting.application(kind.connect(server.port())), provider);
            List<RacerProcess> racers = new ArrayList<>();
            try {
                for (int i = 0; i < processes; i++) {
                    racers.add(new RacerProcess(racer, setting, "process-" + i));
                }
                race(racers, seconds, restart ? server : null);
            } finally {
                racers.forEach(RacerProcess::close);
                Files.delete(trust);
            }
            return judged(racers, provider, new Marks(kind.connect(server.port())), restart);
        }
    }

    private static void signIn(PublicClientApplication app, Emulator provider) {
        app.acquireTokenByDeviceCode(code -> provider.approveDeviceCode(code.userCode(), ADA), Setting.SCOPE)
                .execute();
    }

    private static void race(List<RacerProcess> racers, int seconds, @Nullable StoreServer crashing) throws Exception {
        for (RacerProcess racer : racers) {
            racer.awaitReadiness();
        }
        ExecutorService listeners = Executors.newFixedThreadPool(racers.size());
        try {
            List<Future<?>> heard = new ArrayList<>();
            for (RacerProcess racer : racers) {
                racer.go();
                heard.add(listeners.submit(() -> {
                    racer.hear(seconds);
                    return racer;
                }));
            }
            if (crashing != null) {
                TimeUnit.SECONDS.sleep(seconds / 2);
                crashing.crash();
                crashing.start();
            }
            for (Future<?> end : heard) {
                end.get(seconds + 120L, TimeUnit.SECONDS);
            }
        } finally {
            listeners.shutdownNow();
        }
    }

    private static Outcome judged(List<RacerProcess> racers, Emulator provider, Marks marks, boolean restart)
            throws IOException {
        List<String> failures =
                racers.stream().flatMap(racer -> racer.failures().stream()).toList();
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Calls of the race failed:\n" + String.join("\n", failures));
        }
        int refreshes = redeemedOnce(provider);
        List<Long> fetched = new ArrayList<>();
        Map<String, Long> kept = marks.read(marks.document());
        long calls = 0;
        long acknowledged = 0;
        long storeFailures = 0;
        for (RacerProcess racer : racers) {
            fetched.addAll(racer.fetched());
            calls += racer.calls();
            storeFailures += racer.storeFailures();
            acknowledged += racer.marks();
            racer.lastMarks().forEach((writer, last) -> Marks.requireKept(writer, last, kept.getOrDefault(writer, 0L)));
        }
        if (!restart && storeFailures > 0) {
            throw new IllegalStateException("The store failed " + storeFailures + " times, and nobody had ended it");
        }
        return new Outcome(calls, refreshes, closest(fetched), acknowledged, storeFailures);
    }

    /** How many refresh tokens came to the provider; none came twice, and all were good, or a call would have failed. */
    private static int redeemedOnce(Emulator provider) {
        List<String> redeemed = new ArrayList<>();
        for (EmulatorRequest request : provider.requests(EmulatorEndpoint.TOKEN)) {
            request.parameter("refresh_token").ifPresent(redeemed::add);
        }
        if (new HashSet<>(redeemed).size() < redeemed.size()) {
            throw new IllegalStateException("A refresh token was redeemed twice, among " + redeemed.size());
        }
        return redeemed.size();
    }

    private static long closest(List<Long> fetched) {
        Collections.sort(fetched);
        long closest = Long.MAX_VALUE;
        for (int i = 1; i < fetched.size(); i++) {
            closest = Math.min(closest, fetched.get(i) - fetched.get(i - 1));
        }
        if (closest < SERVES_AT_LEAST_MILLIS) {
            throw new IllegalStateException(
                    "Two tokens were fetched within " + closest + " ms, when the first of them still was good");
        }
        return closest;
    }
}

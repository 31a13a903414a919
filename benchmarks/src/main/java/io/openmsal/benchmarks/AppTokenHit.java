package io.openmsal.benchmarks;

import com.microsoft.aad.msal4j.ClientCredentialParameters;
import io.openmsal.ConfidentialClientApplication;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/** A client-credentials call for a random one of so many tenants, each with a good app token in the cache. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class AppTokenHit {

    static final String AUTHORITY = "https://login.microsoftonline.com/" + FakeEntra.tenantId(0);

    private static String[] tenants(int count) {
        String[] tenants = new String[count];
        for (int i = 0; i < count; i++) {
            tenants[i] = FakeEntra.tenantId(i);
        }
        return tenants;
    }

    /** This library's cache, filled through its public API. */
    @State(Scope.Benchmark)
    public static class Ours extends Filled {

        /** How many tenants. */
        @Param({"1", "1000", "100000"})
        public int cached;

        ConfidentialClientApplication app = OurSide.confidentialClient(entra, AUTHORITY);
        String[] tenants = new String[0];

        /** Fills the cache. */
        @Setup
        public void fill() {
            tenants = tenants(cached);
            String[] tokens = new String[cached];
            for (int i = 0; i < cached; i++) {
                tokens[i] = app.acquireTokenForClient(FakeEntra.APP_SCOPE)
                        .tenant(FakeEntra.tenantId(i))
                        .execute()
                        .accessToken();
            }
            expect(tokens);
        }

        /** Holds the promise to account. */
        @TearDown
        public void nothingWasSent() {
            checkNothingWasSent();
        }
    }

    /** msal4j's cache, filled through its public API. */
    @State(Scope.Benchmark)
    public static class Msal4j extends Filled {

        /** How many tenants. */
        @Param({"1", "1000", "100000"})
        public int cached;

        com.microsoft.aad.msal4j.ConfidentialClientApplication app =
                Msal4jSide.confidentialClient(entra, AUTHORITY, new DirectExecutor());
        String[] tenants = new String[0];
        final Set<String> scopes = Set.of(FakeEntra.APP_SCOPE);

        /** Fills the cache; without looking into it first, which would take minutes. */
        @Setup
        public void fill() {
            tenants = tenants(cached);
            String[] tokens = new String[cached];
            for (int i = 0; i < cached; i++) {
                tokens[i] = app.acquireToken(ClientCredentialParameters.builder(scopes)
                                .tenant(FakeEntra.tenantId(i))
                                .skipCache(true)
                                .build())
                        .join()
                        .accessToken();
            }
            expect(tokens);
        }

        /** Holds the promise to account. */
        @TearDown
        public void nothingWasSent() {
            checkNothingWasSent();
        }
    }

    /** One thread's walk over our cache. */
    @State(Scope.Thread)
    public static class OurWalk {
        Walk walk = new Walk(1, 0);

        /** Writes down the walk. */
        @Setup(Level.Trial)
        public void prepare(Ours cache, ThreadParams thread) {
            walk = new Walk(cache.cached, thread.getThreadIndex());
        }
    }

    /** One thread's walk over msal4j's cache. */
    @State(Scope.Thread)
    public static class Msal4jWalk {
        Walk walk = new Walk(1, 0);

        /** Writes down the walk. */
        @Setup(Level.Trial)
        public void prepare(Msal4j cache, ThreadParams thread) {
            walk = new Walk(cache.cached, thread.getThreadIndex());
        }
    }

    /** This library. */
    @Benchmark
    public String ours(Ours cache, OurWalk steps) {
        int place = steps.walk.next();
        return cache.checked(
                place,
                cache.app
                        .acquireTokenForClient(FakeEntra.APP_SCOPE)
                        .tenant(cache.tenants[place])
                        .execute()
                        .accessToken());
    }

    /** msal4j, on the caller's thread. */
    @Benchmark
    public String msal4j(Msal4j cache, Msal4jWalk steps) {
        int place = steps.walk.next();
        return cache.checked(
                place,
                cache.app
                        .acquireToken(ClientCredentialParameters.builder(cache.scopes)
                                .tenant(cache.tenants[place])
                                .build())
                        .join()
                        .accessToken());
    }
}

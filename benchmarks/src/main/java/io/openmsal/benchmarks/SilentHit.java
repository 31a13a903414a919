package io.openmsal.benchmarks;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import com.microsoft.aad.msal4j.SilentParameters;
import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
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

/** A silent call for a random one of so many people, each with a good access token in the cache. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class SilentHit {

    /** This library's cache, filled through its public API. */
    @State(Scope.Benchmark)
    public static class Ours extends Filled {

        /** How many people. */
        @Param({"1", "1000", "100000"})
        public int cached;

        PublicClientApplication app = OurSide.publicClient(entra);
        Account[] accounts = new Account[0];

        /** Fills the cache. */
        @Setup
        public void fill() {
            accounts = new Account[cached];
            String[] tokens = new String[cached];
            for (int i = 0; i < cached; i++) {
                AuthenticationResult result = app.acquireTokenByRefreshToken(
                                Secret.of(FakeEntra.refreshToken(i)), FakeEntra.SCOPE)
                        .execute();
                accounts[i] = result.account().orElseThrow();
                tokens[i] = result.accessToken();
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

        /** How many people. */
        @Param({"1", "1000", "100000"})
        public int cached;

        com.microsoft.aad.msal4j.PublicClientApplication app = Msal4jSide.publicClient(entra, new DirectExecutor());
        IAccount[] accounts = new IAccount[0];
        final Set<String> scopes = Set.of(FakeEntra.SCOPE);

        /** Fills the cache. */
        @Setup
        public void fill() {
            accounts = new IAccount[cached];
            String[] tokens = new String[cached];
            for (int i = 0; i < cached; i++) {
                IAuthenticationResult result = app.acquireToken(
                                RefreshTokenParameters.builder(scopes, FakeEntra.refreshToken(i))
                                        .build())
                        .join();
                accounts[i] = result.account();
                tokens[i] = result.accessToken();
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
                        .acquireTokenSilent(cache.accounts[place], FakeEntra.SCOPE)
                        .execute()
                        .accessToken());
    }

    /** This library, asked for one scope of the four that were granted, and not for the one that was requested. */
    @Benchmark
    public String oursForAnother(Ours cache, OurWalk steps) {
        int place = steps.walk.next();
        return cache.checked(
                place,
                cache.app
                        .acquireTokenSilent(cache.accounts[place], FakeEntra.FURTHER_SCOPE)
                        .execute()
                        .accessToken());
    }

    /** msal4j, on the caller's thread. */
    @Benchmark
    public String msal4j(Msal4j cache, Msal4jWalk steps) throws Exception {
        int place = steps.walk.next();
        return cache.checked(
                place,
                cache.app
                        .acquireTokenSilently(SilentParameters.builder(cache.scopes, cache.accounts[place])
                                .build())
                        .join()
                        .accessToken());
    }
}

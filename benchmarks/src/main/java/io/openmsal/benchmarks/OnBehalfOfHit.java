package io.openmsal.benchmarks;

import com.microsoft.aad.msal4j.OnBehalfOfParameters;
import com.microsoft.aad.msal4j.UserAssertion;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.port.Secret;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A web API that is called by a random one of so many people and calls another one on their behalf, with a good token for each in the
 * cache. Both sides hash the assertion of 1 500 characters that came with the call: it is what the token is found by.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class OnBehalfOfHit {

    private static String[] assertions(int count) {
        String[] assertions = new String[count];
        for (int i = 0; i < count; i++) {
            assertions[i] = FakeEntra.assertion(i);
        }
        return assertions;
    }

    /** This library's cache. */
    @State(Scope.Benchmark)
    public static class Ours extends Filled {

        ConfidentialClientApplication app = OurSide.confidentialClient(entra, json, FakeEntra.HOME_AUTHORITY);
        String[] assertions = new String[0];

        @Override
        void makeRoom() {
            assertions = assertions(cached);
        }

        @Override
        String fetch(int place) {
            return token(place, FakeEntra.SCOPE);
        }

        final String token(int place, String scope) {
            return app.acquireTokenOnBehalfOf(Secret.of(assertions[place]), scope)
                    .execute()
                    .accessToken();
        }
    }

    /** msal4j's cache. */
    @State(Scope.Benchmark)
    public static class Msal4j extends Filled {

        com.microsoft.aad.msal4j.ConfidentialClientApplication app =
                Msal4jSide.confidentialClient(entra, FakeEntra.HOME_AUTHORITY, new DirectExecutor());
        String[] assertions = new String[0];
        final Set<String> scopes = Set.of(FakeEntra.SCOPE);

        @Override
        void makeRoom() {
            assertions = assertions(cached);
        }

        @Override
        String fetch(int place) {
            return app.acquireToken(OnBehalfOfParameters.builder(scopes, new UserAssertion(assertions[place]))
                            .skipCache(true)
                            .build())
                    .join()
                    .accessToken();
        }
    }

    /** This library. */
    @Benchmark
    public String ours(Ours cache, Steps steps) {
        int place = steps.next();
        return cache.checked(place, cache.token(place, FakeEntra.SCOPE));
    }

    /** This library, asked for one scope of the four that were granted, and not for the one that was requested. */
    @Benchmark
    public String oursForFewer(Ours cache, Steps steps) {
        int place = steps.next();
        return cache.checked(place, cache.token(place, FakeEntra.FURTHER_SCOPE));
    }

    /** msal4j, on the caller's thread. */
    @Benchmark
    public String msal4j(Msal4j cache, Steps steps) {
        int place = steps.next();
        return cache.checked(
                place,
                cache.app
                        .acquireToken(
                                OnBehalfOfParameters.builder(cache.scopes, new UserAssertion(cache.assertions[place]))
                                        .build())
                        .join()
                        .accessToken());
    }
}

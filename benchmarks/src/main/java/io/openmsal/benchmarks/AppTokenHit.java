package io.openmsal.benchmarks;

import com.microsoft.aad.msal4j.ClientCredentialParameters;
import io.openmsal.ConfidentialClientApplication;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A client-credentials call for a random one of so many tenants, each with a good app token in the cache. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class AppTokenHit {

    static final String AUTHORITY = "https://login.microsoftonline.com/" + FakeEntra.tenantId(0);

    private static String[] tenants(int count) {
        String[] tenants = new String[count];
        for (int i = 0; i < count; i++) {
            tenants[i] = FakeEntra.tenantId(i);
        }
        return tenants;
    }

    /** This library's cache. */
    @State(Scope.Benchmark)
    public static class Ours extends Filled {

        ConfidentialClientApplication app = OurSide.confidentialClient(entra, json, AUTHORITY);
        String[] tenants = new String[0];

        @Override
        void makeRoom() {
            tenants = tenants(cached);
        }

        @Override
        String fetch(int place) {
            return token(place, FakeEntra.APP_SCOPE);
        }

        final String token(int place, String... scopes) {
            return app.acquireTokenForClient(scopes)
                    .tenant(tenants[place])
                    .execute()
                    .accessToken();
        }
    }

    /** The same, where each token was granted for one scope more than will be asked for. */
    @State(Scope.Benchmark)
    public static class OursForTwo extends Ours {

        @Override
        String fetch(int place) {
            return token(place, FakeEntra.APP_SCOPE, FakeEntra.FURTHER_APP_SCOPE);
        }
    }

    /** msal4j's cache. */
    @State(Scope.Benchmark)
    public static class Msal4j extends Filled {

        com.microsoft.aad.msal4j.ConfidentialClientApplication app =
                Msal4jSide.confidentialClient(entra, AUTHORITY, new DirectExecutor());
        String[] tenants = new String[0];
        final Set<String> scopes = Set.of(FakeEntra.APP_SCOPE);

        @Override
        void makeRoom() {
            tenants = tenants(cached);
        }

        @Override
        String fetch(int place) {
            return app.acquireToken(ClientCredentialParameters.builder(scopes)
                            .tenant(tenants[place])
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
        return cache.checked(place, cache.token(place, FakeEntra.APP_SCOPE));
    }

    /** This library, asked for one scope of the two that were granted. */
    @Benchmark
    public String oursForFewer(OursForTwo cache, Steps steps) {
        int place = steps.next();
        return cache.checked(place, cache.token(place, FakeEntra.APP_SCOPE));
    }

    /** msal4j, on the caller's thread. */
    @Benchmark
    public String msal4j(Msal4j cache, Steps steps) {
        int place = steps.next();
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

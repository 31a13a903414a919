package io.openmsal.benchmarks;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import com.microsoft.aad.msal4j.SilentParameters;
import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
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
 * A silent call for a random one of so many people, each with a good access token in the cache. Their accounts were listed, as programs for any MSAL
 * come by them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class SilentHit {

    /** This library's cache. */
    @State(Scope.Benchmark)
    public static class Ours extends Filled {

        PublicClientApplication app = OurSide.publicClient(entra, json);
        Account[] accounts = new Account[0];

        @Override
        void makeRoom() {
            accounts = new Account[cached];
        }

        @Override
        void layOut(Walk walk) {
            accounts = walk.inOrder(inHand());
        }

        final String token(int step, String scope) {
            return app.acquireTokenSilent(accounts[step], scope).execute().accessToken();
        }

        /** The account at each place, as the program holds it. */
        Account[] inHand() {
            Map<String, Account> listed = new HashMap<>();
            app.accounts().forEach(account -> listed.put(account.homeAccountId(), account));
            Account[] inHand = new Account[cached];
            Arrays.setAll(inHand, place -> listed.get(accounts[place].homeAccountId()));
            return inHand;
        }

        @Override
        String fetch(int place) {
            AuthenticationResult result = app.acquireTokenByRefreshToken(
                            Secret.of(FakeEntra.refreshToken(place)), FakeEntra.SCOPE)
                    .execute();
            accounts[place] = result.account().orElseThrow();
            return result.accessToken();
        }
    }

    /** The same, with the very accounts that the sign-ins returned, which lie wherever the collector left them. */
    @State(Scope.Benchmark)
    public static class OursAsSignedIn extends Ours {

        @Override
        Account[] inHand() {
            return accounts;
        }
    }

    /** msal4j's cache. */
    @State(Scope.Benchmark)
    public static class Msal4j extends Filled {

        com.microsoft.aad.msal4j.PublicClientApplication app = Msal4jSide.publicClient(entra, new DirectExecutor());
        IAccount[] accounts = new IAccount[0];
        final Set<String> scopes = Set.of(FakeEntra.SCOPE);

        @Override
        void makeRoom() {
            accounts = new IAccount[cached];
        }

        @Override
        void layOut(Walk walk) {
            Map<String, IAccount> listed = new HashMap<>();
            app.getAccounts().join().forEach(account -> listed.put(account.homeAccountId(), account));
            Arrays.setAll(accounts, place -> listed.get(accounts[place].homeAccountId()));
            accounts = walk.inOrder(accounts);
        }

        @Override
        String fetch(int place) {
            IAuthenticationResult result = app.acquireToken(
                            RefreshTokenParameters.builder(scopes, FakeEntra.refreshToken(place))
                                    .build())
                    .join();
            accounts[place] = result.account();
            return result.accessToken();
        }
    }

    /** This library. */
    @Benchmark
    public String ours(Ours cache, Steps steps) {
        int step = steps.next();
        return cache.checked(step, cache.token(step, FakeEntra.SCOPE));
    }

    /** This library, asked for one scope of the four that were granted, and not for the one that was requested. */
    @Benchmark
    public String oursForFewer(Ours cache, Steps steps) {
        int step = steps.next();
        return cache.checked(step, cache.token(step, FakeEntra.FURTHER_SCOPE));
    }

    /** This library, with accounts that were kept since their sign-in. */
    @Benchmark
    public String oursAsSignedIn(OursAsSignedIn cache, Steps steps) {
        int step = steps.next();
        return cache.checked(step, cache.token(step, FakeEntra.SCOPE));
    }

    /** msal4j, on the caller's thread. */
    @Benchmark
    public String msal4j(Msal4j cache, Steps steps) throws Exception {
        int step = steps.next();
        return cache.checked(
                step,
                cache.app
                        .acquireTokenSilently(SilentParameters.builder(cache.scopes, cache.accounts[step])
                                .build())
                        .join()
                        .accessToken());
    }
}

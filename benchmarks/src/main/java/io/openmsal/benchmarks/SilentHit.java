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
 * A silent call for a random one of so many people, each with a good access token in the cache.
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

        /** Each was looked up just before, as a program does that has its caller's id: what it then has in its hands is not waited for. */
        @Override
        void takeInHand() {
            Arrays.setAll(
                    accounts,
                    place -> app.account(accounts[place].homeAccountId()).orElseThrow());
        }

        final String token(int place, String scope) {
            return app.acquireTokenSilent(accounts[place], scope).execute().accessToken();
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

    /** The same, with the accounts of one list, which lie in the order of the list. */
    @State(Scope.Benchmark)
    public static class OursAsListed extends Ours {

        @Override
        void takeInHand() {
            Map<String, Account> listed = new HashMap<>();
            app.accounts().forEach(account -> listed.put(account.homeAccountId(), account));
            Arrays.setAll(accounts, place -> listed.get(accounts[place].homeAccountId()));
        }
    }

    /** The same, with the very accounts that the sign-ins returned, which lie wherever the collector left them. */
    @State(Scope.Benchmark)
    public static class OursAsSignedIn extends Ours {

        @Override
        void takeInHand() {}
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
        void takeInHand() {
            Map<String, IAccount> listed = new HashMap<>();
            app.getAccounts().join().forEach(account -> listed.put(account.homeAccountId(), account));
            Arrays.setAll(accounts, place -> listed.get(accounts[place].homeAccountId()));
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
        int place = steps.next();
        return cache.checked(place, cache.token(place, FakeEntra.SCOPE));
    }

    /** This library, asked for one scope of the four that were granted, and not for the one that was requested. */
    @Benchmark
    public String oursForFewer(Ours cache, Steps steps) {
        int place = steps.next();
        return cache.checked(place, cache.token(place, FakeEntra.FURTHER_SCOPE));
    }

    /** This library, with accounts that were kept since they were listed. */
    @Benchmark
    public String oursAsListed(OursAsListed cache, Steps steps) {
        int place = steps.next();
        return cache.checked(place, cache.token(place, FakeEntra.SCOPE));
    }

    /** This library, with accounts that were kept since their sign-in. */
    @Benchmark
    public String oursAsSignedIn(OursAsSignedIn cache, Steps steps) {
        int place = steps.next();
        return cache.checked(place, cache.token(place, FakeEntra.SCOPE));
    }

    /** msal4j, on the caller's thread. */
    @Benchmark
    public String msal4j(Msal4j cache, Steps steps) throws Exception {
        int place = steps.next();
        return cache.checked(
                place,
                cache.app
                        .acquireTokenSilently(SilentParameters.builder(cache.scopes, cache.accounts[place])
                                .build())
                        .join()
                        .accessToken());
    }
}

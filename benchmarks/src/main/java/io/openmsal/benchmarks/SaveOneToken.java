package io.openmsal.benchmarks;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import com.microsoft.aad.msal4j.SilentParameters;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.FileTokenStore;
import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Gets new tokens for a random one of so many people, and saves them in the store that has those of all others. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class SaveOneToken {

    /** This library, with a file for each person, on the disk before the call returns. */
    @State(Scope.Benchmark)
    public static class Ours extends Stored {

        final TokenStore store = emptyStore();
        final PublicClientApplication app = OurSide.publicClient(entra, store);
        Account[] accounts = new Account[0];

        TokenStore emptyStore() {
            return new FileTokenStore(directory);
        }

        @Override
        void makeRoom() {
            accounts = new Account[cached];
        }

        @Override
        String renewed(int person) {
            AuthenticationResult result = app.acquireTokenByRefreshToken(
                            Secret.of(FakeEntra.refreshToken(person)), FakeEntra.SCOPE)
                    .execute();
            accounts[person] = result.account().orElseThrow();
            return result.accessToken();
        }

        @Override
        String reread(int person) {
            return OurSide.publicClient(entra, store)
                    .acquireTokenSilent(accounts[person], FakeEntra.SCOPE)
                    .execute()
                    .accessToken();
        }
    }

    /** The same without a disk. */
    @State(Scope.Benchmark)
    public static class OursInMemory extends Ours {

        @Override
        TokenStore emptyStore() {
            return new MemoryTokenStore();
        }
    }

    /** msal4j, with an aspect that keeps its cache in a file. */
    @State(Scope.Benchmark)
    public static class Msal4j extends Stored {

        final Msal4jDocument document = emptyDocument();
        final com.microsoft.aad.msal4j.PublicClientApplication app =
                Msal4jSide.publicClient(entra, new DirectExecutor(), document);
        IAccount[] accounts = new IAccount[0];
        final Set<String> scopes = Set.of(FakeEntra.SCOPE);

        Msal4jDocument emptyDocument() {
            return Msal4jDocument.in(directory.resolve("cache.json"));
        }

        @Override
        void makeRoom() {
            accounts = new IAccount[cached];
        }

        @Override
        void isFilled() {
            document.keepFromNow();
        }

        @Override
        String renewed(int person) {
            IAuthenticationResult result = app.acquireToken(
                            RefreshTokenParameters.builder(scopes, FakeEntra.refreshToken(person))
                                    .build())
                    .join();
            accounts[person] = result.account();
            return result.accessToken();
        }

        @Override
        String reread(int person) throws IOException {
            var another = Msal4jSide.publicClient(entra, new DirectExecutor());
            another.tokenCache().deserialize(document.read());
            return another.acquireTokenSilently(
                            SilentParameters.builder(scopes, accounts[person]).build())
                    .join()
                    .accessToken();
        }
    }

    /** The same without a disk. */
    @State(Scope.Benchmark)
    public static class Msal4jInMemory extends Msal4j {

        @Override
        Msal4jDocument emptyDocument() {
            return Msal4jDocument.inMemory();
        }
    }

    /** This library. */
    @Benchmark
    public String ours(Ours people, Steps steps) {
        return people.saved(steps.next());
    }

    /** This library, without a disk. */
    @Benchmark
    public String oursInMemory(OursInMemory people, Steps steps) {
        return people.saved(steps.next());
    }

    /** msal4j. */
    @Benchmark
    public String msal4j(Msal4j people, Steps steps) {
        return people.saved(steps.next());
    }

    /** msal4j, without a disk. */
    @Benchmark
    public String msal4jInMemory(Msal4jInMemory people, Steps steps) {
        return people.saved(steps.next());
    }
}

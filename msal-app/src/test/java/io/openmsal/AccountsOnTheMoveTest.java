package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.oauth.TokenResponse;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.store.FakeTokenStore;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One person's tokens leave an application and come to another one. */
class AccountsOnTheMoveTest {

    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private Emulator emulator;
    private Adapters adapters;

    @BeforeEach
    void build() {
        emulator = EMULATOR.get();
        adapters = Emulated.adapters(emulator, CLOCK, EventSink.none());
    }

    @Test
    void aServerWithoutAStoreRefreshesWithASliceThatSomebodyBrings() {
        PublicClientApplication origin = PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(adapters)
                .tokenStore(new FakeTokenStore(), StoreOptions.perPartition())
                .build();
        AuthenticationResult signedIn =
                origin.acquireTokenInteractive("User.Read").execute();
        Secret slice = origin.exportAccount(signedIn.account().orElseThrow()).orElseThrow();

        PublicClientApplication stateless = Emulated.publicClient(emulator, adapters);
        Account ada = stateless.importAccount(slice);
        emulator.clearRequests();

        assertThat(stateless.acquireTokenSilent(ada, "User.Read").execute().accessToken())
                .isEqualTo(signedIn.accessToken());
        assertThat(emulator.requests()).isEmpty();
        CLOCK.advance(Duration.ofHours(2));
        AuthenticationResult renewed =
                stateless.acquireTokenSilent(ada, "User.Read").execute();
        assertThat(renewed.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(renewed.account()).contains(ada);
        assertThat(stateless.exportAccount(ada).orElseThrow().reveal()).contains(renewed.accessToken());
    }

    @Test
    void aPersonIsExportedImportedRemovedAndImportedAgain() {
        PublicClientApplication app = Emulated.publicClient(emulator, adapters);
        Account ada =
                app.acquireTokenInteractive("User.Read").execute().account().orElseThrow();
        Secret slice = app.exportAccount(ada).orElseThrow();

        app.removeAccount(ada);
        assertThat(app.exportAccount(ada)).isEmpty();
        app.importAccount(slice);

        assertThat(app.acquireTokenSilent(ada, "User.Read").execute().source()).isEqualTo(TokenSource.CACHE);
    }

    @Test
    void tokensThatSomebodyElseObtainedServeSilentCallsAndAreRefreshed() {
        List<String> responses = new ArrayList<>();
        HttpTransport sender = adapters.transport();
        HttpTransport overheard = request -> {
            HttpResponse response = sender.send(request);
            if (request.uri().getPath().endsWith("/token")) {
                responses.add(response.text());
            }
            return response;
        };
        AuthenticationResult theirs = Emulated.publicClient(emulator, adapters.withTransport(overheard))
                .acquireTokenInteractive("User.Read")
                .execute();
        PublicClientApplication ours = Emulated.publicClient(emulator, adapters);
        emulator.clearRequests();

        Account ada = ours.addTokens(
                TokenResponse.of(Secret.of(responses.get(0)), "User.Read").receivedAt(CLOCK.instant()));

        assertThat(ada).isEqualTo(theirs.account().orElseThrow());
        assertThat(ours.accounts()).containsExactly(ada);
        assertThat(ours.acquireTokenSilent(ada, "User.Read").execute().accessToken())
                .isEqualTo(theirs.accessToken());
        assertThat(emulator.requests()).isEmpty();
        CLOCK.advance(Duration.ofHours(2));
        assertThat(ours.acquireTokenSilent(ada, "User.Read").execute().source())
                .isEqualTo(TokenSource.IDENTITY_PROVIDER);
    }
}

package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ConfidentialClientApplicationBuilder;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.EncryptionKey;
import io.openmsal.adapter.cache.EncryptionKeys;
import io.openmsal.adapter.cache.JdbcTokenStore;
import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.browser.FakeBrowser;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the code of the guide to the cache, against the emulator. */
class CachingGuideTest {

    private static final URI REDIRECT = URI.create("https://app.example/after");

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private Emulator emulator;
    private Adapters adapters;

    @BeforeEach
    void build() {
        emulator = EMULATOR.get();
        FakeBrowser browser = new FakeBrowser().signingIn(address -> emulator.signIn(address, "ada@contoso.example"));
        adapters = Adapters.jdkOnly(
                        HttpSettings.builder()
                                .trust(TrustSettings.pem(emulator.caCertificatePem()))
                                .build(),
                        EventSink.none())
                .withBrowser(browser);
    }

    private PublicClientApplication desktop(Adapters world) {
        return PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(world)
                .build();
    }

    private ConfidentialClientApplicationBuilder server() {
        return ConfidentialClientApplication.builder(
                        emulator.defaultConfidentialClientId(),
                        ClientCredentials.secret(emulator.defaultClientSecret().reveal()))
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(adapters);
    }

    private AuthenticationResult signIn(ConfidentialClientApplication web) {
        PendingSignIn pending = CachingGuide.signInThatSurvives(web, REDIRECT, new HashMap<>());
        assertThat(pending.authorizationUri().getQuery()).contains("response_mode=query");
        return web.acquireTokenByAuthorizationCode(
                        pending, emulator.signIn(pending.authorizationUri(), "ada@contoso.example"))
                .execute();
    }

    @Test
    void theCacheOfAProcessIsBoundedAndCounts() {
        ConfidentialClientApplication daemon = CachingGuide.bounded(server());
        for (int call = 0; call < 4; call++) {
            daemon.acquireTokenForClient("https://graph.microsoft.com/.default").execute();
        }

        assertThat(CachingGuide.hitRate(daemon)).isEqualTo(0.75);
    }

    @Test
    void aServerKeepsPeopleEncryptedInADatabaseAndServesThemByTheirId() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:caching;DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(JdbcTokenStore.ddl("token_store"));
        }
        EncryptionKeys keys = EncryptionKeys.of(new EncryptionKey("k", new byte[32]));
        String id = signIn(CachingGuide.server(server(), source, keys))
                .account()
                .orElseThrow()
                .homeAccountId();

        assertThat(CachingGuide.serve(CachingGuide.server(server(), source, keys), id)
                        .source())
                .isEqualTo(TokenSource.CACHE);
        assertThatThrownBy(() -> CachingGuide.serve(server().build(), id)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void peopleAreSearchedByNameAndAServerListsThemOnlyWhenItIsBuiltToDoSo() {
        MemoryTokenStore store = new MemoryTokenStore();
        signIn(server().tokenStore(store).build());

        assertThat(CachingGuide.search(desktop(adapters))).isEmpty();
        assertThat(CachingGuide.signOutEveryone(server().tokenStore(store))).isEqualTo(1);
        assertThat(CachingGuide.signOutEveryone(server().tokenStore(store))).isZero();
    }

    @Test
    void aSessionKeepsTextsWithoutTokens() {
        AuthenticationResult result = signIn(server().build());
        Map<String, Object> session = new HashMap<>();

        assertThat(CachingGuide.accountInASession(result, session))
                .isEqualTo("ada@contoso.example until " + result.expiresAt());
        assertThat(session.toString()).doesNotContain(result.accessToken());
    }

    @Test
    void aPersonMovesToAnotherCacheWithTheirTokens() {
        PublicClientApplication from = desktop(adapters);
        AuthenticationResult signedIn =
                from.acquireTokenInteractive("User.Read").execute();
        PublicClientApplication to = desktop(adapters);

        Account moved = CachingGuide.move(from, to, signedIn.account().orElseThrow());

        assertThat(to.acquireTokenSilent(moved, "User.Read").execute().accessToken())
                .isEqualTo(signedIn.accessToken());
    }

    @Test
    void tokensFromElsewhereServe() {
        List<String> bodies = new ArrayList<>();
        AuthenticationResult theirs = desktop(adapters.withTransport(request -> {
                    HttpResponse response = adapters.transport().send(request);
                    bodies.add(response.text());
                    return response;
                }))
                .acquireTokenInteractive("User.Read")
                .execute();

        Account account = CachingGuide.add(
                desktop(adapters),
                Secret.of(bodies.get(bodies.size() - 1)),
                emulator.clock().instant());

        assertThat(account).isEqualTo(theirs.account().orElseThrow());
    }
}

package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorUser;
import io.openmsal.testing.store.FakeTokenStore;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The people of two servers with one store, at a time that the test decides. */
class AccountsOfServersTest {

    private static final String ADA = "ada@contoso.example";
    private static final URI REDIRECT = URI.create("https://app.example/after");
    private static final Duration BOUND = Duration.ofSeconds(30);

    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private Emulator emulator;
    private Adapters adapters;
    private final FakeTokenStore store = new FakeTokenStore();

    @BeforeEach
    void build() {
        emulator = EMULATOR.get();
        adapters = Emulated.adapters(emulator, CLOCK, EventSink.none());
        emulator.consent(ADA, emulator.defaultConfidentialClientId(), "User.Read");
    }

    private ConfidentialClientApplicationBuilder server(StoreOptions options) {
        return ConfidentialClientApplication.builder(
                        emulator.defaultConfidentialClientId(),
                        ClientCredentials.secret(emulator.defaultClientSecret().reveal()))
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(adapters)
                .tokenStore(store, options.trustedFor(BOUND));
    }

    private AuthenticationResult signIn(ConfidentialClientApplication web, String username) {
        PendingSignIn pending = web.signIn(REDIRECT, "User.Read").begin();
        return web.acquireTokenByAuthorizationCode(pending, emulator.signIn(pending.authorizationUri(), username))
                .execute();
    }

    private Account person(ConfidentialClientApplication web, String username) {
        return signIn(web, username).account().orElseThrow();
    }

    @Nested
    class Listing {

        @Test
        void aServerListsNobodyUnlessItWasBuiltToDoSo() {
            ConfidentialClientApplication web =
                    server(StoreOptions.perPartition()).build();
            Account ada = person(web, ADA);

            assertThatThrownBy(web::accountListing)
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("account_listing_not_allowed"))
                    .hasMessageContaining("allowAccountListing()")
                    .hasMessageContaining("account(id)");
            assertThat(web.account(ada.homeAccountId())).contains(ada);
        }

        @Test
        void oneThatWasListsEveryoneOfTheStore() {
            emulator.add(EmulatorUser.named("ben@contoso.example"));
            Account ada = person(server(StoreOptions.perPartition()).build(), ADA);
            Account ben = person(server(StoreOptions.perPartition()).build(), "ben@contoso.example");

            AccountListing all = server(StoreOptions.perPartition())
                    .allowAccountListing()
                    .build()
                    .accountListing();

            assertThat(all.accounts()).containsExactlyInAnyOrder(ada, ben);
            assertThat(all.accounts("BEN@contoso.example")).containsExactly(ben);
            assertThat(all.accounts(ADA, ada.environment())).containsExactly(ada);
            assertThat(all.accounts(ADA, "login.microsoftonline.us")).isEmpty();
            assertThat(all.accounts("nobody")).isEmpty();
        }
    }

    /** Whatever a host of Microsoft's is called, and by whatever kind of authority it is used: the store knows it by one name. */
    @ParameterizedTest
    @ValueSource(strings = {"login.microsoftonline.com", "login.windows.net"})
    void peopleOfAnIssuerOnAHostOfMicrosoftAreFoundAgain(String kept) {
        store.put(
                TokenCache.WHOLE_CACHE,
                ("{\"Account\":{\"1\":{\"home_account_id\":\"one.t\",\"environment\":\"" + kept
                                + "\",\"realm\":\"t\",\"username\":\"Ada\"}}}")
                        .getBytes(StandardCharsets.UTF_8));
        PublicClientApplication desktop = PublicClientApplication.builder("client-1")
                .oidcAuthority("https://login.microsoftonline.com/t/v2.0")
                .adapters(adapters)
                .tokenStore(store)
                .build();

        assertThat(desktop.accounts()).extracting(Account::homeAccountId).containsExactly("one.t");
        assertThat(desktop.account("one.t")).isPresent();
    }

    /** Two people of one name, in two tenants, and one more of it in another cloud. */
    @Test
    void aNameOfSeveralPeopleGivesAllOfThem() {
        String entry =
                "\"%s\":{\"home_account_id\":\"%s\",\"environment\":\"%s\",\"realm\":\"t\",\"username\":\"Ada\"}";
        store.put(
                TokenCache.WHOLE_CACHE,
                ("{\"Account\":{" + entry.formatted("1", "one.t", "login.microsoftonline.com") + ","
                                + entry.formatted("2", "two.t", "login.windows.net") + ","
                                + entry.formatted("3", "three.t", "login.microsoftonline.us") + "}}")
                        .getBytes(StandardCharsets.UTF_8));
        PublicClientApplication desktop = PublicClientApplication.builder("client-1")
                .adapters(adapters)
                .multiCloudSignIn()
                .tokenStore(store)
                .build();

        assertThat(desktop.accounts("ada"))
                .extracting(Account::homeAccountId)
                .containsExactlyInAnyOrder("one.t", "two.t", "three.t");
        assertThat(desktop.accounts("ADA", "sts.windows.net"))
                .extracting(Account::homeAccountId)
                .containsExactlyInAnyOrder("one.t", "two.t");
        assertThat(desktop.accounts("ada", "login.microsoftonline.us"))
                .extracting(Account::homeAccountId)
                .containsExactly("three.t");
    }

    @Test
    void aDeploymentThatWasGivenIsKnownUnderAllOfItsNames() {
        store.put(
                TokenCache.WHOLE_CACHE,
                ("{\"Account\":{\"1\":{\"home_account_id\":\"one.t\",\"environment\":\"sts.closed.example\","
                                + "\"realm\":\"t\",\"username\":\"ada\"}}}")
                        .getBytes(StandardCharsets.UTF_8));
        PublicClientApplication desktop = PublicClientApplication.builder("client-1")
                .authority("https://login.closed.example/t")
                .instanceMetadata("{\"metadata\":[{\"preferred_network\":\"login.closed.example\","
                        + "\"preferred_cache\":\"sts.closed.example\","
                        + "\"aliases\":[\"login.closed.example\",\"sts.closed.example\"]}]}")
                .adapters(adapters)
                .tokenStore(store)
                .build();

        assertThat(desktop.accounts("ada", "Login.Closed.example"))
                .extracting(Account::homeAccountId)
                .containsExactly("one.t");
        assertThat(desktop.accounts("ada", "sts.closed.example")).hasSize(1);
        assertThat(desktop.accounts("ada", "login.microsoftonline.com")).isEmpty();
    }

    /** Who is removed is gone: every token of every kind, from the process, the store, and within the bound from other processes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsRemovedAtOneServerIsGoneFromBothWithEveryKindOfToken(boolean perPartition) throws Exception {
        StoreOptions layout = perPartition ? StoreOptions.perPartition() : StoreOptions.wholeDocument();
        ConfidentialClientApplication first = server(layout).build();
        ConfidentialClientApplication second = server(layout).build();
        Account ada = person(first, ADA);
        Secret received = Secret.of(Emulated.publicClient(emulator, adapters)
                .acquireTokenInteractive("api://orders/read")
                .execute()
                .accessToken());
        first.acquireTokenOnBehalfOf(received, "User.Read").execute();
        Secret session = first.onBehalfOfSessions().newKey();
        first.onBehalfOfSessions().begin(session, received, "User.Read").execute();
        assertThat(second.account(ada.homeAccountId())).contains(ada);
        List<AuthenticationResult> elsewhere = List.of(
                second.acquireTokenSilent(ada, "User.Read").execute(),
                second.acquireTokenOnBehalfOf(received, "User.Read").execute(),
                second.onBehalfOfSessions().acquireToken(session, "User.Read").execute());
        assertThat(elsewhere).extracting(AuthenticationResult::source).containsOnly(TokenSource.CACHE);

        first.removeAccount(ada);

        assertThat(stored()).doesNotContain("\"secret\"", ada.homeAccountId());
        assertThat(first.account(ada.homeAccountId())).isEmpty();
        CLOCK.advance(BOUND);
        for (ConfidentialClientApplication server : List.of(first, second)) {
            assertThatThrownBy(() -> server.acquireTokenSilent(ada, "User.Read").execute())
                    .isInstanceOf(MsalInteractionRequiredException.class);
            assertThatThrownBy(() -> server.onBehalfOfSessions()
                            .acquireToken(session, "User.Read")
                            .execute())
                    .isInstanceOf(MsalInteractionRequiredException.class);
            assertThat(server.exportAccount(ada)).isEmpty();
        }
        assertThat(second.acquireTokenOnBehalfOf(received, "User.Read")
                        .execute()
                        .source())
                .isEqualTo(TokenSource.IDENTITY_PROVIDER);
    }

    @Test
    void aNameThatWentToSomebodyElseNeverLeadsToTheFirstOnesTokens() {
        ConfidentialClientApplication web =
                server(StoreOptions.perPartition()).allowAccountListing().build();
        emulator.add(EmulatorUser.named("eve@fabrikam.example").withGuestTenant("contoso"));
        Account eve = person(web, "eve@fabrikam.example");
        Account namesake = new Account("another.id", eve.environment(), eve.username(), Map.of());

        assertThat(web.account(eve.username())).isEmpty();
        assertThatThrownBy(() -> web.acquireTokenSilent(namesake, "User.Read").execute())
                .isInstanceOf(MsalInteractionRequiredException.class);
    }

    private String stored() throws Exception {
        StringBuilder all = new StringBuilder();
        for (String name : store.partitions()) {
            all.append(new String(store.content(name), StandardCharsets.UTF_8));
        }
        return all.toString();
    }
}

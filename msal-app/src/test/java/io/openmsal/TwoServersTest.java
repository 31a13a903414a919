package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.cache.JdbcTokenStore;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.event.Event;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.store.FakeTokenStore;
import io.openmsal.testing.time.TestClock;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two applications, as on two servers, over one store with a document for each partition. */
class TwoServersTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock();
    private final Emulator emulator = Emulator.builder().clock(clock).start();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        emulator.close();
    }

    private PublicClientApplication server(TokenStore store, StoreOptions options) {
        return PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(Emulated.adapters(emulator, clock, events::add))
                .tokenStore(store, options)
                .build();
    }

    private ConfidentialClientApplication daemon(TokenStore store) {
        return ConfidentialClientApplication.builder(
                        emulator.defaultConfidentialClientId(),
                        ClientCredentials.secret(emulator.defaultClientSecret().reveal()))
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(Emulated.adapters(emulator, clock, events::add))
                .tokenStore(store, StoreOptions.perPartition())
                .build();
    }

    @Test
    void whoSignsInAtOneIsKnownAtTheOtherAndWhoIsRemovedAtOneIsUnknownAtTheOtherWithinTheBound() throws Exception {
        JdbcTokenStore database = database("two_servers");
        PublicClientApplication first = server(database, StoreOptions.perPartition());
        PublicClientApplication second = server(database, StoreOptions.perPartition());

        AuthenticationResult signedIn =
                first.acquireTokenInteractive("User.Read").execute();
        Account ada =
                second.account(signedIn.account().orElseThrow().homeAccountId()).orElseThrow();
        AuthenticationResult elsewhere =
                second.acquireTokenSilent(ada, "User.Read").execute();

        assertThat(elsewhere.accessToken()).isEqualTo(signedIn.accessToken());
        assertThat(second.accounts()).containsExactly(ada);

        first.removeAccount(ada);

        clock.advance(BOUND);
        assertThatThrownBy(() -> second.acquireTokenSilent(ada, "User.Read").execute())
                .isInstanceOf(MsalInteractionRequiredException.class);
        assertThat(second.accounts()).isEmpty();
        assertThat(events).extracting(Event::name).doesNotContain("cache.read", "cache.write");
    }

    @Test
    void anApplicationsOwnTokenIsFetchedByOneOfThem() throws Exception {
        JdbcTokenStore database = database("own_token");

        AuthenticationResult fetched =
                daemon(database).acquireTokenForClient(Emulated.SCOPE).execute();
        AuthenticationResult found =
                daemon(database).acquireTokenForClient(Emulated.SCOPE).execute();

        assertThat(found.accessToken()).isEqualTo(fetched.accessToken());
    }

    @Test
    void whatIsStrictFailsWithATypedErrorWhileTheDatabaseIsGoneAndWhatIsNotGoesOn() throws Exception {
        JdbcTokenStore database = database("goes_away");
        PublicClientApplication strict =
                server(database, StoreOptions.perPartition().failingWithStore());
        PublicClientApplication easy = server(database, StoreOptions.perPartition());
        Account ada =
                strict.acquireTokenInteractive("User.Read").execute().account().orElseThrow();
        easy.acquireTokenSilent(ada, "User.Read").execute();
        statement("goes_away", "drop table token_store");
        clock.advance(BOUND);

        assertThatThrownBy(() -> strict.acquireTokenSilent(ada, "User.Read").execute())
                .isInstanceOf(MsalStoreException.class)
                .hasMessageContaining("42");
        assertThat(easy.acquireTokenSilent(ada, "User.Read").execute().account())
                .contains(ada);
        assertThat(easy.cacheStatistics().storeFailures()).isEqualTo(1);
    }

    @Test
    void aConfidentialClientReadsOneDocumentForOnePerson() {
        FakeTokenStore store = new FakeTokenStore();
        server(store, StoreOptions.perPartition())
                .acquireTokenInteractive("User.Read")
                .execute();
        int before = store.reads();

        daemon(store).account("somebody.else");

        assertThat(store.reads() - before).isEqualTo(1);
    }

    private static JdbcTokenStore database(String name) throws Exception {
        statement(name, JdbcTokenStore.ddl("token_store"));
        return new JdbcTokenStore(source(name));
    }

    private static void statement(String name, String sql) throws Exception {
        try (Connection connection = source(name).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JdbcDataSource source(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return source;
    }
}

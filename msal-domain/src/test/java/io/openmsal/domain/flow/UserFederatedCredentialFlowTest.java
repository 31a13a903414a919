package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.testing.store.FakeTokenStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose tokens an agent takes for those of the person it names. */
class UserFederatedCredentialFlowTest {

    private static final Scopes USER_READ = Scopes.requested("User.Read");
    private static final FederatedUser ADA = FederatedUser.withUsername("ada@contoso.example");
    private static final String SUCCESSOR = "bbbbbbbb-cccc-dddd-eeee-ffffffffffff";

    private final Flows flows = new Flows(
            EntraAuthority.of("https://login.microsoftonline.com/" + Answers.TENANT_ID), ClientCredential.none());
    private final UserFederatedCredentialFlow agent =
            new UserFederatedCredentialFlow(Flows.CLIENT_ID, flows.cache, flows.redemption, flows.silent, flows.clock);

    private AuthenticationResult acquire(FederatedUser user) {
        return acquireBy(agent, user);
    }

    private AuthenticationResult acquireBy(UserFederatedCredentialFlow some, FederatedUser user) {
        return some.acquire(
                flows.authority, user, call -> Secret.of("agents-own"), USER_READ, CachePolicy.DEFAULT, flows::call);
    }

    private void reply(Answers answer) {
        flows.http.reply(200, answer.json());
    }

    private static Answers successors(String accessToken) {
        return Answers.personal(accessToken)
                .with(
                        "client_info",
                        Answers.base64("{\"uid\":\"" + SUCCESSOR + "\",\"utid\":\"" + Answers.TENANT_ID + "\"}"))
                .claim("oid", SUCCESSOR)
                .claim("sub", "subject-2");
    }

    private List<String> grants() {
        return flows.http.requests().stream()
                .map(sent -> sent.formParameter("grant_type").orElseThrow())
                .toList();
    }

    @Test
    void aNameThatHasPassedToSomebodyElseIsTradedForTheirToken() {
        reply(Answers.personal("token-1"));
        acquire(ADA);
        flows.clock.advance(Duration.ofHours(2));
        reply(Answers.personal("token-2").claim("preferred_username", "ada.before@contoso.example"));
        reply(successors("token-3"));

        AuthenticationResult result = acquire(ADA);

        assertThat(result.accessToken()).isEqualTo("token-3");
        assertThat(grants()).containsExactly("user_fic", "refresh_token", "user_fic");
        assertThat(acquire(ADA).accessToken()).as("from the cache").isEqualTo("token-3");
    }

    @Test
    void ofTwoPeopleWithOneNameNoneIsGuessed() {
        reply(Answers.personal("token-1"));
        acquire(ADA);
        reply(successors("token-2"));
        agent.acquire(
                flows.authority,
                FederatedUser.withObjectId(UUID.fromString(SUCCESSOR)),
                call -> Secret.of("agents-own"),
                USER_READ,
                CachePolicy.DEFAULT,
                flows::call);
        reply(successors("token-3"));

        assertThat(acquire(ADA).accessToken()).isEqualTo("token-3");
        assertThat(grants()).containsExactly("user_fic", "user_fic", "user_fic");
    }

    @Test
    void noneIsGuessedEitherWhenAnotherAgentOnTheSameCacheBroughtTheSecond() {
        UserFederatedCredentialFlow other = new UserFederatedCredentialFlow(
                Flows.CLIENT_ID, flows.cache, flows.redemption, flows.silent, flows.clock);
        reply(Answers.personal("token-1"));
        acquire(ADA);
        reply(successors("token-2"));
        acquireBy(other, FederatedUser.withObjectId(UUID.fromString(SUCCESSOR)));
        reply(successors("token-3"));

        assertThat(acquire(ADA).accessToken()).isEqualTo("token-3");
        assertThat(grants()).containsExactly("user_fic", "user_fic", "user_fic");
        assertThat(acquire(ADA).accessToken())
                .as("from the cache, since the provider said who it is")
                .isEqualTo("token-3");
    }

    @Test
    void noneIsGuessedEitherWhenSomebodyWhoIsKnownIsGivenTheNameOfAnother() {
        reply(Answers.personal("token-1"));
        acquire(ADA);
        keep(SUCCESSOR, "bob@contoso.example");
        assertThat(acquire(ADA).accessToken()).as("from the cache").isEqualTo("token-1");
        keep(SUCCESSOR, "Ada@contoso.example");
        reply(successors("token-2"));

        assertThat(acquire(ADA).accessToken()).isEqualTo("token-2");
    }

    @Test
    void aFurtherNameStaysTheirsWhenWhoElseHadItIsCalledOtherwiseNow() {
        FederatedUser alias = FederatedUser.withUsername("countess@contoso.example");
        reply(Answers.personal("token-1"));
        acquire(alias);
        keep(SUCCESSOR, "countess@contoso.example");
        keep(SUCCESSOR, "bob@contoso.example");

        assertThat(acquire(alias).accessToken()).as("from the cache").isEqualTo("token-1");
    }

    private void keep(String objectId, String username) {
        flows.cache.keep(
                new Account(objectId + "." + Answers.TENANT_ID, flows.authority.environment(), username, Map.of()),
                Answers.TENANT_ID,
                Flows.CLIENT_ID,
                Optional.empty(),
                true);
    }

    @Test
    void tokensOfAnotherThanThePersonNamedByTheirIdAreRefusedAndNotKept() {
        FederatedUser ada = FederatedUser.withObjectId(UUID.fromString(Answers.OBJECT_ID));
        for (Answers answer :
                List.of(successors("token-1"), successors("token-2").without("client_info"), withoutIdToken())) {
            reply(answer);

            assertThatThrownBy(() -> acquire(ada))
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasFieldOrPropertyWithValue("errorCode", "user_mismatch")
                    .hasMessageContaining("login.microsoftonline.com");
        }

        assertThat(flows.cache.accounts(flows.authority.environment())).isEmpty();
    }

    private static Answers withoutIdToken() {
        return Answers.own("token-3")
                .with(
                        "client_info",
                        Answers.base64("{\"uid\":\"" + SUCCESSOR + "\",\"utid\":\"" + Answers.TENANT_ID + "\"}"));
    }

    @Test
    void aGuestWhoseIdInTheTenantNobodySaysIsTakenAtTheProvidersWord() {
        reply(Answers.own("token-1")
                .with("client_info", Answers.base64("{\"uid\":\"" + SUCCESSOR + "\",\"utid\":\"elsewhere\"}")));

        assertThat(acquire(FederatedUser.withObjectId(UUID.fromString(Answers.OBJECT_ID)))
                        .accessToken())
                .isEqualTo("token-1");
    }

    @Test
    void whoIsNamedByTheirUserNameIsFoundByItAlsoWhereTheIdTokenSaysNone() {
        reply(Answers.personal("token-1").withoutClaim("preferred_username"));

        assertThat(acquire(ADA).account().orElseThrow().username()).isEqualTo("ada@contoso.example");
        assertThat(acquire(ADA).accessToken()).as("from the cache").isEqualTo("token-1");
    }

    @Test
    void howTheyCameIsWrittenDownInTheWordOfTheSharedFormat() {
        reply(Answers.personal("token-1"));

        assertThat(acquire(ADA).account().orElseThrow().source().storedName()).isEqualTo("user_fic");
    }

    @Test
    void soIsAGuestWhoseIdTokenNamesNoObjectId() {
        reply(Answers.personal("token-1")
                .with("client_info", Answers.base64("{\"uid\":\"" + SUCCESSOR + "\",\"utid\":\"elsewhere\"}"))
                .withoutClaim("oid"));

        assertThat(acquire(FederatedUser.withObjectId(UUID.fromString(Answers.OBJECT_ID)))
                        .accessToken())
                .isEqualTo("token-1");
    }

    @Test
    void whoIsNamedByAnotherOfTheirNamesIsKnownAsLongAsTheTokenThatCameForItLives() {
        FederatedUser alias = FederatedUser.withUsername("countess@contoso.example");
        reply(Answers.personal("token-1"));
        acquire(alias);

        assertThat(acquire(FederatedUser.withUsername("Countess@contoso.example"))
                        .accessToken())
                .as("from the cache")
                .isEqualTo("token-1");

        flows.clock.advance(Duration.ofHours(1));
        reply(successors("token-2"));
        assertThat(acquire(alias).accessToken())
                .as("the provider says who has the name now")
                .isEqualTo("token-2");
        assertThat(grants()).containsExactly("user_fic", "user_fic");
    }

    @Test
    void aNameIsBelievedNoLongerOfSomebodyWhoIsCalledOtherwiseNow() {
        FederatedUser alias = FederatedUser.withUsername("countess@contoso.example");
        reply(Answers.personal("token-1"));
        acquire(alias);
        reply(Answers.personal("token-2").claim("preferred_username", "ada.before@contoso.example"));
        flows.silent.acquire(
                flows.authority,
                flows.cache.accounts(flows.authority.environment()).get(0),
                USER_READ,
                new CachePolicy(true, RequestShape.PLAIN, MinimumLifetime.standard()),
                flows::call);
        reply(successors("token-3"));

        assertThat(acquire(alias).accessToken()).isEqualTo("token-3");
    }

    @Test
    void whoSignedOutIsNotRemembered() {
        reply(Answers.personal("token-1"));
        Account ada = acquire(ADA).account().orElseThrow();
        flows.cache.remove(ada, Flows.CLIENT_ID);
        reply(Answers.personal("token-2"));

        assertThat(acquire(ADA).accessToken()).isEqualTo("token-2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHitCostsAsMuchAmongManyAsAmongFew(boolean byName) {
        reply(Answers.personal("token-1"));
        FederatedUser user = byName ? ADA : FederatedUser.withObjectId(UUID.fromString(Answers.OBJECT_ID));
        acquire(user);
        long amongFew = allocatedByHits(user);

        for (int other = 0; other < 1000; other++) {
            keep("other-" + other, "other-" + other + "@contoso.example");
        }

        assertThat(allocatedByHits(user)).isLessThan(3 * amongFew);
        assertThat(grants()).hasSize(1);
    }

    private long allocatedByHits(FederatedUser user) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 20; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int hit = 0; hit < 50; hit++) {
                acquire(user);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Nested
    class InAnotherProcess {

        private final FakeTokenStore store = new FakeTokenStore();

        private static List<StoreOptions> layouts() {
            return List.of(StoreOptions.wholeDocument(), StoreOptions.perPartition());
        }

        private AuthenticationResult acquireAt(Node node, FederatedUser user) {
            return node.actFor(user, Answers.TENANT_ID);
        }

        @ParameterizedTest
        @MethodSource("layouts")
        void aPersonNamedByTheirIdIsServedByTheCacheOfTheFirst(StoreOptions layout) {
            FederatedUser ada = FederatedUser.withObjectId(UUID.fromString(Answers.OBJECT_ID));
            reply(Answers.personal("token-1"));
            acquireAt(new Node(store, layout, flows.http), ada);

            AuthenticationResult result = acquireAt(new Node(store, layout, flows.http), ada);

            assertThat(result.accessToken()).isEqualTo("token-1");
            assertThat(grants()).containsExactly("user_fic");
        }

        @ParameterizedTest
        @MethodSource("layouts")
        void theirRefreshTokenServesToo(StoreOptions layout) {
            FederatedUser ada = FederatedUser.withObjectId(UUID.fromString(Answers.OBJECT_ID));
            reply(Answers.personal("token-1"));
            acquireAt(new Node(store, layout, flows.http), ada);
            Node second = new Node(store, layout, flows.http);
            second.clock.advance(Duration.ofHours(2));
            reply(Answers.personal("token-2"));

            assertThat(acquireAt(second, ada).accessToken()).isEqualTo("token-2");
            assertThat(grants()).containsExactly("user_fic", "refresh_token");
        }

        @Test
        void aPersonNamedByTheirUserNameIsToo() {
            reply(Answers.personal("token-1"));
            acquireAt(new Node(store, StoreOptions.wholeDocument(), flows.http), ADA);

            acquireAt(new Node(store, StoreOptions.wholeDocument(), flows.http), ADA);

            assertThat(grants()).containsExactly("user_fic");
        }

        @Test
        void ofTwoPeopleWithOneNameNoneIsGuessedWhereTheSecondSignedInAtTheOther() {
            Node first = new Node(store, StoreOptions.wholeDocument(), flows.http);
            Node second = new Node(store, StoreOptions.wholeDocument(), flows.http);
            reply(Answers.personal("token-1"));
            acquireAt(first, ADA);
            assertThat(acquireAt(first, ADA).accessToken()).as("from the cache").isEqualTo("token-1");
            reply(successors("token-2"));
            second.signIn();
            first.cache.catchUp();
            reply(successors("token-3"));

            assertThat(acquireAt(first, ADA).accessToken()).isEqualTo("token-3");
        }

        @Test
        void nobodyElsesDocumentIsReadToFindAName() {
            reply(Answers.personal("token-1"));
            acquireAt(new Node(store, StoreOptions.perPartition(), flows.http), ADA);
            int before = store.reads();
            reply(Answers.personal("token-2"));

            acquireAt(new Node(store, StoreOptions.perPartition(), flows.http), ADA);

            assertThat(store.reads() - before).as("those of keeping it").isLessThanOrEqualTo(1);
            assertThat(grants()).containsExactly("user_fic", "user_fic");
        }
    }

    @Test
    void aGuestIsKnownByTheIdThatTheyHaveInTheTenant() {
        reply(Answers.personal("token-1").claim("oid", SUCCESSOR));
        FederatedUser guest = FederatedUser.withObjectId(UUID.fromString(SUCCESSOR));
        acquire(guest);

        AuthenticationResult again = acquire(guest);

        assertThat(again.source()).isEqualTo(TokenSource.CACHE);
        assertThat(flows.http.requests()).hasSize(1);
    }
}

package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.CacheBounds;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.FakeTokenStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LongRunningOnBehalfOfFlowTest {

    private static final Scopes USER_READ = Scopes.requested("User.Read");

    private final Flows flows = new Flows();
    private final Secret key = flows.random.unguessable();

    private AuthenticationResult begin() {
        return begin(key, "assertion");
    }

    private AuthenticationResult begin(Secret session, String assertion) {
        return flows.longRunning.begin(
                null, session, Secret.of(assertion), USER_READ, RequestShape.PLAIN, flows.call());
    }

    private AuthenticationResult acquire() {
        return flows.longRunning.acquire(null, key, USER_READ, CachePolicy.DEFAULT, flows::call);
    }

    private void nothingIsLeft() {
        int before = flows.http.requests().size();
        assertThatThrownBy(this::acquire)
                .isInstanceOf(MsalInteractionRequiredException.class)
                .hasMessageContaining("Begin a session")
                .message()
                .doesNotContain(key.reveal());
        assertThat(flows.http.requests()).hasSize(before);
    }

    @Test
    void theFirstTokenIsGotWithTheAssertionAndServesTheSessionOnly() {
        flows.http.reply(200, Answers.personal("token-1").json());
        Account ada = begin().account().orElseThrow();

        AuthenticationResult again = acquire();

        assertThat(again.accessToken()).isEqualTo("token-1");
        assertThat(again.source()).isEqualTo(TokenSource.CACHE);
        assertThat(again.account()).contains(ada);
        assertThat(flows.http.onlyRequest().formParameters())
                .containsEntry("assertion", "assertion")
                .containsEntry("scope", "User.Read offline_access openid profile");
        assertThat(flows.cache.refreshTokens(ada, Flows.CLIENT_ID)).isEmpty();
    }

    @Test
    void laterTokensAreGotByTheRefreshTokenThatCameLast() {
        flows.http
                .reply(200, Answers.personal("token-1").json())
                .reply(200, Answers.personal("token-2").json())
                .reply(200, Answers.personal("token-3").without("refresh_token").json())
                .reply(200, Answers.personal("token-4").json());
        begin();
        for (String expected : new String[] {"token-2", "token-3", "token-4"}) {
            flows.clock.advance(Duration.ofHours(2));
            AuthenticationResult result = acquire();
            assertThat(result.accessToken()).isEqualTo(expected);
            assertThat(result.refreshReason()).isEqualTo(CacheRefreshReason.EXPIRED);
        }

        assertThat(flows.http.requests().stream()
                        .skip(1)
                        .map(sent -> sent.formParameter("refresh_token").orElseThrow()))
                .containsExactly("refresh-of-token-1", "refresh-of-token-2", "refresh-of-token-2");
    }

    @Test
    void aSessionThatWasNeverBegunHasNoTokens() {
        nothingIsLeft();
    }

    @Test
    void anEndedSessionIsForgottenAndAnotherOfTheSamePersonGoesOn() {
        flows.http
                .reply(200, Answers.personal("token-1").json())
                .reply(200, Answers.personal("token-2").json());
        Secret other = flows.random.unguessable();
        begin();
        begin(other, "assertion");

        assertThat(flows.longRunning.end(null, key)).isTrue();

        nothingIsLeft();
        assertThat(flows.longRunning.end(null, key)).isFalse();
        assertThat(flows.longRunning
                        .acquire(null, other, USER_READ, CachePolicy.DEFAULT, flows::call)
                        .accessToken())
                .isEqualTo("token-2");
    }

    @Test
    void anAnswerThatNamesNobodyIsThePersonsAlsoWhenTheirSessionEndsMeanwhile() {
        flows.http.reply(200, Answers.personal("token-1").json()).replyWith(request -> {
            flows.longRunning.end(null, key);
            return ofNobody("token-2");
        });
        Account ada = begin().account().orElseThrow();
        flows.clock.advance(Duration.ofHours(2));

        AuthenticationResult result = acquire();

        assertThat(result.accessToken()).isEqualTo("token-2");
        assertThat(result.account()).contains(ada);
        nothingIsLeft();
    }

    @Test
    void whatComesForASessionThatHadToMakeRoomMeanwhileIsKept() {
        Node node = new Node(new FakeTokenStore(), StoreOptions.perPartition(), flows.http, new CacheBounds(1));
        flows.http
                .reply(200, Answers.personal("token-1").json())
                .replyWith(request -> {
                    node.begin(flows.random.unguessable(), "assertion");
                    return ofNobody("token-2");
                })
                .reply(200, Answers.personal("of-another-session").json())
                .reply(200, Answers.personal("token-3").json());
        node.begin(key, "assertion");
        node.clock.advance(Duration.ofHours(2));

        assertThat(node.inSession(key).accessToken()).isEqualTo("token-2");

        node.clock.advance(Duration.ofHours(2));
        assertThat(node.inSession(key).accessToken()).isEqualTo("token-3");
        assertThat(flows.http.requests().get(3).formParameter("refresh_token")).contains("refresh-of-token-2");
    }

    private static HttpResponse ofNobody(String accessToken) {
        Answers answer = Answers.own(accessToken).with("refresh_token", "refresh-of-" + accessToken);
        return new HttpResponse(200, HttpHeaders.empty(), answer.json().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whoIsForgottenHasNoSessionsLeft() {
        flows.http.reply(200, Answers.personal("token-1").json());
        Account ada = begin().account().orElseThrow();

        flows.cache.remove(ada, Flows.CLIENT_ID);

        nothingIsLeft();
    }

    @Test
    void aRefreshTokenThatIsUsedUpNeedsThePersonAgain() {
        flows.http
                .reply(200, Answers.personal("token-1").json())
                .reply(400, Answers.error("invalid_grant", "AADSTS700082: expired"));
        begin();
        flows.clock.advance(Duration.ofHours(2));

        assertThatThrownBy(this::acquire).isInstanceOf(MsalInteractionRequiredException.class);
    }

    @Test
    void anotherPersonCannotTakeASessionOver() {
        flows.http
                .reply(200, Answers.personal("of-ada").json())
                .reply(
                        200,
                        Answers.personal("of-grace")
                                .without("client_info")
                                .claim("sub", "grace")
                                .json());
        begin();

        assertThatThrownBy(() -> begin(key, "of grace"))
                .isInstanceOf(MsalUntrustedResponseException.class)
                .hasMessageContaining("another account");

        assertThat(acquire().accessToken()).isEqualTo("of-ada");
    }

    private static Answers ofGrace() {
        return Answers.personal("of-grace").without("client_info").claim("sub", "grace");
    }

    static List<StoreOptions> layouts() {
        return List.of(StoreOptions.wholeDocument(), StoreOptions.perPartition());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void anotherPersonCannotTakeASessionOverThatAnotherProcessBegan(StoreOptions layout) {
        TokenStore store = new FakeTokenStore();
        Node first = new Node(store, layout, flows.http);
        Node second = new Node(store, layout, flows.http);
        flows.http
                .reply(200, Answers.personal("of-ada").json())
                .reply(200, ofGrace().json());
        first.begin(key, "of ada");

        assertThatThrownBy(() -> second.begin(key, "of grace"))
                .isInstanceOf(MsalUntrustedResponseException.class)
                .hasMessageContaining("another account");

        assertThat(second.inSession(key).accessToken()).isEqualTo("of-ada");
        assertThat(new Node(store, layout, flows.http).inSession(key).accessToken())
                .isEqualTo("of-ada");
        assertThat(second.cache.everybody())
                .extracting(Account::homeAccountId)
                .containsExactly(Answers.HOME_ACCOUNT_ID);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void whoComesSecondIsRefusedAlsoWhenTheOtherProcessBeginsTheSessionMeanwhile(StoreOptions layout) {
        TokenStore store = new FakeTokenStore();
        Node first = new Node(store, layout, flows.http);
        Node second = new Node(store, layout, flows.http);
        flows.http
                .replyWith(request -> {
                    first.begin(key, "of ada");
                    return new HttpResponse(
                            200, HttpHeaders.empty(), ofGrace().json().getBytes(StandardCharsets.UTF_8));
                })
                .reply(200, Answers.personal("of-ada").json());

        assertThatThrownBy(() -> second.begin(key, "of grace"))
                .isInstanceOf(MsalUntrustedResponseException.class)
                .hasMessageContaining("another account");

        assertThat(second.inSession(key).accessToken()).isEqualTo("of-ada");
        second.cache.catchUp();
        second.cache.accounts("login.windows.net").stream()
                .filter(person -> person.homeAccountId().equals("grace"))
                .forEach(grace -> second.cache.remove(grace, Flows.CLIENT_ID));
        assertThat(new Node(store, layout, flows.http).inSession(key).accessToken())
                .as("a session stays when somebody else is forgotten")
                .isEqualTo("of-ada");
    }

    @Test
    void whoComesWithTheAssertionAloneDoesNotGetTheSessionsTokens() {
        flows.http
                .reply(200, Answers.personal("token-1").json())
                .reply(200, Answers.personal("token-2").json());
        begin();

        assertThat(flows.onBehalfOf
                        .acquire(null, Secret.of("assertion"), USER_READ, CachePolicy.DEFAULT, flows::call)
                        .accessToken())
                .isEqualTo("token-2");
    }

    @Test
    void aKeyThatCouldBeGuessedAndAnEmptyAssertionAreRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> begin(Secret.of("job-17"), "assertion"))
                .isInstanceOf(MsalConfigurationException.class)
                .message()
                .contains("could be guessed")
                .doesNotContain("job-17");
        assertThatThrownBy(() -> begin(key, " ")).isInstanceOf(MsalConfigurationException.class);
        assertThat(flows.http.requests()).isEmpty();
    }
}

package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.shape.AuthenticationScheme;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.store.FakeTokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A provider that takes each refresh token once, and answers with a bearer token where a bound one was asked for: that is refused, and what
 * was sent is used up.
 */
class SuccessorsOfRefreshTokensTest {

    private static final RequestShape BOUND =
            RequestShape.PLAIN.presentedBy(AuthenticationScheme.sshCertificate("{\"kty\":\"RSA\"}", "key-1"));
    private static final CachePolicy POLICY = new CachePolicy(false, BOUND, MinimumLifetime.standard());

    private final FakeHttpTransport http = new FakeHttpTransport();
    private final FakeTokenStore store = new FakeTokenStore();
    private final Secret session = Secret.of("0123456789abcdef0123456789abcdef");

    static List<StoreOptions> layouts() {
        return List.of(StoreOptions.wholeDocument(), StoreOptions.perPartition());
    }

    @BeforeEach
    void answerAsAProviderThatBindsNothing() {
        http.reply(200, Answers.personal("first").json())
                .reply(200, Answers.personal("unbound").json())
                .reply(200, Answers.personal("last").json());
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MsalUntrustedResponseException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("token_type_mismatch"))
                .hasMessageNotContaining("refresh-of");
    }

    private Optional<String> lastSent() {
        return http.lastRequest().formParameter("refresh_token");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aPersonsIsKeptAndTheTokenIsNot(StoreOptions layout) {
        Node node = new Node(store, layout, http);
        Account ada = node.signIn();

        assertRefused(() -> node.silent(ada, Node.USER_READ, POLICY));

        assertThat(lastSent()).contains("refresh-of-first");
        assertThat(node.silent(ada).accessToken()).isEqualTo("first");
        node.clock.advance(Duration.ofHours(2));
        assertThat(node.silent(ada).accessToken()).isEqualTo("last");
        assertThat(lastSent()).contains("refresh-of-unbound");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void anotherProcessFindsItToo(StoreOptions layout) {
        Account ada = new Node(store, layout, http).signIn();
        assertRefused(() -> new Node(store, layout, http).silent(ada, Node.USER_READ, POLICY));
        Node third = new Node(store, layout, http);
        third.clock.advance(Duration.ofHours(2));

        assertThat(third.silent(ada).accessToken()).isEqualTo("last");

        assertThat(lastSent()).contains("refresh-of-unbound");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aSessionsIsKeptAndTheTokenIsNot(StoreOptions layout) {
        Node node = new Node(store, layout, http);
        node.begin(session, "assertion");

        assertRefused(() -> node.inSession(session, POLICY));

        assertThat(lastSent()).contains("refresh-of-first");
        assertThat(node.inSession(session).accessToken()).isEqualTo("first");
        Node other = new Node(store, layout, http);
        other.clock.advance(Duration.ofHours(2));
        assertThat(other.inSession(session).accessToken()).isEqualTo("last");
        assertThat(lastSent()).contains("refresh-of-unbound");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void oneThatWasTakenOverIsKeptForThePersonWhoIsNamed(StoreOptions layout) {
        Node node = new Node(store, layout, http);
        assertRefused(() -> node.takeOver(BOUND));

        Account ada = node.cache.everybody().iterator().next();
        AuthenticationResult result = node.silent(ada);

        assertThat(result.accessToken()).isEqualTo("unbound");
        assertThat(lastSent()).contains("refresh-of-first");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void isNotKeptOfWhoSignedOutMeanwhileNorOfASessionThatEnded(StoreOptions layout) throws IOException {
        FakeHttpTransport slow = new FakeHttpTransport();
        Node node = new Node(store, layout, slow);
        slow.reply(200, Answers.personal("first").json());
        Account ada = node.signIn();
        slow.replyWith(request -> {
            node.cache.remove(ada, Flows.CLIENT_ID);
            return unbound();
        });
        assertRefused(() -> node.silent(ada, Node.USER_READ, POLICY));
        slow.reply(200, Answers.personal("first").json());
        node.begin(session, "assertion");
        slow.replyWith(request -> {
            node.longRunning.end(null, session);
            return unbound();
        });
        assertRefused(() -> node.inSession(session, POLICY));

        for (String partition : store.partitions()) {
            assertThat(new String(store.content(partition), StandardCharsets.UTF_8))
                    .doesNotContain("refresh-of-unbound");
        }
    }

    private static HttpResponse unbound() {
        return new HttpResponse(
                200, HttpHeaders.empty(), Answers.personal("unbound").json().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void ofAnotherPersonIsNotKept(StoreOptions layout) {
        FakeHttpTransport mistaken = new FakeHttpTransport()
                .reply(200, Answers.personal("first").json())
                .reply(
                        200,
                        Answers.personal("of-mallory")
                                .with("client_info", Answers.base64("{\"uid\":\"mallory\",\"utid\":\"evil\"}"))
                                .json())
                .reply(200, Answers.personal("last").json());
        Node node = new Node(store, layout, mistaken);
        Account ada = node.signIn();

        assertThatThrownBy(() -> node.silent(ada, Node.USER_READ, POLICY))
                .isInstanceOf(MsalUntrustedResponseException.class);

        node.clock.advance(Duration.ofHours(2));
        node.silent(ada);
        assertThat(mistaken.lastRequest().formParameter("refresh_token")).contains("refresh-of-first");
    }
}

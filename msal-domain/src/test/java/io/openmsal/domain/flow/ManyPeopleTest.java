package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.http.SentRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand people of one server, whose calls come in any order and on many threads. */
class ManyPeopleTest {

    private static final int PEOPLE = 10_000;
    private static final int THREADS = 8;
    private static final Scopes READ = Scopes.requested("User.Read");

    private final Flows flows = new Flows();
    private final AtomicReferenceArray<Account> accounts = new AtomicReferenceArray<>(PEOPLE);

    @BeforeEach
    void everybodySignsIn() throws Exception {
        flows.http.when(request -> true).replyWith(ManyPeopleTest::answered);
        eachOnce(this::signIn);
    }

    @Test
    void nobodyIsServedWhatIsSomebodyElses() throws Exception {
        eachOnce(person -> assertThat(silent(person).source()).isEqualTo(TokenSource.CACHE));
        flows.clock.advance(Duration.ofHours(2));

        eachOnce(person -> assertThat(silent(person).source()).isEqualTo(TokenSource.IDENTITY_PROVIDER));

        eachOnce(person -> assertThat(silent(person).source()).isEqualTo(TokenSource.CACHE));
        assertThat(flows.http.requests()).hasSize(2 * PEOPLE);
    }

    private void signIn(int person) {
        AuthenticationResult result = flows.refreshToken.acquire(
                flows.authority, Secret.of(person + "-first"), READ, RequestShape.PLAIN, flows.call());
        accounts.set(person, owned(person, result).account().orElseThrow());
    }

    private AuthenticationResult silent(int person) {
        return owned(
                person,
                flows.silent.acquire(flows.authority, accounts.get(person), READ, CachePolicy.DEFAULT, flows::call));
    }

    private static AuthenticationResult owned(int person, AuthenticationResult result) {
        assertThat(result.accessToken()).isEqualTo("token of " + person);
        assertThat(result.account().map(Account::username)).contains(name(person));
        assertThat(result.idTokenClaims().orElseThrow().username()).contains(name(person));
        return result;
    }

    /** Whoever redeems a refresh token gets what is its owner's. */
    private static HttpResponse answered(HttpRequest request) {
        String redeemed =
                new SentRequest(request).formParameter("refresh_token").orElseThrow();
        int person = Integer.parseInt(redeemed.substring(0, redeemed.indexOf('-')));
        String json = Answers.personal("token of " + person)
                .with("refresh_token", person + "-next")
                .with(
                        "client_info",
                        Answers.base64(new GsonJsonCodec()
                                .write(Map.of("uid", "person-" + person, "utid", Answers.TENANT_ID))))
                .claim("oid", "person-" + person)
                .claim("sub", "subject-" + person)
                .claim("preferred_username", name(person))
                .json();
        return new HttpResponse(200, HttpHeaders.empty(), json.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(int person) {
        return "person-" + person + "@contoso.example";
    }

    /** Does it for each of them once, in a random order, on all threads. */
    private static void eachOnce(IntConsumer action) throws Exception {
        List<Integer> people =
                new ArrayList<>(IntStream.range(0, PEOPLE).boxed().toList());
        Collections.shuffle(people, new Random(PEOPLE));
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int person : people) {
                calls.add(pool.submit(() -> action.accept(person)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}

package io.openmsal.adapter.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.port.broker.BrokerRequest;
import io.openmsal.port.broker.BrokerTokens;
import io.openmsal.port.broker.TokenBinding;
import io.openmsal.testing.environment.FakeEnvironment;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to the broker of Linux and what may come back, on a real bus. */
@Timeout(120)
class BrokerMessagesTest {

    private static final String CLIENT_ID = "9f5c9b8e-0000-4000-8000-1c1c1c1c1c1c";
    private static final String ADA = "uid.utid";

    @RegisterExtension
    static final PrivateBus BUS = new PrivateBus();

    private final StandInBroker standIn = new StandInBroker();

    @Nested
    class AQuestion {

        @Test
        void namesTheAccountAsTheBrokerDidAndSaysWhatFor() throws Exception {
            LinuxIdentityBroker broker = BUS.brokerOf(standIn.withAccount(ADA));

            broker.acquireSilently(request().build());

            StandInBroker.Question asked = standIn.last();
            assertThat(asked.method()).isEqualTo("acquireTokenSilently");
            assertThat(asked.protocolVersion()).isEqualTo("0.0");
            assertThat(asked.correlationId()).isEqualTo("0f0f0f0f-0000-4000-8000-000000000000");
            Map<?, ?> parameters = StandInBroker.object(asked.request(), "authParameters");
            Map<String, Object> expected = new HashMap<>();
            expected.put("account", StandInBroker.account(ADA, StandInBroker.USERNAME));
            expected.put("additionalQueryParametersForAuthorization", Map.of("dc", "test"));
            expected.put("authority", "https://login.microsoftonline.com/common");
            expected.put("clientId", CLIENT_ID);
            expected.put("decodedClaims", "{\"access_token\":{}}");
            expected.put("redirectUri", "https://login.microsoftonline.com/common/oauth2/nativeclient");
            expected.put("requestedScopes", List.of("User.Read"));
            expected.put("username", StandInBroker.USERNAME);
            assertThat(parameters.keySet())
                    .map(String::valueOf)
                    .containsExactlyInAnyOrderElementsOf(
                            union(expected.keySet(), "authorizationType", "uxContextHandle"));
            expected.forEach(
                    (name, value) -> assertThat(parameters.get(name)).as(name).isEqualTo(value));
            assertThat(((Number) parameters.get("authorizationType")).intValue())
                    .isEqualTo(1);
            assertThat(((Number) parameters.get("uxContextHandle")).intValue()).isEqualTo(-1);
        }

        @Test
        void withAWindowIsTheSameInEverythingElse() throws Exception {
            LinuxIdentityBroker broker = BUS.brokerOf(standIn.withAccount(ADA));

            broker.acquireSilently(request().build());
            Map<?, ?> silent = standIn.last().request();
            broker.acquireInteractively(request().build());

            assertThat(standIn.last().method()).isEqualTo("acquireTokenInteractively");
            assertThat(standIn.last().request()).isEqualTo(silent);
        }

        @Test
        void forAnotherAccountNamesNone() throws Exception {
            LinuxIdentityBroker broker = BUS.brokerOf(standIn.withAccount(ADA));

            broker.acquireInteractively(request()
                    .account(null)
                    .loginHint("grace@contoso.example")
                    .prompt("select_account")
                    .build());

            Map<?, ?> parameters = StandInBroker.object(standIn.last().request(), "authParameters");
            assertThat(parameters.keySet()).map(String::valueOf).doesNotContain("account", "authorizationType");
            assertThat(parameters.get("username")).isEqualTo("grace@contoso.example");
            assertThat(parameters.get("prompt")).isEqualTo("select_account");
        }

        @Test
        void withoutAnAccountIsAboutWhoeverIsSignedInOrHasTheName() throws Exception {
            LinuxIdentityBroker broker =
                    BUS.brokerOf(standIn.withAccount(ADA).withAccount("grace.utid", "Grace@contoso.example"));

            assertThat(broker.acquireSilently(request().account(null).build()).homeAccountId())
                    .isEqualTo(ADA);
            assertThat(broker.acquireSilently(request()
                                    .account(null)
                                    .loginHint("grace@contoso.example")
                                    .build())
                            .homeAccountId())
                    .isEqualTo("grace.utid");
            assertRefused(
                    Reason.INTERACTION_REQUIRED,
                    () -> broker.acquireSilently(request()
                            .account(null)
                            .loginHint("hedy@contoso.example")
                            .build()));
        }

        @Test
        void toSignOutIsAboutThatAccountAlone() throws Exception {
            LinuxIdentityBroker broker =
                    BUS.brokerOf(standIn.withAccount(ADA).withAccount("grace.utid", "grace@contoso.example"));

            broker.signOut(CLIENT_ID, ADA);

            assertThat(standIn.last().method()).isEqualTo("removeAccount");
            assertThat(standIn.last().request())
                    .isEqualTo(Map.of(
                            "clientId", CLIENT_ID, "account", StandInBroker.account(ADA, StandInBroker.USERNAME)));
            assertThat(broker.acquireSilently(request().account("grace.utid").build())
                            .homeAccountId())
                    .isEqualTo("grace.utid");
        }

        @Test
        void forWhatTheBrokerHasNotIsNotAsked() throws Exception {
            LinuxIdentityBroker broker = BUS.brokerOf(standIn.withAccount(ADA));
            BrokerRequest bound = request()
                    .bound(new TokenBinding.SignedRequest("GET", "api.example", "/orders", "nonce"))
                    .build();

            assertRefused(Reason.FAILED, () -> broker.acquireSilently(bound), "pop");
            assertThat(standIn.questions())
                    .extracting(StandInBroker.Question::method)
                    .containsOnly("getAccounts");
        }
    }

    @Nested
    class AnAnswer {

        @Test
        void givesTheTokenItsLifeItsScopesAndWhoseItIs() throws Exception {
            BrokerTokens tokens = BUS.brokerOf(standIn.withAccount(ADA))
                    .acquireSilently(request().build());

            assertThat(tokens.accessToken().reveal()).isEqualTo("token-of-the-broker");
            assertThat(tokens.tokenType()).isEqualTo("Bearer");
            assertThat(tokens.lifetime()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
            assertThat(tokens.scopes()).containsExactly("User.Read", "openid", "profile");
            assertThat(tokens.idToken()).isPresent();
        }

        @Test
        void withoutAnAccountTellsItByTheClientInfo() throws Exception {
            BUS.brokerOf(standIn.withAccount(ADA).answering("acquireTokenSilently", tokensWithout("account")));

            assertThat(BUS.broker().acquireSilently(request().build()).homeAccountId())
                    .isEqualTo(ADA);
        }

        @Test
        void whoseIdTokenNobodyHasSignedComesWithoutIt() throws Exception {
            BUS.brokerOf(standIn.withAccount(ADA)
                    .answering("acquireTokenSilently", tokensWith("idToken", "eyJzdWIiOiJhIn0")));

            assertThat(BUS.broker().acquireSilently(request().build()).idToken())
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "2,INTERACTION_REQUIRED",
            "7,CANCELLED",
            "8,CANCELLED",
            "13,INTERACTION_REQUIRED",
            "16,INTERACTION_REQUIRED",
            "0,FAILED",
            "5,FAILED",
            "99,FAILED"
        })
        void thatIsAnErrorSaysWhatItMeansForThePerson(int status, Reason reason) throws Exception {
            String error = new GsonJsonCodec().write(StandInBroker.error(status, "AADSTS50011: no such redirect URI"));
            LinuxIdentityBroker broker = BUS.brokerOf(standIn.withAccount(ADA)
                    .answering("acquireTokenSilently", error)
                    .answering("acquireTokenInteractively", error));

            assertRefused(reason, () -> broker.acquireSilently(request().build()), "AADSTS50011");
            assertRefused(reason, () -> broker.acquireInteractively(request().build()), "AADSTS50011");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"error\":{\"context\":\"no accounts today\",\"status\":0}}",
                    "{\"error\":\"no accounts today\"}"
                })
        void thatIsAnErrorInPlaceOfTheAccountsIsToldToo(String error) throws Exception {
            LinuxIdentityBroker broker = BUS.brokerOf(standIn.answering("getAccounts", error));

            assertRefused(Reason.FAILED, () -> broker.acquireSilently(request().build()), "no accounts today");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<!doctype html><title>canary</title>",
                    "\"canary\"",
                    "[\"canary\"]",
                    "{\"accessToken\":\"canary\"",
                    "",
                    "{}",
                    "{\"brokerTokenResponse\":{}}",
                    "{\"brokerTokenResponse\":\"canary\"}",
                    "{\"brokerTokenResponse\":{\"accessToken\":\"canary\"}}",
                    "{\"brokerTokenResponse\":{\"accessToken\":\"canary\",\"expiresOn\":\"soon\",\"account\":{\"homeAccountId\":\"a.b\"}}}",
                    "{\"brokerTokenResponse\":{\"accessToken\":\"canary\",\"expiresOn\":1000,\"account\":{\"homeAccountId\":\"a.b\"}}}",
                    "{\"brokerTokenResponse\":{\"accessToken\":\"canary\",\"expiresOn\":9999999999999,\"clientInfo\":\"%%%\"}}",
                    "{\"brokerTokenResponse\":{\"accessToken\":7,\"expiresOn\":9999999999999,\"account\":[]}}"
                })
        void thatMakesNoSenseIsRefusedAndNotRepeated(String text) throws Exception {
            LinuxIdentityBroker broker = BUS.brokerOf(standIn.withAccount(ADA).answering("acquireTokenSilently", text));

            assertThatThrownBy(() -> broker.acquireSilently(request().build()))
                    .isInstanceOfSatisfying(
                            BrokerRefusedException.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.FAILED))
                    .message()
                    .contains("acquireTokenSilently")
                    .doesNotContain("canary");
        }

        @Test
        void ofAnotherTypeOfTokenSaysSo() throws Exception {
            BUS.brokerOf(standIn.withAccount(ADA).answering("acquireTokenSilently", tokensWith("accessTokenType", 1)));

            assertThat(BUS.broker().acquireSilently(request().build()).tokenType())
                    .isEqualTo("pop");
        }

        @Test
        void thatIsAnErrorOfTheBusIsTold() throws Exception {
            LinuxIdentityBroker broker = BUS.brokerOf(standIn.withAccount(ADA).failing("the keyring is locked"));

            assertRefused(Reason.FAILED, () -> broker.acquireSilently(request().build()), "the keyring is locked");
            assertRefused(Reason.FAILED, () -> broker.signOut(CLIENT_ID, ADA), "getAccounts", "the keyring is locked");
        }

        private String tokensWith(String name, Object value) {
            Map<String, Object> tokens = tokens();
            tokens.put(name, value);
            return new GsonJsonCodec().write(Map.of("brokerTokenResponse", tokens));
        }

        private String tokensWithout(String name) {
            Map<String, Object> tokens = tokens();
            tokens.remove(name);
            return new GsonJsonCodec().write(Map.of("brokerTokenResponse", tokens));
        }

        private Map<String, Object> tokens() {
            Map<String, Object> tokens = new LinkedHashMap<>();
            StandInBroker.object(
                            StandInBroker.tokens(StandInBroker.account(ADA, StandInBroker.USERNAME)),
                            "brokerTokenResponse")
                    .forEach((name, value) -> tokens.put(String.valueOf(name), value));
            return tokens;
        }
    }

    @Nested
    class WithoutABroker {

        @Test
        void onTheBusThereIsNone() {
            LinuxIdentityBroker broker = BUS.broker();

            assertThat(broker.isAvailable()).isFalse();
            assertRefused(Reason.FAILED, () -> broker.acquireSilently(request().build()), "ServiceUnknown");
        }

        @Test
        void thereIsNoneWithoutABus(@TempDir Path folder) {
            LinuxIdentityBroker nowhere = LinuxIdentityBroker.onBus(
                    "unix:path=" + folder.resolve("bus"), new GsonJsonCodec(), Clock.systemUTC());

            assertThat(nowhere.isAvailable()).isFalse();
            assertRefused(Reason.FAILED, () -> nowhere.acquireSilently(request().build()), "cannot be reached");
        }

        @Test
        void thereIsNoneAtAnAddressThatIsNone() {
            LinuxIdentityBroker nowhere = LinuxIdentityBroker.onBus("nonsense", new GsonJsonCodec(), Clock.systemUTC());

            assertThat(nowhere.isAvailable()).isFalse();
            assertRefused(Reason.FAILED, () -> nowhere.acquireSilently(request().build()), "cannot be reached");
        }

        @Test
        void thereIsNoneWhereNoBusIsNamed() {
            LinuxIdentityBroker nowhere =
                    LinuxIdentityBroker.onSessionBus(new FakeEnvironment(), new GsonJsonCodec(), Clock.systemUTC());

            assertThat(nowhere.isAvailable()).isFalse();
            assertRefused(Reason.FAILED, () -> nowhere.acquireSilently(request().build()), "DBUS_SESSION_BUS_ADDRESS");
        }
    }

    @Nested
    class WhereTheBusIs {

        @Test
        void isSaidByTheEnvironment() throws Exception {
            BUS.brokerOf(standIn.withAccount(ADA));

            assertThat(LinuxIdentityBroker.onSessionBus(
                                    new FakeEnvironment().withVariable("DBUS_SESSION_BUS_ADDRESS", BUS.address()),
                                    new GsonJsonCodec(),
                                    Clock.systemUTC())
                            .isAvailable())
                    .isTrue();
        }

        @Test
        void isBesideThePersonsOtherSocketsOtherwise(@TempDir Path folder) throws Exception {
            BUS.brokerOf(standIn.withAccount(ADA));
            String path = BUS.address().replaceFirst("unix:path=([^,]*).*", "$1");
            Path link = Files.createSymbolicLink(folder.resolve("bus"), Path.of(path));

            assertThat(LinuxIdentityBroker.onSessionBus(
                                    new FakeEnvironment().withVariable("XDG_RUNTIME_DIR", folder.toString()),
                                    new GsonJsonCodec(),
                                    Clock.systemUTC())
                            .isAvailable())
                    .isTrue();
            Files.delete(link);
        }
    }

    private static Set<String> union(Set<String> some, String... others) {
        Set<String> all = new java.util.HashSet<>(some);
        all.addAll(List.of(others));
        return all;
    }

    private static Requests request() {
        return new Requests();
    }

    /** A request for ada's token, to be varied by the test that is about the variation. */
    private static final class Requests {

        private Optional<String> account = Optional.of(ADA);
        private Optional<String> loginHint = Optional.empty();
        private Optional<String> prompt = Optional.empty();
        private TokenBinding binding = TokenBinding.unbound();

        Requests account(String homeAccountId) {
            account = Optional.ofNullable(homeAccountId);
            return this;
        }

        Requests loginHint(String username) {
            loginHint = Optional.of(username);
            return this;
        }

        Requests prompt(String name) {
            prompt = Optional.of(name);
            return this;
        }

        Requests bound(TokenBinding other) {
            binding = other;
            return this;
        }

        BrokerRequest build() {
            return new BrokerRequest(
                    CLIENT_ID,
                    URI.create("https://login.microsoftonline.com/common"),
                    Set.of("User.Read"),
                    account,
                    loginHint,
                    prompt,
                    Optional.of("{\"access_token\":{}}"),
                    binding,
                    Map.of("dc", "test"),
                    "0f0f0f0f-0000-4000-8000-000000000000",
                    Deadline.none(),
                    Cancellation.none());
        }
    }

    private static void assertRefused(Reason reason, ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BrokerRefusedException.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            for (String word : words) {
                assertThat(refusal.getMessage()).contains(word);
            }
        });
    }
}

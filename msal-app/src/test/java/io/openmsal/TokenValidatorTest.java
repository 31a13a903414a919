package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTokenRejectedException;
import io.openmsal.domain.failure.MsalTokenRejectedException.Reason;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.validation.ValidatedToken;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.JwsAlgorithm;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.crypto.JwsKey;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.Fault;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import io.openmsal.testing.validation.FakeIssuer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web API may believe of the tokens it is shown. */
class TokenValidatorTest {

    private static final String API = "api://orders";
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String NAME = "https://login.example/" + TENANT + "/v2.0";

    private final TestClock clock = new TestClock();
    private final FakeIssuer issuer = new FakeIssuer(NAME, clock);
    private final TokenValidator validator = builder(issuer).build();

    private TokenValidatorBuilder builder(FakeIssuer provider) {
        return TokenValidator.builder(provider.name(), API).adapters(adapters(provider));
    }

    private Adapters adapters(FakeIssuer provider) {
        return Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                .withClock(clock, new FakeSleeper(clock))
                .withTransport(provider);
    }

    private static void assertRejected(Reason reason, TokenValidator judge, Secret token) {
        assertThatExceptionOfType(MsalTokenRejectedException.class)
                .isThrownBy(() -> judge.validate(token))
                .satisfies(rejected -> {
                    assertThat(rejected.reason()).as(rejected.getMessage()).isEqualTo(reason);
                    assertThat(rejected.challenge()).startsWith("Bearer error=\"invalid_token\"");
                    for (String part : token.reveal().split("\\.")) {
                        if (part.length() > 8) {
                            assertThat(rejected).hasMessageNotContaining(part);
                        }
                    }
                });
    }

    @Nested
    class AGenuineToken {

        @Test
        void saysWhoCallsAndWhatFor() {
            ValidatedToken token = validator.validate(issuer.token(API)
                    .with("scp", "Orders.Read Orders.Write")
                    .with("roles", List.of("clerk"))
                    .with("azp", "the-caller")
                    .with("oid", "object")
                    .with("tid", TENANT)
                    .signed());

            assertThat(token.scopes()).containsExactly("Orders.Read", "Orders.Write");
            assertThat(token.roles()).containsExactly("clerk");
            assertThat(token.clientId()).contains("the-caller");
            assertThat(token.objectId()).contains("object");
            assertThat(token.tenantId()).contains(TENANT);
            assertThat(token.audience()).containsExactly(API);
            assertThat(token.expiresAt()).contains(clock.instant().plus(Duration.ofHours(1)));
        }

        @Test
        void printsNothingItSays() {
            ValidatedToken token = validator.validate(
                    issuer.token(API).with("name", "Ada Lovelace").signed());

            assertThat(token.toString()).contains("name").doesNotContain("Ada");
        }

        @ParameterizedTest
        @EnumSource
        void isTakenInEveryWayOfSigningThatWasAllowed(JwsAlgorithm algorithm) {
            issuer.publish("other", JwsKey.generate(algorithm), Map.of());

            assertThat(builder(issuer)
                            .algorithms(algorithm)
                            .build()
                            .validate(issuer.token(API).signed())
                            .issuer())
                    .contains(NAME);
        }

        @ParameterizedTest
        @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt"})
        void isOfATypeThatAccessTokensHave(String type) {
            assertThat(validator
                            .validate(issuer.token(API).withHeader("typ", type).signed())
                            .issuer())
                    .contains(NAME);
        }

        @Test
        void isCheckedWithTheGoodOneOfTwoKeysOfOneName() {
            JwsKey good = JwsKey.generate(JwsAlgorithm.RS256);
            issuer.publish("twice", JwsKey.generate(JwsAlgorithm.RS256), Map.of("n", "AQAB"))
                    .publish("twice", good, Map.of());

            assertThat(validator
                            .validate(issuer.token(API).signedBy(good, "twice"))
                            .issuer())
                    .contains(NAME);
        }

        @Test
        void mayBeOfAProviderThatSignsNobodyIn() {
            issuer.publishing("authorization_endpoint", null).publishing("token_endpoint", null);

            assertThat(validator.validate(issuer.token(API).signed()).issuer()).contains(NAME);
        }

        @Test
        void mayBeForSeveralApis() {
            assertThat(validator
                            .validate(issuer.token("x")
                                    .with("aud", List.of("other", API))
                                    .signed())
                            .audience())
                    .containsExactly("other", API);
        }
    }

    @Nested
    class Forgeries {

        private final JwsKey forger = JwsKey.generate(JwsAlgorithm.RS256);

        @Test
        void withoutASignatureAreRefused() {
            String[] parts = issuer.token(API).signed().reveal().split("\\.");
            String header = base64("{\"alg\":\"none\"}");

            assertRejected(Reason.ALGORITHM_NOT_ALLOWED, validator, Secret.of(header + "." + parts[1] + "."));
        }

        @ParameterizedTest
        @ValueSource(strings = {"none", "NONE", "HS256", "HS512", "rs256", "RS1", ""})
        void signedInAWayThatProvesNothingAreRefused(String algorithm) {
            assertRejected(
                    Reason.ALGORITHM_NOT_ALLOWED,
                    validator,
                    issuer.token(API).withHeader("alg", algorithm).signed());
        }

        @Test
        void signedInAWayThatThisApiDoesNotAllowAreRefused() {
            issuer.publish("strong", JwsKey.generate(JwsAlgorithm.RS512), Map.of());

            assertRejected(
                    Reason.ALGORITHM_NOT_ALLOWED, validator, issuer.token(API).signed());
        }

        @Test
        void byAKeyThatTheProviderDoesNotPublishAreRefused() {
            assertRejected(Reason.UNKNOWN_KEY, validator, issuer.token(API).signedBy(forger, "forged"));
        }

        @Test
        void byAnotherKeyUnderTheNameOfAPublishedOneAreRefused() {
            assertRejected(Reason.BAD_SIGNATURE, validator, issuer.token(API).signedBy(forger, "key-1"));
        }

        @Test
        void ofThePayloadAreRefused() {
            String[] parts = issuer.token(API).signed().reveal().split("\\.");
            String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);

            assertRejected(
                    Reason.BAD_SIGNATURE,
                    validator,
                    Secret.of(parts[0] + "." + base64(payload.replace("somebody", "an admin")) + "." + parts[2]));
        }

        @Test
        void withAKeyOfTheirOwnInTheHeaderAreCheckedWithTheProviders() {
            assertRejected(
                    Reason.BAD_SIGNATURE,
                    validator,
                    issuer.token(API).withHeader("jwk", forger.publicJwk()).signedBy(forger, "key-1"));
            assertThat(issuer.keyRequests()).isEqualTo(1);
        }

        @Test
        void withCriticalExtensionsAreRefused() {
            assertRejected(
                    Reason.MALFORMED,
                    validator,
                    issuer.token(API).withHeader("crit", List.of("b64")).signed());
        }

        @ParameterizedTest
        @ValueSource(strings = {"logout+jwt", "secevent+jwt", "dpop+jwt", "application/logout+jwt", "id+jwt", ""})
        void ofATypeThatNoAccessTokenHasAreRefused(String type) {
            assertRejected(
                    Reason.MALFORMED,
                    validator,
                    issuer.token(API).withHeader("typ", type).signed());
            assertRejected(
                    Reason.MALFORMED,
                    validator,
                    issuer.token(API).withHeader("typ", List.of(type)).signed());
        }

        @Test
        void byAKeyThatIsUnusableAreRefused() {
            JwsKey key = JwsKey.generate(JwsAlgorithm.RS256);
            issuer.publish("weak", key, Map.of("n", "AQAB"));

            assertRejected(Reason.BAD_SIGNATURE, validator, issuer.token(API).signedBy(key, "weak"));
        }

        @Test
        void byAKeyThatIsPublishedForEncryptionAreRefused() {
            JwsKey key = JwsKey.generate(JwsAlgorithm.RS256);
            issuer.publish("enc", key, Map.of("use", "enc"));

            assertRejected(Reason.UNKNOWN_KEY, validator, issuer.token(API).signedBy(key, "enc"));
        }

        @Test
        void byAKeyOfAnotherKindThanTheAlgorithmAreRefused() {
            issuer.publish("curve", JwsKey.generate(JwsAlgorithm.ES256), Map.of());

            assertRejected(
                    Reason.UNKNOWN_KEY,
                    validator,
                    issuer.token(API).withHeader("alg", "RS256").signed());
        }

        @Test
        void withoutTheNameOfAKeyAreNotTriedOutOnMany() {
            issuer.publish("key-2", JwsKey.generate(JwsAlgorithm.RS256), Map.of());

            Secret nameless = issuer.token(API).withHeader("kid", "").signed();

            assertRejected(Reason.UNKNOWN_KEY, validator, nameless);
            assertThatExceptionOfType(MsalTokenRejectedException.class)
                    .isThrownBy(() -> validator.validate(nameless))
                    .withMessageContaining("names no key");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "a.b", "a.b.c", "a.b.c.d.e", "..", "eyJ9.eyJ9.eyJ9", "é.é.é", "e30.e30.***"})
        void thatAreNoTokensAreRefused(String text) {
            assertThatExceptionOfType(MsalTokenRejectedException.class)
                    .isThrownBy(() -> validator.validate(Secret.of(text)))
                    .satisfies(rejected ->
                            assertThat(rejected.reason()).isIn(Reason.MALFORMED, Reason.ALGORITHM_NOT_ALLOWED));
            assertThat(issuer.metadataRequests())
                    .as("nobody is asked because of them")
                    .isZero();
        }

        @Test
        void thatAreCutAnywhereAreRefused() {
            String whole = issuer.token(API).signed().reveal();
            validator.validate(Secret.of(whole));
            for (int length = 0; length < whole.length(); length++) {
                String cut = whole.substring(0, length);
                assertThatThrownBy(() -> validator.validate(Secret.of(cut)))
                        .as("cut to %s", length)
                        .isInstanceOf(MsalTokenRejectedException.class);
            }
        }

        @Test
        void thatAreEndlessAreRefusedUnread() {
            assertRejected(Reason.MALFORMED, validator, Secret.of("e30." + "a".repeat(70_000) + ".c2ln"));
        }

        private String base64(String text) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Nested
    class ATokenForSomebodyElse {

        @Test
        void ofAnotherIssuerIsRefusedAndBothAreNamed() {
            Secret token =
                    issuer.token(API).with("iss", "https://evil.example/").signed();

            assertRejected(Reason.WRONG_ISSUER, validator, token);
            assertThatThrownBy(() -> validator.validate(token))
                    .hasMessageContaining("https://evil.example/")
                    .hasMessageContaining(NAME)
                    .hasMessageContaining("alsoIssuedAs");
        }

        @Test
        void withoutAnIssuerIsRefused() {
            assertRejected(
                    Reason.WRONG_ISSUER,
                    validator,
                    issuer.token(API).with("iss", null).signed());
        }

        @Test
        void forAnotherApiIsRefused() {
            assertRejected(
                    Reason.WRONG_AUDIENCE,
                    validator,
                    issuer.token("api://payroll").signed());
            assertRejected(
                    Reason.WRONG_AUDIENCE,
                    validator,
                    issuer.token(API).with("aud", null).signed());
            assertRejected(
                    Reason.WRONG_AUDIENCE, validator, issuer.token(API + "/").signed());
        }

        @Test
        void cannotWriteALineOfItsOwnIntoALog() {
            assertThatThrownBy(() -> validator.validate(
                            issuer.token("x\nAccepted: everything").signed()))
                    .hasMessageContaining("x?Accepted")
                    .message()
                    .doesNotContain("\n");
        }

        @Test
        void byAnotherNameOfTheSameProviderIsTakenWhereThatWasSaid() {
            String other = "http://fs.contoso.example/adfs/services/trust";
            TokenValidator ofAdfs = builder(issuer).alsoIssuedAs(other).build();

            assertThat(ofAdfs.validate(issuer.token(API).with("iss", other).signed())
                            .issuer())
                    .contains(other);
        }
    }

    @Nested
    class Time {

        @Test
        void endsATokenFiveMinutesAfterItsExpirySinceClocksDiffer() {
            Secret token = issuer.token(API).signed();

            clock.advance(Duration.ofMinutes(65).minusSeconds(1));
            validator.validate(token);
            clock.advance(Duration.ofSeconds(1));

            assertRejected(Reason.EXPIRED, validator, token);
            assertThatExceptionOfType(MsalTokenRejectedException.class)
                    .isThrownBy(() -> validator.validate(token))
                    .satisfies(rejected ->
                            assertThat(rejected.challenge()).contains("error_description=\"The token has expired\""));
        }

        @Test
        void endsATokenAtItsExpiryWhereClocksAgree() {
            TokenValidator exact = builder(issuer).clockSkew(Duration.ZERO).build();
            Secret token = issuer.token(API).signed();

            clock.advance(Duration.ofHours(1));

            assertRejected(Reason.EXPIRED, exact, token);
        }

        @Test
        void mustBeSaid() {
            assertRejected(
                    Reason.EXPIRED,
                    validator,
                    issuer.token(API).with("exp", null).signed());
        }

        static Stream<Object> noTimes() {
            return Stream.of(
                    "tomorrow",
                    "1800000000",
                    "",
                    true,
                    List.of(1_800_000_000),
                    Map.of(),
                    -1,
                    253_402_300_800L,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    new BigInteger("18446744075509551616"),
                    new BigDecimal("1e300"));
        }

        @ParameterizedTest
        @MethodSource("noTimes")
        void thatIsNoneIsNotTakenForOne(Object value) {
            for (String claim : List.of("exp", "nbf")) {
                assertRejected(
                        Reason.MALFORMED,
                        validator,
                        issuer.token(API).with(claim, value).signed());
            }
        }

        @Test
        void ofATokenThatATestMadeIsEmptyWhereItIsNoInstant() {
            assertThat(new ValidatedToken(Map.of("exp", Long.MAX_VALUE)).expiresAt())
                    .isEmpty();
            assertThat(new ValidatedToken(Map.of("exp", new BigInteger("18446744075509551616"))).expiresAt())
                    .isEmpty();
        }

        @Test
        void hasNotComeForATokenOfTheFuture() {
            long soon = clock.millis() / 1000 + 301;

            assertRejected(
                    Reason.NOT_YET_VALID,
                    validator,
                    issuer.token(API).with("nbf", soon).signed());
            validator.validate(issuer.token(API).with("nbf", soon - 1).signed());
        }

        @Test
        void hasComeForATokenThatDoesNotSayWhenItBegins() {
            assertThat(validator
                            .validate(issuer.token(API)
                                    .with("nbf", null)
                                    .with("iat", null)
                                    .signed())
                            .issuer())
                    .contains(NAME);
        }

        @Test
        void atTheEndsOfWhatIsOneOverflowsNothing() {
            assertRejected(
                    Reason.NOT_YET_VALID,
                    validator,
                    issuer.token(API).with("nbf", 253_402_300_799L).signed());
            assertRejected(
                    Reason.EXPIRED, validator, issuer.token(API).with("exp", 0).signed());
            assertThat(validator
                            .validate(issuer.token(API)
                                    .with("exp", 253_402_300_799L)
                                    .signed())
                            .expiresAt())
                    .contains(Instant.parse("9999-12-31T23:59:59Z"));
        }
    }

    @Nested
    class Keys {

        @Test
        void areAskedForOnceAndThenForADay() {
            for (int i = 0; i < 100; i++) {
                validator.validate(issuer.token(API).signed());
            }
            assertThat(issuer.keyRequests()).isEqualTo(1);
            assertThat(issuer.metadataRequests()).isEqualTo(1);

            clock.advance(Duration.ofDays(1));
            validator.validate(issuer.token(API).signed());

            assertThat(issuer.keyRequests()).isEqualTo(2);
        }

        @Test
        void ofTodayAreFoundWhenATokenNamesOne() {
            validator.validate(issuer.token(API).signed());
            clock.advance(Duration.ofMinutes(5));
            issuer.publish("key-2", JwsKey.generate(JwsAlgorithm.RS256), Map.of());

            validator.validate(issuer.token(API).signed());

            assertThat(issuer.keyRequests()).isEqualTo(2);
        }

        @Test
        void thatWereTakenBackServeNobodyAfterADay() {
            Secret old = issuer.token(API)
                    .with("exp", clock.millis() / 1000 + 10_000_000)
                    .signed();
            validator.validate(old);
            issuer.publish("key-2", JwsKey.generate(JwsAlgorithm.RS256), Map.of())
                    .withdraw("key-1");

            clock.advance(Duration.ofDays(1));

            assertRejected(Reason.UNKNOWN_KEY, validator, old);
        }

        @Test
        void thatAreMadeUpCauseOneRequestInFiveMinutes() {
            JwsKey forger = JwsKey.generate(JwsAlgorithm.RS256);
            validator.validate(issuer.token(API).signed());
            clock.advance(Duration.ofMinutes(5));

            for (int i = 0; i < 1000; i++) {
                assertRejected(Reason.UNKNOWN_KEY, validator, issuer.token(API).signedBy(forger, "made-up-" + i));
            }
            assertThat(issuer.keyRequests()).isEqualTo(2);

            clock.advance(Duration.ofMinutes(5));
            assertRejected(Reason.UNKNOWN_KEY, validator, issuer.token(API).signedBy(forger, "made-up"));
            assertThat(issuer.keyRequests()).isEqualTo(3);
        }

        @Test
        void thatWereReplacedUnderTheSameNameAreFound() {
            validator.validate(issuer.token(API).signed());
            clock.advance(Duration.ofMinutes(5));
            issuer.withdraw("key-1").publish("key-1", JwsKey.generate(JwsAlgorithm.RS256), Map.of());

            assertThat(validator.validate(issuer.token(API).signed()).issuer()).contains(NAME);
            assertThat(issuer.keyRequests()).isEqualTo(2);
        }

        @Test
        void thatWereReplacedAndHaveNoNameAreFound() {
            validator.validate(issuer.token(API).withHeader("kid", "").signed());
            clock.advance(Duration.ofMinutes(5));
            issuer.withdraw("key-1").publish("key-2", JwsKey.generate(JwsAlgorithm.RS256), Map.of());

            assertThat(validator
                            .validate(issuer.token(API).withHeader("kid", "").signed())
                            .issuer())
                    .contains(NAME);
            assertThat(issuer.keyRequests()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void areAskedForOnceInFiveMinutesHoweverManyTokensAreForged(boolean reachable) {
            JwsKey forger = JwsKey.generate(JwsAlgorithm.RS256);
            validator.validate(issuer.token(API).signed());
            clock.advance(Duration.ofMinutes(5));
            issuer.reachable(reachable);

            Secret forged = issuer.token(API).signedBy(forger, "key-1");
            for (int i = 0; i < 1000; i++) {
                assertRejected(Reason.BAD_SIGNATURE, validator, forged);
            }
            clock.advance(Duration.ofMinutes(5).minusMillis(1));
            assertRejected(Reason.BAD_SIGNATURE, validator, forged);
            assertThat(issuer.keyRequests()).isEqualTo(2);

            clock.advance(Duration.ofMillis(1));
            assertRejected(Reason.BAD_SIGNATURE, validator, forged);
            assertThat(issuer.keyRequests()).isEqualTo(3);
        }

        @Test
        void areAskedForOnceByTwoHundredThreads() throws Exception {
            Secret token = issuer.token(API).signed();
            ExecutorService threads = Executors.newFixedThreadPool(200);
            try {
                List<Future<ValidatedToken>> all = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    all.add(threads.submit(() -> validator.validate(token)));
                }
                for (Future<ValidatedToken> one : all) {
                    assertThat(one.get().issuer()).contains(NAME);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(issuer.keyRequests()).isEqualTo(1);
        }

        @Test
        void areUsedForOneDayMoreWhileTheProviderIsOutOfReach() {
            validator.validate(issuer.token(API).signed());
            issuer.reachable(false);

            clock.advance(Duration.ofDays(2).minusSeconds(1));
            validator.validate(issuer.token(API).signed());

            clock.advance(Duration.ofSeconds(1));
            assertThatExceptionOfType(MsalTransportException.class)
                    .isThrownBy(() -> validator.validate(issuer.token(API).signed()));
        }

        @Test
        void thatCannotBeLookedForRejectNobodyWhoseTokenNamesANewOne() {
            validator.validate(issuer.token(API).signed());
            clock.advance(Duration.ofMinutes(5));
            Secret old = issuer.token(API).signed();
            issuer.publish("key-2", JwsKey.generate(JwsAlgorithm.RS256), Map.of());
            Secret token = issuer.token(API).signed();
            issuer.reachable(false);

            for (int i = 0; i < 1000; i++) {
                assertThatExceptionOfType(MsalTransportException.class)
                        .isThrownBy(() -> validator.validate(token))
                        .withMessageContaining("login.example");
            }
            assertThat(validator.validate(old).issuer()).contains(NAME);

            issuer.reachable(true);
            clock.advance(Duration.ofSeconds(40));
            assertThat(validator.validate(token).issuer()).contains(NAME);
            assertThat(issuer.keyRequests()).isEqualTo(3);
        }

        @Test
        void thatAreMadeUpDuringAnOutageCauseOneRequestInFortySeconds() {
            JwsKey forger = JwsKey.generate(JwsAlgorithm.RS256);
            validator.validate(issuer.token(API).signed());
            clock.advance(Duration.ofMinutes(5));
            issuer.reachable(false);

            for (int pause = 1; pause <= 3; pause++) {
                for (int i = 0; i < 1000; i++) {
                    Secret madeUp = issuer.token(API).signedBy(forger, "made-up-" + i);
                    assertThatExceptionOfType(MsalTransportException.class)
                            .isThrownBy(() -> validator.validate(madeUp));
                }
                assertThat(issuer.keyRequests()).isEqualTo(1 + pause);
                clock.advance(Duration.ofSeconds(40));
            }
        }

        @Test
        void thatCannotBeHadRejectNobody() {
            issuer.reachable(false);

            assertThatExceptionOfType(MsalTransportException.class)
                    .isThrownBy(() -> validator.validate(issuer.token(API).signed()))
                    .withMessageContaining("login.example");
        }

        @Test
        void thatCannotBeHadAreNotAskedForWithEachTokenThatIsShown() {
            JwsKey forger = JwsKey.generate(JwsAlgorithm.RS256);
            issuer.reachable(false);

            for (int i = 0; i < 1000; i++) {
                Secret madeUp = issuer.token(API).signedBy(forger, "made-up-" + i);
                assertThatExceptionOfType(MsalTransportException.class).isThrownBy(() -> validator.validate(madeUp));
            }
            assertThat(issuer.metadataRequests()).isEqualTo(1);

            issuer.reachable(true);
            clock.advance(Duration.ofSeconds(5));
            assertThat(validator.validate(issuer.token(API).signed()).issuer()).contains(NAME);
        }

        @Test
        void ofAProviderThatSwallowsPacketsHoldOneThreadAndNotEachThatIsShownAToken() {
            AtomicInteger requests = new AtomicInteger();
            TokenValidator judge = TokenValidator.builder(NAME, API)
                    .adapters(adapters(issuer).withTransport(request -> {
                        requests.incrementAndGet();
                        clock.advance(request.deadline().remainingAtMost(Duration.ofSeconds(30)));
                        throw new SocketTimeoutException("connect timed out");
                    }))
                    .build();
            Secret token = issuer.token(API).signed();
            assertThatExceptionOfType(MsalTimeoutException.class).isThrownBy(() -> judge.validate(token));
            int asked = requests.get();

            for (int i = 0; i < 1000; i++) {
                assertThatExceptionOfType(MsalTransportException.class).isThrownBy(() -> judge.validate(token));
            }
            assertThat(requests).hasValue(asked);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "<html>a portal</html>",
                    "[]",
                    "{}",
                    "{\"keys\":[]}",
                    "{\"keys\":{}}",
                    "{\"keys\":[7,null,\"key\",{}]}",
                    "{\"keys\":[{\"kty\":\"RSA\""
                })
        void thatAreNoneRejectNobody(String body) {
            TokenValidator judge = whoseKeysAre(200, body);

            assertThatExceptionOfType(MsalServiceException.class)
                    .isThrownBy(() -> judge.validate(issuer.token(API).signed()))
                    .satisfies(failure -> assertThat(failure.errorCode()).isEqualTo("keys_unavailable"))
                    .withMessageContaining("No token was accepted or refused");
        }

        @ParameterizedTest
        @ValueSource(ints = {302, 404, 500})
        void thatComeWithAStatusThatIsNoSuccessRejectNobody(int status) throws Exception {
            String keys =
                    issuer.send(HttpRequest.get(URI.create(NAME + "/keys"))).text();
            TokenValidator judge = whoseKeysAre(status, keys);

            assertThatExceptionOfType(MsalServiceException.class)
                    .isThrownBy(() -> judge.validate(issuer.token(API).signed()))
                    .satisfies(failure ->
                            assertThat(failure.serviceError().status()).isEqualTo(status));
        }

        @ParameterizedTest
        @ValueSource(strings = {"/keys", "/.well-known/openid-configuration"})
        void ofAProviderThatAsksForPatienceAreNotAskedForUntilItIsOver(String path) {
            AtomicInteger refused = new AtomicInteger();
            TokenValidator judge = TokenValidator.builder(NAME, API)
                    .adapters(adapters(issuer).withTransport(request -> {
                        if (!request.uri().getPath().endsWith(path)) {
                            return issuer.send(request);
                        }
                        refused.incrementAndGet();
                        return new HttpResponse(503, HttpHeaders.empty().with("Retry-After", "120"), new byte[0]);
                    }))
                    .build();
            Secret token = issuer.token(API).signed();

            for (int second = 0; second < 120; second++) {
                assertThatExceptionOfType(MsalThrottledException.class)
                        .isThrownBy(() -> judge.validate(token))
                        .withMessageContaining("login.example answered 503")
                        .withMessageContaining("Try again not before 2030-06-15T12:02:00Z.");
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(refused).hasValue(1);

            assertThatExceptionOfType(MsalThrottledException.class).isThrownBy(() -> judge.validate(token));
            assertThat(refused).hasValue(2);
        }

        private TokenValidator whoseKeysAre(int status, String body) {
            HttpResponse keys = new HttpResponse(status, HttpHeaders.empty(), body.getBytes(StandardCharsets.UTF_8));
            return TokenValidator.builder(NAME, API)
                    .adapters(adapters(issuer)
                            .withTransport(
                                    request -> request.uri().getPath().endsWith("/keys") ? keys : issuer.send(request)))
                    .build();
        }

        @Test
        void ofTenMegabytesRejectNobodyAndAreNotRememberedForLong() {
            Secret token = issuer.token(API).signed();
            issuer.publish(
                    "bloated", JwsKey.generate(JwsAlgorithm.RS256), Map.of("padding", "x".repeat(10 * 1024 * 1024)));

            assertThatExceptionOfType(MsalServiceException.class)
                    .isThrownBy(() -> validator.validate(token))
                    .satisfies(failure -> assertThat(failure.errorCode()).isEqualTo("response_too_large"));

            issuer.withdraw("bloated");
            clock.advance(Duration.ofSeconds(5));
            assertThat(validator.validate(token).audience()).containsExactly(API);
        }

        @Test
        void areNotLookedForInMetadataOfTenMegabytes() {
            issuer.publishing("padding", "x".repeat(10 * 1024 * 1024));

            assertThatExceptionOfType(MsalServiceException.class)
                    .isThrownBy(() -> validator.validate(issuer.token(API).signed()))
                    .satisfies(failure -> assertThat(failure.errorCode()).isEqualTo("response_too_large"));
            assertThat(issuer.keyRequests()).isZero();
        }

        @Test
        void areNotTakenFromAnAddressWithoutTls() {
            issuer.publishing("jwks_uri", "http://login.example/keys");

            assertThatExceptionOfType(MsalServiceException.class)
                    .isThrownBy(() -> validator.validate(issuer.token(API).signed()))
                    .withMessageContaining("jwks_uri")
                    .satisfies(failure -> assertThat(failure.errorCode()).isEqualTo("no_keys_published"));
        }

        @Test
        void whoseAddressIsMissingForAMomentAreLookedForAgainAfterFiveSeconds() {
            issuer.publishing("jwks_uri", null);
            assertThatExceptionOfType(MsalServiceException.class)
                    .isThrownBy(() -> validator.validate(issuer.token(API).signed()));

            issuer.publishing("jwks_uri", NAME + "/keys");
            clock.advance(Duration.ofSeconds(5));
            assertThat(validator.validate(issuer.token(API).signed()).issuer()).contains(NAME);
        }

        @Test
        void areKeptWhenTheRenewedMetadataNameNone() {
            validator.validate(issuer.token(API).signed());
            clock.advance(Duration.ofDays(1));
            issuer.publishing("jwks_uri", null);
            assertThat(validator.validate(issuer.token(API).signed()).issuer()).contains(NAME);

            issuer.publishing("jwks_uri", NAME + "/keys");
            clock.advance(Duration.ofMinutes(5));
            int asked = issuer.metadataRequests();
            assertThat(validator.validate(issuer.token(API).signed()).issuer()).contains(NAME);
            assertThat(issuer.metadataRequests()).isEqualTo(asked + 1);
        }

        @Test
        void areNotTakenFromTheMetadataOfAnother() {
            issuer.publishing("issuer", "https://evil.example");

            assertThatExceptionOfType(MsalUntrustedResponseException.class)
                    .isThrownBy(() -> validator.validate(issuer.token(API).signed()));
        }
    }

    @Nested
    class AtMicrosoftEntra {

        private static final String CUSTOMER = "99999999-2222-3333-4444-555555555555";
        private final FakeIssuer entra = new FakeIssuer("https://login.microsoftonline.com/" + TENANT + "/v2.0", clock);
        private final FakeIssuer all = new FakeIssuer("https://login.microsoftonline.com/organizations/v2.0", clock)
                .publishing("issuer", "https://login.microsoftonline.com/{tenantid}/v2.0");

        private Secret of(FakeIssuer provider, String tenant) {
            return provider.token(API)
                    .with("iss", "https://login.microsoftonline.com/" + tenant + "/v2.0")
                    .with("tid", tenant)
                    .signed();
        }

        @Test
        void tokensOfVersionOneAreTakenToo() {
            Secret token = entra.token(API)
                    .with("iss", "https://sts.windows.net/" + TENANT + "/")
                    .with("tid", TENANT)
                    .signed();

            assertThat(builder(entra).build().validate(token).tenantId()).contains(TENANT);
        }

        @Test
        void tokensOfAnotherTenantAreRefusedInEitherVersion() {
            TokenValidator own = builder(entra).build();

            assertRejected(Reason.WRONG_ISSUER, own, of(entra, CUSTOMER));
            assertRejected(
                    Reason.WRONG_ISSUER,
                    own,
                    entra.token(API)
                            .with("iss", "https://sts.windows.net/" + CUSTOMER + "/")
                            .with("tid", CUSTOMER)
                            .signed());
            assertRejected(
                    Reason.WRONG_ISSUER,
                    own,
                    entra.token(API)
                            .with("iss", "https://sts.windows.net/" + CUSTOMER + "/")
                            .with("tid", TENANT)
                            .signed());
        }

        @Test
        void whoServesManyTenantsHasToSayWhich() {
            assertThatExceptionOfType(MsalConfigurationException.class)
                    .isThrownBy(() -> builder(all).build().validate(of(all, CUSTOMER)))
                    .withMessageContaining("tenants(...)");
        }

        @Test
        void tenantsThatAreServedAreTakenAndOthersAreNot() {
            TokenValidator some = builder(all).tenants(CUSTOMER).build();

            assertThat(some.validate(of(all, CUSTOMER)).tenantId()).contains(CUSTOMER);
            assertRejected(Reason.WRONG_TENANT, some, of(all, TENANT));
            assertThat(builder(all)
                            .anyTenant()
                            .build()
                            .validate(of(all, TENANT))
                            .tenantId())
                    .contains(TENANT);
        }

        @Test
        void tenantsMayBeTypedInCapitals() {
            String tenant = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

            assertThat(builder(all)
                            .tenants(tenant.toUpperCase(Locale.ROOT))
                            .build()
                            .validate(of(all, tenant))
                            .tenantId())
                    .contains(tenant);
        }

        @Test
        void aTokenMayNameItsTenantInCapitals() {
            String tenant = "AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE";

            assertThat(builder(all)
                            .tenants(tenant)
                            .build()
                            .validate(of(all, tenant))
                            .tenantId())
                    .contains(tenant);
        }

        @Test
        void whatATokenSaysOfItsTenantTwiceHasToAgree() {
            TokenValidator some = builder(all).tenants(CUSTOMER).build();

            assertRejected(
                    Reason.WRONG_ISSUER,
                    some,
                    all.token(API)
                            .with("iss", "https://login.microsoftonline.com/" + TENANT + "/v2.0")
                            .with("tid", CUSTOMER)
                            .signed());
            assertRejected(
                    Reason.WRONG_ISSUER,
                    some,
                    all.token(API).with("iss", all.name()).signed());
        }

        @Test
        void aKeyThatSignsForOneTenantAloneSignsForNoOther() {
            JwsKey key = JwsKey.generate(JwsAlgorithm.RS256);
            all.publish("of-one", key, Map.of("issuer", "https://login.microsoftonline.com/" + TENANT + "/v2.0"));
            TokenValidator any = builder(all).anyTenant().build();

            assertThat(any.validate(of(all, TENANT)).tenantId()).contains(TENANT);
            assertRejected(Reason.UNKNOWN_KEY, any, of(all, CUSTOMER));
        }
    }

    @Nested
    class AtAzureAdB2c {

        private static final String DOMAIN = "https://login.contoso.example/" + TENANT + "/v2.0/";
        private final FakeIssuer b2c = new FakeIssuer(
                        "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_sign-in/v2.0", clock)
                .publishing("issuer", "https://contoso.b2clogin.com/" + TENANT + "/v2.0/");

        private Secret issuedAs(String name, String policy) {
            return b2c.token(API).with("iss", name).with("tfp", policy).signed();
        }

        @Test
        void aDomainOfItsOwnIsAnotherNameOfTheTenant() {
            assertRejected(Reason.WRONG_ISSUER, builder(b2c).build(), issuedAs(DOMAIN, "B2C_1_sign-in"));
            assertThat(builder(b2c)
                            .alsoIssuedAs(DOMAIN)
                            .build()
                            .validate(issuedAs(DOMAIN, "B2C_1_sign-in"))
                            .issuer())
                    .contains(DOMAIN);
        }

        @Test
        void theIssuerStandsForAllPoliciesAndTheTokenSaysWhichItWas() {
            assertThat(builder(b2c)
                            .build()
                            .validate(issuedAs("https://contoso.b2clogin.com/" + TENANT + "/v2.0/", "B2C_1_reset"))
                            .text("tfp"))
                    .contains("B2C_1_reset");
        }
    }

    @Nested
    class BoundTokens {

        private final TestCertificate shown = TestCertificates.valid();

        private Secret boundTo(TestCertificate certificate) throws Exception {
            String thumbprint = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(certificate.certificate().getEncoded()));
            return issuer.token(API).with("cnf", Map.of("x5t#S256", thumbprint)).signed();
        }

        @Test
        void areTakenFromWhoShowsTheCertificate() throws Exception {
            assertThat(validator.validate(boundTo(shown), shown.certificate()).issuer())
                    .contains(NAME);
        }

        @Test
        void areRefusedFromAnybodyElse() throws Exception {
            Secret stolen = boundTo(shown);

            assertRejected(Reason.NOT_PROVEN, validator, stolen);
            assertThatExceptionOfType(MsalTokenRejectedException.class)
                    .isThrownBy(() ->
                            validator.validate(stolen, TestCertificates.valid().certificate()))
                    .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(Reason.NOT_PROVEN));
        }

        @Test
        void toAKeyThatThisApiCannotCheckAreRefused() {
            assertRejected(
                    Reason.NOT_PROVEN,
                    validator,
                    issuer.token(API).with("cnf", Map.of("kid", "k")).signed());
            assertRejected(
                    Reason.NOT_PROVEN,
                    validator,
                    issuer.token(API).with("cnf", "k").signed());
        }

        @Test
        void areNotAskedOfWhoShowsACertificateWithABearerToken() {
            assertThat(validator
                            .validate(issuer.token(API).signed(), shown.certificate())
                            .issuer())
                    .contains(NAME);
        }
    }

    @Nested
    class WhatIsSetUpWrongly {

        @Test
        void hasNoAudience() {
            assertThatExceptionOfType(MsalConfigurationException.class).isThrownBy(() -> TokenValidator.builder(NAME));
            assertThatExceptionOfType(MsalConfigurationException.class)
                    .isThrownBy(() -> TokenValidator.builder(NAME, " "));
        }

        @Test
        void hasAnIssuerWithoutTls() {
            assertThatExceptionOfType(MsalConfigurationException.class)
                    .isThrownBy(() ->
                            TokenValidator.builder("http://login.example/", API).build());
            assertThatExceptionOfType(MsalConfigurationException.class)
                    .isThrownBy(() -> TokenValidator.builder("http://login.example/", API)
                            .allowHttpOnLoopback()
                            .build());
        }

        @Test
        void believesClocksThatAreHoursApart() {
            assertThatExceptionOfType(MsalConfigurationException.class)
                    .isThrownBy(() -> TokenValidator.builder(NAME, API).clockSkew(Duration.ofHours(1)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "contoso.example",
                    "contoso.onmicrosoft.com",
                    "organizations",
                    "",
                    "11111111-2222-3333-4444-55555555555",
                    "{11111111-2222-3333-4444-555555555555}"
                })
        void namesATenantByWhatStandsInNoToken(String tenant) {
            assertThatExceptionOfType(MsalConfigurationException.class)
                    .isThrownBy(() -> TokenValidator.builder(NAME, API).tenants(TENANT, tenant))
                    .satisfies(failure -> assertThat(failure.errorCode()).isEqualTo("invalid_tenant"))
                    .withMessageContaining("tid");
        }

        @Test
        @SuppressWarnings("NullAway") // what this is about
        void hasANullForATenantOrAnAudience() {
            assertThatNullPointerException()
                    .isThrownBy(() -> TokenValidator.builder(NAME, API).tenants(TENANT, null))
                    .withMessage("tenant id");
            assertThatNullPointerException()
                    .isThrownBy(() -> TokenValidator.builder(NAME, API, null))
                    .withMessage("audience");
        }

        @Test
        void servesNobody() {
            assertThatExceptionOfType(MsalConfigurationException.class)
                    .isThrownBy(() -> TokenValidator.builder(NAME, API).tenants());
        }
    }

    @Nested
    class TheEmulatorsTokens {

        @RegisterExtension
        static final EmulatorExtension EMULATOR = EmulatorExtension.create();

        @Test
        void areValidatedByTheApiTheyAreFor() {
            Emulator emulator = EMULATOR.get();
            TestClock now = new TestClock(emulator.clock().instant());
            Adapters adapters = Emulated.adapters(emulator, now, EventSink.none());
            String token = Emulated.confidentialClient(emulator, adapters)
                    .acquireTokenForClient(Emulated.SCOPE)
                    .execute()
                    .accessToken();
            TokenValidator graph = TokenValidator.builder(emulator.issuer("contoso"), "https://graph.microsoft.com")
                    .adapters(adapters)
                    .build();

            emulator.faults().next(EmulatorEndpoint.KEYS, Fault.oversized(10 * 1024 * 1024));
            assertThatExceptionOfType(MsalServiceException.class)
                    .as("keys of ten megabytes over a real connection")
                    .isThrownBy(() -> graph.validate(Secret.of(token)));
            now.advance(Duration.ofSeconds(5));
            assertThat(graph.validate(Secret.of(token)).clientId()).contains(emulator.defaultConfidentialClientId());
        }
    }
}

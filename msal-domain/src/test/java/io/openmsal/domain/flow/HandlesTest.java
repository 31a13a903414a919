package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.AccountSource;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.account.TenantProfile;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.handle.HandleText;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.AuthenticationResultMetadata;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What applications keep in their hand, in a session, in a column: accounts, pending sign-ins, what is known of a result. */
class HandlesTest {

    private static final Account ADA = new Account(
                    "uid.utid",
                    "login.windows.net",
                    "ada@contoso.example",
                    Map.of(
                            "utid",
                            new TenantProfile(
                                    "utid", "oid-1", true, new IdTokenClaims(Map.of("name", "Ad\u00e4 \ud83d\ude00")))))
            .from(AccountSource.DEVICE_CODE);

    private static final PendingSignIn PENDING = new PendingSignIn(
            URI.create("https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize?state=s"),
            URI.create("https://app.example/back"),
            "contoso.example",
            Scopes.requested("User.Read", "Mail.Read"),
            Secret.of("state-1"),
            Secret.of("nonce-1"),
            Secret.of("verifier-1"),
            Optional.of("{\"access_token\":{}}"),
            Optional.of(Duration.ofMinutes(5)));

    private static final AuthenticationResult RESULT = AuthenticationResult.builder("canary-access-token")
            .scopes("User.Read", "Mail.Read")
            .tenantId("utid")
            .expiresAt(Instant.ofEpochSecond(1_900_000_000))
            .refreshAt(Instant.ofEpochSecond(1_899_990_000))
            .account(ADA)
            .idToken(new IdToken(
                    Secret.of("canary-id-token"), "client-1", "utid", new IdTokenClaims(Map.of("name", "Ada"))))
            .spaCode(Secret.of("canary-spa-code"))
            .source(TokenSource.BROKER)
            .build();

    /** What a handle can do, so that each test is about all of them. */
    private record Handle<T>(String name, T value, String text, Function<String, T> parse) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Handle<?>> handles() {
        AuthenticationResultMetadata metadata = RESULT.metadata();
        return Stream.of(
                new Handle<>("account", ADA, ADA.toText(), Account::parse),
                new Handle<>(
                        "signin", PENDING, PENDING.toText().reveal(), text -> PendingSignIn.parse(Secret.of(text))),
                new Handle<>("result", metadata, metadata.toText(), AuthenticationResultMetadata::parse));
    }

    @Nested
    class AsText {

        @Test
        void anAccountIsReadAsItWasWrittenWithoutItsClaims() {
            Account read = Account.parse(ADA.toText());

            assertThat(read).isEqualTo(ADA);
            assertThat(read.username()).isEqualTo("ada@contoso.example");
            assertThat(read.source()).isEqualTo(AccountSource.DEVICE_CODE);
            assertThat(read.homeTenantId()).contains("utid");
            TenantProfile profile = read.tenantProfiles().get("utid");
            assertThat(profile.localAccountId()).isEqualTo("oid-1");
            assertThat(profile.isHome()).isTrue();
            assertThat(profile.claims()).isEmpty();
        }

        @Test
        void aPendingSignInIsReadAsItWasWritten() {
            for (PendingSignIn pending : List.of(
                    PENDING,
                    new PendingSignIn(
                            PENDING.authorizationUri(),
                            PENDING.redirectUri(),
                            "t",
                            Scopes.requested("s"),
                            Secret.of("1"),
                            Secret.of("2"),
                            Secret.of("3"),
                            Optional.empty(),
                            Optional.empty()))) {
                PendingSignIn read = PendingSignIn.parse(pending.toText());

                assertThat(read.authorizationUri()).isEqualTo(pending.authorizationUri());
                assertThat(read.redirectUri()).isEqualTo(pending.redirectUri());
                assertThat(read.tenant()).isEqualTo(pending.tenant());
                assertThat(read.scopes()).isEqualTo(pending.scopes());
                assertThat(read.state()).isEqualTo(pending.state());
                assertThat(read.codeVerifier()).isEqualTo(pending.codeVerifier());
                assertThat(read.claims()).isEqualTo(pending.claims());
                assertThat(read.expectation()).isEqualTo(pending.expectation());
            }
        }

        @Test
        void whatIsKnownOfAResultIsReadAsItWasWritten() {
            AuthenticationResultMetadata read =
                    AuthenticationResultMetadata.parse(RESULT.metadata().toText());

            assertThat(read).isEqualTo(RESULT.metadata()).hasSameHashCodeAs(RESULT.metadata());
            assertThat(read.account()).contains(ADA);
            assertThat(read.scopes()).containsExactlyInAnyOrder("User.Read", "Mail.Read");
            assertThat(read.declinedScopes()).isEmpty();
            assertThat(read.expiresAt()).isEqualTo(RESULT.expiresAt());
            assertThat(read.refreshAt()).isEqualTo(RESULT.refreshAt());
            assertThat(read.source()).isEqualTo(TokenSource.BROKER);
            assertThat(read.refreshReason()).isEqualTo(CacheRefreshReason.NOT_APPLICABLE);
            assertThat(read.tokenType()).isEqualTo("Bearer");
            assertThat(read.tenantId()).isEqualTo("utid");
            assertThat(read.correlationId()).isEmpty();
        }

        @Test
        void anApplicationsOwnResultHasNobodyInItAndPerhapsNoAdvice() {
            AuthenticationResultMetadata own =
                    AuthenticationResult.builder("canary").build().metadata();

            AuthenticationResultMetadata read = AuthenticationResultMetadata.parse(own.toText());

            assertThat(read).isEqualTo(own);
            assertThat(read.account()).isEmpty();
            assertThat(read.refreshAt()).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.flow.HandlesTest#handles")
        void fitsIntoACookieOrAUrlAndSaysWhatItIs(Handle<?> handle) {
            assertThat(handle.text()).matches(handle.name() + "1\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{22}");
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.flow.HandlesTest#handles")
        void isRefusedWhereverItWasCut(Handle<?> handle) {
            for (int length = 0; length < handle.text().length(); length++) {
                assertRefused(handle, handle.text().substring(0, length));
                assertRefused(handle, handle.text().substring(length + 1));
            }
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.flow.HandlesTest#handles")
        void isRefusedWhereverALetterWasChanged(Handle<?> handle) {
            for (int place = 0; place < handle.text().length(); place++) {
                for (char other : new char[] {'a', 'A', '0', '_', '.', ' ', '\u00e4'}) {
                    StringBuilder changed = new StringBuilder(handle.text());
                    changed.setCharAt(place, other);
                    if (!changed.toString().equals(handle.text())) {
                        assertRefused(handle, changed.toString());
                    }
                }
            }
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.flow.HandlesTest#handles")
        void isRefusedWhenItIsOfAnotherKindOrOfANewerRelease(Handle<?> handle) {
            handles()
                    .filter(other -> !other.name().equals(handle.name()))
                    .forEach(other -> assertRefused(handle, other.text(), other.name()));
            assertRefused(handle, HandleText.of(handle.name(), 2).put("x").text(), "version 2", "another release");
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.flow.HandlesTest#handles")
        void isRefusedWhenItsFieldsMakeNoSenseAlthoughTheHashIsRight(Handle<?> handle) {
            Random random = new Random(4);
            for (int round = 0; round < 2_000; round++) {
                HandleText nonsense = HandleText.of(handle.name(), 1);
                for (int fields = random.nextInt(12); fields > 0; fields--) {
                    switch (random.nextInt(4)) {
                        case 0 -> nonsense.put(random.nextLong());
                        case 1 -> nonsense.put(random.nextInt(5));
                        case 2 -> nonsense.put(Optional.empty());
                        default -> nonsense.put("https://x" + random.nextInt());
                    }
                }
                assertRefused(handle, nonsense.text());
            }
        }

        @Test
        void isRefusedWhenThereIsMoreInItThanItsVersionHas() {
            Handle<?> account = handles().findFirst().orElseThrow();
            HandleText whole = HandleText.of("account", 1)
                    .put("uid.utid")
                    .put("login.windows.net")
                    .put("ada")
                    .put("UNKNOWN")
                    .put(0);

            assertThat(Account.parse(whole.text())).isEqualTo(ADA);
            assertRefused(account, whole.put("more").text());
        }

        private void assertRefused(Handle<?> handle, String text, String... words) {
            assertThatThrownBy(() -> handle.parse().apply(text))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("invalid_handle"))
                    .satisfies(failure ->
                            Stream.of(words).forEach(word -> assertThat(failure).hasMessageContaining(word)))
                    .hasMessageNotContainingAny("login.windows.net", "verifier", "ada@");
        }
    }

    @Nested
    class Serialized {

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.flow.HandlesTest#handles")
        void isReadAsItWasWritten(Handle<?> handle) throws Exception {
            Object read = deserialized(serialized(handle.value()));

            assertThat(read).hasToString(handle.value().toString());
            if (!(read instanceof PendingSignIn)) {
                assertThat(read).isEqualTo(handle.value());
            }
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.flow.HandlesTest#handles")
        void holdsNoTokenInAnyForm(Handle<?> handle) throws Exception {
            String bytes = new String(serialized(handle.value()), StandardCharsets.ISO_8859_1);
            String text = handle.text();
            String decoded = new String(Base64.getUrlDecoder().decode(text.split("\\.")[1]), StandardCharsets.UTF_8);

            assertThat(bytes + text + decoded + handle.value()).doesNotContain("canary");
        }

        @Test
        void anAccountOfBeforeItsSourceWasWrittenDownIsStillRead() throws Exception {
            Account account = (Account) deserialized(Base64.getDecoder().decode(ACCOUNT_WITHOUT_SOURCE));

            assertThat(account).isEqualTo(ADA).hasSameHashCodeAs(ADA);
            assertThat(account.source()).isEqualTo(AccountSource.UNKNOWN);
            assertThat(account.homeTenantId()).contains("utid");
            assertHasClaims(account);
            assertThat(Account.parse(account.toText())).isEqualTo(ADA);
        }

        @Test
        void anAccountOfTheFirstReleaseIsStillRead() throws Exception {
            Account account = (Account) deserialized(Base64.getDecoder().decode(ACCOUNT));

            assertThat(account).isEqualTo(ADA);
            assertThat(account.source()).isEqualTo(AccountSource.DEVICE_CODE);
            assertHasClaims(account);
        }

        private void assertHasClaims(Account account) {
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("oid", "oid-1");
            claims.put("auth_time", 1_700_000_000L);
            claims.put("amr", List.of("pwd"));
            claims.put("email_verified", true);
            assertThat(account.tenantProfiles().get("utid").claims().orElseThrow())
                    .isEqualTo(new IdTokenClaims(claims));
        }

        @Test
        void aPendingSignInOfTheFirstReleaseIsStillRead() throws Exception {
            PendingSignIn pending =
                    (PendingSignIn) deserialized(Base64.getDecoder().decode(PENDING_SIGN_IN));

            assertThat(pending.authorizationUri()).isEqualTo(PENDING.authorizationUri());
            assertThat(pending.redirectUri()).isEqualTo(PENDING.redirectUri());
            assertThat(pending.tenant()).isEqualTo("contoso.example");
            assertThat(pending.scopes()).isEqualTo(PENDING.scopes());
            assertThat(pending.state()).isEqualTo("state-1");
            assertThat(pending.codeVerifier()).isEqualTo(Secret.of("verifier-1"));
            assertThat(pending.claims()).isEqualTo(PENDING.claims());
            assertThat(pending.expectation()).isEqualTo(PENDING.expectation());
        }

        @Test
        void whatIsKnownOfAResultOfTheFirstReleaseIsStillRead() throws Exception {
            assertThat(deserialized(Base64.getDecoder().decode(METADATA))).isEqualTo(RESULT.metadata());
        }

        @Test
        void theTextsOfTheFirstReleaseAreStillRead() {
            assertThat(Account.parse(ACCOUNT_TEXT).tenantProfiles().keySet()).isEqualTo(Set.of("utid"));
            assertThat(PendingSignIn.parse(Secret.of(PENDING_TEXT)).state()).isEqualTo("state-1");
            assertThat(AuthenticationResultMetadata.parse(METADATA_TEXT)).isEqualTo(RESULT.metadata());
        }
    }

    private static byte[] serialized(Object handle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(handle);
        }
        return bytes.toByteArray();
    }

    private static Object deserialized(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return objects.readObject();
        }
    }

    // Written down once, and not to be written anew: these are what lies in the sessions of others.

    private static final String ACCOUNT_WITHOUT_SOURCE =
            "rO0ABXNyACJpby5vcGVubXNhbC5kb21haW4uYWNjb3VudC5BY2NvdW50AAAAAAAAAAECAAdJAARoYXNoTAALZW52aXJvbm1lbnR0ABJMamF2YS"
                    + "9sYW5nL1N0cmluZztMAA1ob21lQWNjb3VudElkcQB+AAFMAAxob21lVGVuYW50SWRxAH4AAUwAA2tleXEAfgABTAAOdGVuYW50UHJvZmlsZXN0"
                    + "ABlMamF2YS91dGlsL0xpbmtlZEhhc2hNYXA7TAAIdXNlcm5hbWVxAH4AAXhwsj7d+nQAEWxvZ2luLndpbmRvd3MubmV0dAAIdWlkLnV0aWR0AA"
                    + "R1dGlkdAAabG9naW4ud2luZG93cy5uZXQvdWlkLnV0aWRzcgAXamF2YS51dGlsLkxpbmtlZEhhc2hNYXA0wE5cEGzA+wIAAVoAC2FjY2Vzc09y"
                    + "ZGVyeHIAEWphdmEudXRpbC5IYXNoTWFwBQfawcMWYNEDAAJGAApsb2FkRmFjdG9ySQAJdGhyZXNob2xkeHA/QAAAAAAAAXcIAAAAAgAAAAF0AA"
                    + "R1dGlkc3IAKGlvLm9wZW5tc2FsLmRvbWFpbi5hY2NvdW50LlRlbmFudFByb2ZpbGUAAAAAAAAAAQIABFoABGhvbWVMAAZjbGFpbXN0ACpMaW8v"
                    + "b3Blbm1zYWwvZG9tYWluL2FjY291bnQvSWRUb2tlbkNsYWltcztMAA5sb2NhbEFjY291bnRJZHEAfgABTAAIdGVuYW50SWRxAH4AAXhwAXNyAC"
                    + "hpby5vcGVubXNhbC5kb21haW4uYWNjb3VudC5JZFRva2VuQ2xhaW1zAAAAAAAAAAECAAFMAAZjbGFpbXNxAH4AAnhwc3EAfgAIP0AAAAAAAAZ3"
                    + "CAAAAAgAAAAEdAADb2lkdAAFb2lkLTF0AAlhdXRoX3RpbWVzcgAOamF2YS5sYW5nLkxvbmc7i+SQzI8j3wIAAUoABXZhbHVleHIAEGphdmEubG"
                    + "FuZy5OdW1iZXKGrJUdC5TgiwIAAHhwAAAAAGVT8QB0AANhbXJzcgATamF2YS51dGlsLkFycmF5TGlzdHiB0h2Zx2GdAwABSQAEc2l6ZXhwAAAA"
                    + "AXcEAAAAAXQAA3B3ZHh0AA5lbWFpbF92ZXJpZmllZHNyABFqYXZhLmxhbmcuQm9vbGVhbs0gcoDVnPruAgABWgAFdmFsdWV4cAF4AHEAfgATcQ"
                    + "B+AAt4AHQAE2FkYUBjb250b3NvLmV4YW1wbGU=";

    private static final String ACCOUNT =
            "rO0ABXNyACJpby5vcGVubXNhbC5kb21haW4uYWNjb3VudC5BY2NvdW50AAAAAAAAAAECAAhJAARoYXNoTAALZW52aXJvbm1lbnR0ABJMamF2YS"
                    + "9sYW5nL1N0cmluZztMAA1ob21lQWNjb3VudElkcQB+AAFMAAxob21lVGVuYW50SWRxAH4AAUwAA2tleXEAfgABTAAGc291cmNldAAqTGlvL29w"
                    + "ZW5tc2FsL2RvbWFpbi9hY2NvdW50L0FjY291bnRTb3VyY2U7TAAOdGVuYW50UHJvZmlsZXN0ABlMamF2YS91dGlsL0xpbmtlZEhhc2hNYXA7TA"
                    + "AIdXNlcm5hbWVxAH4AAXhwsj7d+nQAEWxvZ2luLndpbmRvd3MubmV0dAAIdWlkLnV0aWR0AAR1dGlkdAAabG9naW4ud2luZG93cy5uZXQvdWlk"
                    + "LnV0aWR+cgAoaW8ub3Blbm1zYWwuZG9tYWluLmFjY291bnQuQWNjb3VudFNvdXJjZQAAAAAAAAAAEgAAeHIADmphdmEubGFuZy5FbnVtAAAAAA"
                    + "AAAAASAAB4cHQAC0RFVklDRV9DT0RFc3IAF2phdmEudXRpbC5MaW5rZWRIYXNoTWFwNMBOXBBswPsCAAFaAAthY2Nlc3NPcmRlcnhyABFqYXZh"
                    + "LnV0aWwuSGFzaE1hcAUH2sHDFmDRAwACRgAKbG9hZEZhY3RvckkACXRocmVzaG9sZHhwP0AAAAAAAAF3CAAAAAIAAAABdAAEdXRpZHNyAChpby"
                    + "5vcGVubXNhbC5kb21haW4uYWNjb3VudC5UZW5hbnRQcm9maWxlAAAAAAAAAAECAARaAARob21lTAAGY2xhaW1zdAAqTGlvL29wZW5tc2FsL2Rv"
                    + "bWFpbi9hY2NvdW50L0lkVG9rZW5DbGFpbXM7TAAObG9jYWxBY2NvdW50SWRxAH4AAUwACHRlbmFudElkcQB+AAF4cAFzcgAoaW8ub3Blbm1zYW"
                    + "wuZG9tYWluLmFjY291bnQuSWRUb2tlbkNsYWltcwAAAAAAAAABAgABTAAGY2xhaW1zcQB+AAN4cHNxAH4ADT9AAAAAAAAGdwgAAAAIAAAABHQA"
                    + "A29pZHQABW9pZC0xdAAJYXV0aF90aW1lc3IADmphdmEubGFuZy5Mb25nO4vkkMyPI98CAAFKAAV2YWx1ZXhyABBqYXZhLmxhbmcuTnVtYmVyhq"
                    + "yVHQuU4IsCAAB4cAAAAABlU/EAdAADYW1yc3IAE2phdmEudXRpbC5BcnJheUxpc3R4gdIdmcdhnQMAAUkABHNpemV4cAAAAAF3BAAAAAF0AANw"
                    + "d2R4dAAOZW1haWxfdmVyaWZpZWRzcgARamF2YS5sYW5nLkJvb2xlYW7NIHKA1Zz67gIAAVoABXZhbHVleHABeABxAH4AGHEAfgAQeAB0ABNhZG"
                    + "FAY29udG9zby5leGFtcGxl";

    private static final String PENDING_SIGN_IN =
            "rO0ABXNyACVpby5vcGVubXNhbC5kb21haW4uZmxvdy5QZW5kaW5nU2lnbkluAAAAAAAAAAECAAlKAA1tYXhBZ2VTZWNvbmRzTAAQYXV0aG9yaX"
                    + "phdGlvblVyaXQADkxqYXZhL25ldC9VUkk7TAAGY2xhaW1zdAASTGphdmEvbGFuZy9TdHJpbmc7TAAMY29kZVZlcmlmaWVycQB+AAJMAAVub25j"
                    + "ZXEAfgACTAALcmVkaXJlY3RVcmlxAH4AAUwABnNjb3Blc3EAfgACTAAFc3RhdGVxAH4AAkwABnRlbmFudHEAfgACeHAAAAAAAAABLHNyAAxqYX"
                    + "ZhLm5ldC5VUkmsAXguQ55JqwMAAUwABnN0cmluZ3EAfgACeHB0AE9odHRwczovL2xvZ2luLm1pY3Jvc29mdG9ubGluZS5jb20vY29udG9zby5l"
                    + "eGFtcGxlL29hdXRoMi92Mi4wL2F1dGhvcml6ZT9zdGF0ZT1zeHQAE3siYWNjZXNzX3Rva2VuIjp7fX10AAp2ZXJpZmllci0xdAAHbm9uY2UtMX"
                    + "NxAH4ABHQAGGh0dHBzOi8vYXBwLmV4YW1wbGUvYmFja3h0ABNNYWlsLlJlYWQgVXNlci5SZWFkdAAHc3RhdGUtMXQAD2NvbnRvc28uZXhhbXBs"
                    + "ZQ==";

    private static final String METADATA =
            "rO0ABXNyADVpby5vcGVubXNhbC5kb21haW4udG9rZW4uQXV0aGVudGljYXRpb25SZXN1bHRNZXRhZGF0YQAAAAAAAAABAgAKSgAQZXhwaXJlc0"
                    + "F0U2Vjb25kc0oAEHJlZnJlc2hBdFNlY29uZHNMAAdhY2NvdW50dAAkTGlvL29wZW5tc2FsL2RvbWFpbi9hY2NvdW50L0FjY291bnQ7TAANY29y"
                    + "cmVsYXRpb25JZHQAEkxqYXZhL2xhbmcvU3RyaW5nO0wADmRlY2xpbmVkU2NvcGVzdAAZTGphdmEvdXRpbC9MaW5rZWRIYXNoU2V0O0wADXJlZn"
                    + "Jlc2hSZWFzb250AC1MaW8vb3Blbm1zYWwvZG9tYWluL3Rva2VuL0NhY2hlUmVmcmVzaFJlYXNvbjtMAAZzY29wZXNxAH4AA0wABnNvdXJjZXQA"
                    + "Jkxpby9vcGVubXNhbC9kb21haW4vdG9rZW4vVG9rZW5Tb3VyY2U7TAAIdGVuYW50SWRxAH4AAkwACXRva2VuVHlwZXEAfgACeHAAAAAAcT+zAA"
                    + "AAAABxP4vwc3IAImlvLm9wZW5tc2FsLmRvbWFpbi5hY2NvdW50LkFjY291bnQAAAAAAAAAAQIACEkABGhhc2hMAAtlbnZpcm9ubWVudHEAfgAC"
                    + "TAANaG9tZUFjY291bnRJZHEAfgACTAAMaG9tZVRlbmFudElkcQB+AAJMAANrZXlxAH4AAkwABnNvdXJjZXQAKkxpby9vcGVubXNhbC9kb21haW"
                    + "4vYWNjb3VudC9BY2NvdW50U291cmNlO0wADnRlbmFudFByb2ZpbGVzdAAZTGphdmEvdXRpbC9MaW5rZWRIYXNoTWFwO0wACHVzZXJuYW1lcQB+"
                    + "AAJ4cLI+3fp0ABFsb2dpbi53aW5kb3dzLm5ldHQACHVpZC51dGlkdAAEdXRpZHQAGmxvZ2luLndpbmRvd3MubmV0L3VpZC51dGlkfnIAKGlvLm"
                    + "9wZW5tc2FsLmRvbWFpbi5hY2NvdW50LkFjY291bnRTb3VyY2UAAAAAAAAAABIAAHhyAA5qYXZhLmxhbmcuRW51bQAAAAAAAAAAEgAAeHB0AAtE"
                    + "RVZJQ0VfQ09ERXNyABdqYXZhLnV0aWwuTGlua2VkSGFzaE1hcDTATlwQbMD7AgABWgALYWNjZXNzT3JkZXJ4cgARamF2YS51dGlsLkhhc2hNYX"
                    + "AFB9rBwxZg0QMAAkYACmxvYWRGYWN0b3JJAAl0aHJlc2hvbGR4cD9AAAAAAAABdwgAAAACAAAAAXQABHV0aWRzcgAoaW8ub3Blbm1zYWwuZG9t"
                    + "YWluLmFjY291bnQuVGVuYW50UHJvZmlsZQAAAAAAAAABAgAEWgAEaG9tZUwABmNsYWltc3QAKkxpby9vcGVubXNhbC9kb21haW4vYWNjb3VudC"
                    + "9JZFRva2VuQ2xhaW1zO0wADmxvY2FsQWNjb3VudElkcQB+AAJMAAh0ZW5hbnRJZHEAfgACeHABc3IAKGlvLm9wZW5tc2FsLmRvbWFpbi5hY2Nv"
                    + "dW50LklkVG9rZW5DbGFpbXMAAAAAAAAAAQIAAUwABmNsYWltc3EAfgAJeHBzcQB+ABM/QAAAAAAAAXcIAAAAAgAAAAF0AARuYW1ldAALQWTDpC"
                    + "DtoL3tuIB4AHQABW9pZC0xcQB+ABZ4AHQAE2FkYUBjb250b3NvLmV4YW1wbGVwc3IAF2phdmEudXRpbC5MaW5rZWRIYXNoU2V02GzXWpXdKh4C"
                    + "AAB4cgARamF2YS51dGlsLkhhc2hTZXS6RIWVlri3NAMAAHhwdwwAAAAQP0AAAAAAAAB4fnIAK2lvLm9wZW5tc2FsLmRvbWFpbi50b2tlbi5DYW"
                    + "NoZVJlZnJlc2hSZWFzb24AAAAAAAAAABIAAHhxAH4AEHQADk5PVF9BUFBMSUNBQkxFc3EAfgAhdwwAAAAQP0AAAAAAAAJ0AAlNYWlsLlJlYWR0"
                    + "AAlVc2VyLlJlYWR4fnIAJGlvLm9wZW5tc2FsLmRvbWFpbi50b2tlbi5Ub2tlblNvdXJjZQAAAAAAAAAAEgAAeHEAfgAQdAAGQlJPS0VScQB+AB"
                    + "Z0AAZCZWFyZXI=";

    private static final String ACCOUNT_TEXT =
            "account1.CXVpZC51dGlkEmxvZ2luLndpbmRvd3MubmV0FGFkYUBjb250b3NvLmV4YW1wbGUMREVWSUNFX0NPREUBBXV0aWQGb2lkLTEB.G4Nq"
                    + "A1kTLo8k3vb-frBqwg";

    private static final String PENDING_TEXT =
            "signin1.UGh0dHBzOi8vbG9naW4ubWljcm9zb2Z0b25saW5lLmNvbS9jb250b3NvLmV4YW1wbGUvb2F1dGgyL3YyLjAvYXV0aG9yaXplP3N0YX"
                    + "RlPXMZaHR0cHM6Ly9hcHAuZXhhbXBsZS9iYWNrEGNvbnRvc28uZXhhbXBsZRRNYWlsLlJlYWQgVXNlci5SZWFkCHN0YXRlLTEIbm9uY2UtMQt2"
                    + "ZXJpZmllci0xFHsiYWNjZXNzX3Rva2VuIjp7fX2sAg.YKCsY6QHD48-ZO_qPxMi7g";

    private static final String METADATA_TEXT =
            "result1.gQFhY2NvdW50MS5DWFZwWkM1MWRHbGtFbXh2WjJsdUxuZHBibVJ2ZDNNdWJtVjBGR0ZrWVVCamIyNTBiM052TG1WNFlXMXdiR1VNUk"
                    + "VWV1NVTkZYME5QUkVVQkJYVjBhV1FHYjJsa0xURUIuRzROcUExa1RMbzhrM3ZiLWZyQnF3ZwV1dGlkB0JlYXJlcgIKTWFpbC5SZWFkClVzZXIu"
                    + "UmVhZACA5v6JB_CX_okHB0JST0tFUg9OT1RfQVBQTElDQUJMRQA.QEa8Grqwyx1VLzpSWsv7rg";
}

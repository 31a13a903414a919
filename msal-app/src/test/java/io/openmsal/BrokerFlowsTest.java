package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.crypto.JoseProofKey;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.AccountSource;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.MsalBrokerException;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.oauth.Prompt;
import io.openmsal.domain.shape.SignedHttpRequest;
import io.openmsal.domain.shape.TokenSharing;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.Secret;
import io.openmsal.port.broker.Broker;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.port.broker.BrokerRequest;
import io.openmsal.port.broker.BrokerTokens;
import io.openmsal.port.broker.TokenBinding;
import io.openmsal.port.event.Event;
import io.openmsal.testing.broker.FakeBroker;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.event.RecordingEventSink;
import io.openmsal.testing.store.FakeTokenStore;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that a person runs, on a machine that has a broker, and beside it the emulator for all that goes without. */
class BrokerFlowsTest {

    private static final TestClock CLOCK = new TestClock();
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String HOME = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee." + TENANT;
    private static final String HINT = "ada@contoso.example";
    private static final SignedHttpRequest GET =
            SignedHttpRequest.of("get", URI.create("https://api.contoso.example:8443/orders/7?expand=lines"));

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private final FakeBroker broker = new FakeBroker();
    private final RecordingEventSink events = new RecordingEventSink();
    private final FakeTokenStore store = new FakeTokenStore();
    private Emulator emulator;
    private PublicClientApplication app;

    @BeforeEach
    void build() {
        emulator = EMULATOR.get();
        app = builder(emulator.authority("contoso")).build();
    }

    private PublicClientApplicationBuilder builder(String authority) {
        return PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(authority)
                .adapters(Emulated.adapters(emulator, CLOCK, events))
                .tokenStore(store)
                .broker(broker);
    }

    private BrokerTokens tokens(String text) {
        return tokens(text, "Bearer", HINT);
    }

    private BrokerTokens tokens(String text, String type, String username) {
        String claims = new GsonJsonCodec()
                .write(Map.of(
                        "iss",
                        emulator.authority("contoso").replace("/contoso", "/" + TENANT) + "/v2.0",
                        "aud",
                        emulator.defaultPublicClientId(),
                        "tid",
                        TENANT,
                        "oid",
                        HOME.substring(0, 36),
                        "sub",
                        "subject-1",
                        "preferred_username",
                        username));
        String idToken = base64("{\"alg\":\"RS256\"}") + "." + base64(claims) + ".signature";
        return new BrokerTokens(
                Secret.of(text), type, Duration.ofHours(1), Set.of("User.Read"), Optional.of(Secret.of(idToken)), HOME);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String stored() {
        return new String(store.content(TokenCache.WHOLE_CACHE), StandardCharsets.UTF_8);
    }

    private Account signedInByBroker() {
        broker.silently(tokens("first"));
        return app.acquireTokenInteractive("User.Read").execute().account().orElseThrow();
    }

    private Account signedInByBrowser() {
        return builder(emulator.authority("contoso"))
                .broker(Broker.none())
                .build()
                .acquireTokenInteractive("User.Read")
                .execute()
                .account()
                .orElseThrow();
    }

    private void forgetSource() {
        store.put(
                TokenCache.WHOLE_CACHE,
                stored().replace("\"account_source\":\"authorization_code\"", "\"was\":\"removed\"")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class AnInteractiveSignIn {

        @Test
        void takesWhoeverIsSignedInToTheOperatingSystemAndSendsNothing() {
            broker.silently(tokens("from-the-broker"));

            AuthenticationResult result = app.acquireTokenInteractive("User.Read")
                    .correlationId("c-1")
                    .execute();

            assertThat(result.accessToken()).isEqualTo("from-the-broker");
            assertThat(result.source()).isEqualTo(TokenSource.BROKER);
            assertThat(result.expiresAt()).isEqualTo(CLOCK.instant().plusSeconds(3600));
            assertThat(result.account().orElseThrow().source()).isEqualTo(AccountSource.BROKER);
            assertThat(result.account().orElseThrow().username()).isEqualTo(HINT);
            assertThat(emulator.tokenRequestCount()).isZero();
            BrokerRequest asked = broker.silentRequests().get(0);
            assertThat(asked.clientId()).isEqualTo(app.clientId());
            assertThat(asked.authority()).hasToString(emulator.authority("contoso"));
            assertThat(asked.scopes()).containsExactly("User.Read");
            assertThat(asked.homeAccountId()).isEmpty();
            assertThat(asked.correlationId()).isEqualTo("c-1");
            assertThat(asked.binding()).isEqualTo(TokenBinding.unbound());
        }

        @Test
        void asksForTheSignInAloneWhereNoScopeIsNamed() {
            broker.silently(tokens("from-the-broker"));

            AuthenticationResult result = app.acquireTokenInteractive().execute();

            assertThat(result.account().orElseThrow().username()).isEqualTo(HINT);
            assertThat(broker.silentRequests().get(0).scopes()).containsExactly("offline_access", "openid", "profile");
        }

        @Test
        void showsTheBrokersWindowWhenItHasTo() {
            broker.refuseSilently(Reason.INTERACTION_REQUIRED, "nobody is signed in")
                    .interactively(tokens("by-window"));

            AuthenticationResult result = app.acquireTokenInteractive("User.Read")
                    .domainHint("contoso.example")
                    .extraQueryParameter("slice", "test", TokenSharing.SHARED)
                    .claims("{\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}")
                    .execute();

            assertThat(result.accessToken()).isEqualTo("by-window");
            BrokerRequest asked = broker.interactiveRequests().get(0);
            assertThat(asked.parameters())
                    .containsEntry("slice", "test")
                    .containsEntry("domain_hint", "contoso.example");
            assertThat(asked.claims().orElseThrow()).contains("acrs");
            assertThat(emulator.tokenRequestCount()).isZero();
        }

        @Test
        void asksThePersonAtOnceWhenThePromptSaysSo() {
            broker.interactively(tokens("by-window"));

            app.acquireTokenInteractive("User.Read")
                    .prompt(Prompt.LOGIN)
                    .loginHint(HINT)
                    .execute();

            assertThat(broker.silentRequests()).isEmpty();
            assertThat(broker.interactiveRequests().get(0).prompt()).contains("login");
            assertThat(broker.interactiveRequests().get(0).loginHint()).contains(HINT);
        }

        @Test
        void triesTheOneAccountOfTheLoginHintFirst() {
            signedInByBroker();
            broker.silently(tokens("of-the-hint"));

            app.acquireTokenInteractive("User.Read")
                    .loginHint("ADA@contoso.example")
                    .execute();

            assertThat(broker.silentRequests().get(1).homeAccountId()).contains(HOME);
        }

        @Test
        void keepsNothingOfAnotherPersonThanTheLoginHintNames() {
            broker.silently(tokens("of-the-other", "Bearer", "grace@contoso.example"))
                    .silently(tokens("of-the-other", "Bearer", "grace@contoso.example"))
                    .interactively(tokens("by-window"));

            assertThatThrownBy(() -> app.acquireTokenInteractive("User.Read")
                            .loginHint(HINT)
                            .prompt(Prompt.NONE)
                            .correlationId("c-1")
                            .execute())
                    .isInstanceOfSatisfying(MsalInteractionRequiredException.class, needed -> {
                        assertThat(needed.errorCode()).isEqualTo("interaction_required");
                        assertThat(needed.reason()).isEqualTo(MsalInteractionRequiredException.Reason.UNSPECIFIED);
                        assertThat(needed.correlationId()).contains("c-1");
                    });
            assertThat(app.accounts()).isEmpty();
            assertThat(app.acquireTokenInteractive("User.Read")
                            .loginHint(HINT)
                            .execute()
                            .accessToken())
                    .isEqualTo("by-window");
        }

        @Test
        void goesToTheBrowserWithoutABrokerOrForAnAuthorityThatNoBrokerServes() {
            broker.missing();

            assertThat(app.acquireTokenInteractive("User.Read").execute().source())
                    .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }

        @Test
        void isNotTheBrokersWhereNoBrokerSignsIn() {
            PublicClientApplication elsewhere = PublicClientApplication.builder("client-1")
                    .oidcAuthority("https://idp.example")
                    .transport(request -> {
                        throw new IOException("the provider was asked");
                    })
                    .broker(broker)
                    .build();

            assertThatThrownBy(
                            () -> elsewhere.acquireTokenInteractive("User.Read").execute())
                    .hasMessageContaining("the provider was asked");
            assertThat(broker.silentRequests()).isEmpty();
        }

        @Test
        void isRefusedWhenTheIdTokenIsForAnotherApplication() {
            BrokerTokens good = tokens("t");
            String other = good.idToken()
                    .orElseThrow()
                    .reveal()
                    .replace(good.idToken().orElseThrow().reveal().split("\\.")[1], base64("{\"aud\":\"another\"}"));
            broker.silently(new BrokerTokens(
                    good.accessToken(), "Bearer", good.lifetime(), good.scopes(), Optional.of(Secret.of(other)), HOME));

            assertThatThrownBy(() -> app.acquireTokenInteractive("User.Read").execute())
                    .isInstanceOf(MsalUntrustedResponseException.class);
            assertThat(app.accounts()).isEmpty();
        }
    }

    @Nested
    class ASilentToken {

        @Test
        void comesFromTheCacheWhileItIsGoodAndThenFromTheBroker() {
            Account account = signedInByBroker();
            broker.silently(tokens("second"));

            assertThat(app.acquireTokenSilent(account, "User.Read").execute().source())
                    .isEqualTo(TokenSource.CACHE);
            CLOCK.advance(Duration.ofHours(2));
            AuthenticationResult renewed =
                    app.acquireTokenSilent(account, "User.Read").execute();

            assertThat(renewed.accessToken()).isEqualTo("second");
            assertThat(renewed.source()).isEqualTo(TokenSource.BROKER);
            assertThat(broker.silentRequests().get(1).homeAccountId()).contains(HOME);
            assertThat(broker.silentRequests().get(1).authority().getPath()).isEqualTo("/contoso");
        }

        @Test
        void looksForTheBrokerOnlyWhenSomethingIsFetched() {
            Account account = signedInByBroker();
            AtomicInteger looked = new AtomicInteger();
            PublicClientApplication counting = builder(emulator.authority("contoso"))
                    .broker(new CountingBroker(broker, looked))
                    .build();

            counting.acquireTokenSilent(account, "User.Read").execute();
            assertThat(looked).hasValue(0);

            broker.silently(tokens("second"));
            counting.acquireTokenSilent(account, "User.Read").forceRefresh().execute();
            assertThat(looked).hasValue(1);
        }

        @Test
        void neverLooksForTheBrokerForWhoeverSignedInWithTheBrowser() {
            Account account = signedInByBrowser();
            AtomicInteger looked = new AtomicInteger();

            builder(emulator.authority("contoso"))
                    .broker(new CountingBroker(broker, looked))
                    .build()
                    .acquireTokenSilent(account, "User.Read")
                    .forceRefresh()
                    .execute();

            assertThat(looked).hasValue(0);
        }

        @Test
        void isRenewedByRefreshTokenWhenTheBrokerIsGone() {
            Account account = signedInByBrowser();
            forgetSource();
            broker.missing();
            PublicClientApplication next =
                    builder(emulator.authority("contoso")).build();
            Account unknown = next.account(account.homeAccountId()).orElseThrow();

            assertThat(next.acquireTokenSilent(unknown, "User.Read")
                            .forceRefresh()
                            .execute()
                            .source())
                    .isEqualTo(TokenSource.IDENTITY_PROVIDER);
            assertThat(broker.silentRequests()).isEmpty();
        }

        @Test
        void isTheBrokersAlsoAfterTheProcessStartedAnew() {
            Account account = signedInByBroker();
            broker.silently(tokens("second"));
            PublicClientApplication next =
                    builder(emulator.authority("contoso")).build();

            assertThat(next.accounts()).extracting(Account::source).containsExactly(AccountSource.BROKER);
            assertThat(next.acquireTokenSilent(account, "User.Read")
                            .forceRefresh()
                            .execute()
                            .accessToken())
                    .isEqualTo("second");
        }

        @Test
        void isRefusedForGoodWhenTheAccountIsTheBrokers() {
            Account account = signedInByBroker();
            broker.refuseSilently(Reason.INTERACTION_REQUIRED, "the password changed");

            assertThatThrownBy(() -> app.acquireTokenSilent(account, "User.Read")
                            .forceRefresh()
                            .execute())
                    .isInstanceOf(MsalInteractionRequiredException.class)
                    .hasMessageContaining("the password changed")
                    .hasMessageContaining("interactively");
        }

        @Test
        void isNotTheBrokersForWhoeverSignedInWithTheBrowser() {
            Account account = signedInByBrowser();

            AuthenticationResult result =
                    app.acquireTokenSilent(account, "User.Read").forceRefresh().execute();

            assertThat(result.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
            assertThat(broker.silentRequests()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(
                value = Reason.class,
                names = {"INTERACTION_REQUIRED", "FAILED"})
        void isRenewedByRefreshTokenWhenNobodyKnowsHowThePersonSignedInAndTheBrokerIsNoHelp(Reason reason) {
            Account account = signedInByBrowser();
            forgetSource();
            broker.refuseSilently(reason, "unknown here, or no answer within 30 s");
            PublicClientApplication next =
                    builder(emulator.authority("contoso")).build();
            Account unknown = next.account(account.homeAccountId()).orElseThrow();

            assertThat(unknown.source()).isEqualTo(AccountSource.UNKNOWN);
            assertThat(next.acquireTokenSilent(unknown, "User.Read")
                            .forceRefresh()
                            .execute()
                            .source())
                    .isEqualTo(TokenSource.IDENTITY_PROVIDER);
            assertThat(broker.silentRequests()).hasSize(1);
        }

        @Test
        void ofAnotherAccountIsRefused() {
            signedInByBroker();
            broker.silently(tokens("of-another"));
            Account grace = new Account("other." + TENANT, app.accounts().get(0).environment(), "", Map.of())
                    .from(AccountSource.BROKER);

            assertThatThrownBy(() -> app.acquireTokenSilent(grace, "User.Read").execute())
                    .isInstanceOfSatisfying(
                            MsalUntrustedResponseException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("user_mismatch"));
        }
    }

    @Nested
    class ABoundToken {

        @Test
        void isSignedByTheBrokerForEachRequestAndKeptByNobody() {
            Account account = signedInByBroker();
            broker.silently(tokens("signed.one.x", "pop", HINT)).silently(tokens("signed.two.x", "pop", HINT));

            AuthenticationResult one = app.acquireTokenSilent(account, "User.Read")
                    .proofOfPossession(GET.withNonce("n-1"))
                    .execute();
            AuthenticationResult two = app.acquireTokenSilent(account, "User.Read")
                    .proofOfPossession(GET)
                    .execute();

            assertThat(one.authorizationHeader()).isEqualToIgnoringCase("PoP signed.one.x");
            assertThat(two.accessToken()).isEqualTo("signed.two.x");
            assertThat(broker.silentRequests().get(1).binding())
                    .isEqualTo(new TokenBinding.SignedRequest("GET", "api.contoso.example:8443", "/orders/7", "n-1"));
            assertThat(stored()).contains("\"first\"").doesNotContain("signed.one.x");
            assertThat(app.acquireTokenSilent(account, "User.Read").execute().accessToken())
                    .isEqualTo("first");
        }

        @Test
        void signsInWithoutAnyTokenToKeep() {
            broker.silently(tokens("signed.one.x", "pop", HINT));

            app.acquireTokenInteractive("User.Read").proofOfPossession(GET).execute();

            assertThat(builder(emulator.authority("contoso")).build().accounts())
                    .extracting(Account::source)
                    .containsExactly(AccountSource.BROKER);
        }

        @Test
        void isNotTheBrokersWhenTheKeyIsTheCallers() {
            AuthenticationResult result = app.acquireTokenInteractive("User.Read")
                    .proofOfPossession(GET.withKey(JoseProofKey.generate()))
                    .execute();

            assertThat(result.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
            assertThat(broker.silentRequests()).isEmpty();
        }

        @Test
        void thatCameAsABearerTokenIsRefused() {
            broker.silently(tokens("bearer"));

            assertThatThrownBy(() -> app.acquireTokenInteractive("User.Read")
                            .proofOfPossession(GET)
                            .execute())
                    .isInstanceOfSatisfying(
                            MsalUntrustedResponseException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("token_type_mismatch"));
        }

        @Test
        void mayBeAnSshCertificateAndNothingThatOnlySaysSo() {
            broker.silently(tokens("AAAAcertificate", "ssh-cert", HINT)).silently(tokens("no-cert", "ssh-cert", HINT));

            AuthenticationResult certificate = app.acquireTokenInteractive("User.Read")
                    .sshCertificate("{\"kty\":\"RSA\"}", "k-1")
                    .execute();

            assertThat(certificate.accessToken()).isEqualTo("AAAAcertificate");
            assertThat(broker.silentRequests().get(0).binding())
                    .isEqualTo(new TokenBinding.SshCertificate("{\"kty\":\"RSA\"}", "k-1"));
            assertThatThrownBy(() -> app.acquireTokenInteractive("User.Read")
                            .sshCertificate("{\"kty\":\"RSA\"}", "k-2")
                            .execute())
                    .isInstanceOf(MsalUntrustedResponseException.class);
        }
    }

    @Nested
    class ARefusal {

        private void assertFails(Class<? extends MsalException> type, String code) {
            assertThatThrownBy(() -> app.acquireTokenInteractive("User.Read")
                            .prompt(Prompt.SELECT_ACCOUNT)
                            .timeout(Duration.ofSeconds(5))
                            .execute())
                    .isInstanceOfSatisfying(type, failure -> {
                        assertThat(failure.errorCode()).isEqualTo(code);
                        assertThat(failure.correlationId()).isPresent();
                        assertThat(failure.getMessage()).doesNotContain("eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln");
                    });
            assertThat(emulator.tokenRequestCount()).isZero();
        }

        @Test
        void ofAFailedBrokerIsFinalAndPrintsNoToken() {
            broker.refuseInteractively(Reason.FAILED, "0x80070520 eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln");

            assertFails(MsalBrokerException.class, "broker_error");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "AADSTS50011: the redirect URI does not match",
                    "AADSTS7000218: the request body must contain client_assertion or client_secret"
                })
        void ofAnUnregisteredRedirectUriSaysWhichToRegister(String words) {
            broker.refuseInteractively(Reason.FAILED, words).refuseInteractively(Reason.FAILED, words);

            assertFails(MsalConfigurationException.class, "broker_redirect_uri_not_registered");
            assertThatThrownBy(() -> app.acquireTokenInteractive("User.Read")
                            .prompt(Prompt.SELECT_ACCOUNT)
                            .execute())
                    .hasMessageContaining("on Windows ms-appx-web://Microsoft.AAD.BrokerPlugin/{client id}")
                    .hasMessageContaining("on macOS msauth.com.msauth.unsignedapp://auth")
                    .hasMessageContaining("on Linux https://login.microsoftonline.com/common/oauth2/nativeclient");
        }

        @Test
        void ofABrokerThatBreaksItsContractIsABrokerFailureThatPrintsNoToken() {
            app = builder(emulator.authority("contoso"))
                    .broker(new BrokenBroker("no such message eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln"))
                    .build();

            assertFails(MsalBrokerException.class, "broker_error");
        }

        @Test
        void byThePersonIsACancellation() {
            broker.refuseInteractively(Reason.CANCELLED, "the window was closed");

            assertFails(MsalCancelledException.class, "authentication_canceled");
        }

        @Test
        void ofALateWindowIsATimeout() throws Exception {
            broker.showWindowForEver();
            Thread clock = new Thread(() -> {
                while (broker.interactiveRequests().isEmpty()) {
                    Thread.onSpinWait();
                }
                CLOCK.advance(Duration.ofSeconds(6));
            });
            clock.start();

            assertFails(MsalTimeoutException.class, "request_timeout");
            clock.join();
        }
    }

    @Nested
    class SigningOut {

        @Test
        void tellsTheBrokerAndForgetsEverything() {
            Account account = signedInByBroker();

            app.removeAccount(account);

            assertThat(broker.signOuts()).containsExactly(new FakeBroker.SignOut(app.clientId(), HOME));
            assertThat(app.accounts()).isEmpty();
        }

        @Test
        void worksWhenTheBrokerDoesNot() {
            Account account = signedInByBroker();
            broker.refuseSignOut("out of order");

            app.removeAccount(account);

            assertThat(app.accounts()).isEmpty();
            assertThat(events.events()).extracting(Event::name).contains("broker.sign_out_failed");
        }

        @Test
        void worksWhenNobodyCanTellWhetherTheBrokerIsThere() {
            Account account = signedInByBroker();
            PublicClientApplication broken = withBrokerBeyondAsking();

            broken.removeAccount(account);

            assertThat(broken.accounts()).isEmpty();
            assertThat(events.events()).extracting(Event::name).contains("broker.sign_out_failed");
        }

        @Test
        void doesNotWaitForTheBrokerBeforeItForgets() {
            Account account = signedInByBroker();
            List<List<Account>> atThatMoment = new ArrayList<>();
            PublicClientApplication slow = builder(emulator.authority("contoso"))
                    .broker(new SearchedForBroker((deadline, given) -> atThatMoment.add(app.accounts())))
                    .build();

            slow.removeAccount(account);

            assertThat(atThatMoment).as("once, when nobody was left").containsExactly(List.of());
        }

        @Test
        void tellsTheBrokerAlsoWhenTheStoreDoesNotForget() {
            PublicClientApplication strict = builder(emulator.authority("contoso"))
                    .tokenStore(store, StoreOptions.wholeDocument().failingWithStore())
                    .build();
            Account account = signedInByBroker();
            store.failNextWrite(new IOException("the disk is gone"));

            assertThatThrownBy(() -> strict.removeAccount(account)).isInstanceOf(MsalStoreException.class);

            assertThat(broker.signOuts()).hasSize(1);
        }
    }

    @Nested
    class ABrokerOfWhichNobodyCanTellWhetherItIsThere {

        @Test
        void failsASignInAsABrokerThatPrintsNoToken() {
            app = withBrokerBeyondAsking();

            assertThatThrownBy(() -> app.acquireTokenInteractive("User.Read")
                            .correlationId("c-1")
                            .execute())
                    .isInstanceOfSatisfying(MsalBrokerException.class, failure -> {
                        assertThat(failure.errorCode()).isEqualTo("broker_error");
                        assertThat(failure.correlationId()).contains("c-1");
                        assertThat(failure.getMessage()).doesNotContain("eyJhbGciOiJSUzI1NiJ9");
                    });
        }

        @Test
        void failsARenewalOfThoseWhoSignedInWithIt() {
            Account account = signedInByBroker();

            assertThatThrownBy(() -> withBrokerBeyondAsking()
                            .acquireTokenSilent(account, "User.Read")
                            .forceRefresh()
                            .execute())
                    .isInstanceOf(MsalBrokerException.class);
        }

        @Test
        void isAsGoodAsNoneToThoseOfWhomNobodyKnowsHowTheySignedIn() {
            Account account = signedInByBrowser();
            forgetSource();
            PublicClientApplication next = withBrokerBeyondAsking();
            Account unknown = next.account(account.homeAccountId()).orElseThrow();

            assertThat(unknown.source()).isEqualTo(AccountSource.UNKNOWN);
            assertThat(next.acquireTokenSilent(unknown, "User.Read")
                            .forceRefresh()
                            .execute()
                            .source())
                    .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }

        @Test
        void isToldOfWhenTheirRefreshTokenIsNoHelpEither() {
            Account account = signedInByBrowser();
            forgetSource();
            emulator.revokeRefreshTokens("ada@contoso.example");

            assertThatThrownBy(() -> withBrokerBeyondAsking()
                            .acquireTokenSilent(account.from(AccountSource.UNKNOWN), "User.Read")
                            .forceRefresh()
                            .execute())
                    .isInstanceOf(MsalInteractionRequiredException.class)
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .singleElement()
                            .isInstanceOf(MsalBrokerException.class));
        }
    }

    private PublicClientApplication withBrokerBeyondAsking() {
        return builder(emulator.authority("contoso"))
                .broker(new SearchedForBroker((deadline, given) -> {
                    throw new IllegalStateException("no such bus eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln");
                }))
                .build();
    }

    @Nested
    class TheSearchForABroker {

        private final Cancellation cancellation = new Cancellation();

        @Test
        void isAPartOfTheCallAndTakesNoLonger() {
            Account account = signedInByBroker();
            PublicClientApplication patient =
                    searching((deadline, cancellation) -> CLOCK.advance(deadline.remainingAtMost(Duration.ofHours(1))));

            assertThatThrownBy(() -> patient.acquireTokenInteractive("User.Read")
                            .timeout(Duration.ofSeconds(7))
                            .execute())
                    .isInstanceOf(MsalTimeoutException.class)
                    .hasMessageContaining("search for the broker");
            assertThatThrownBy(() -> patient.acquireTokenSilent(account, "User.Read")
                            .forceRefresh()
                            .timeout(Duration.ofSeconds(7))
                            .execute())
                    .isInstanceOf(MsalTimeoutException.class)
                    .hasMessageContaining("search for the broker");
            assertThat(emulator.tokenRequestCount()).isZero();
        }

        @Test
        void endsWithTheCall() {
            Account account = signedInByBroker();
            PublicClientApplication cancelling = searching((deadline, given) -> {
                cancellation.cancel();
                assertThat(given.isCancelled()).isTrue();
            });

            assertThatThrownBy(() -> cancelling
                            .acquireTokenSilent(account, "User.Read")
                            .forceRefresh()
                            .cancellation(cancellation)
                            .execute())
                    .isInstanceOf(MsalCancelledException.class);
        }

        @Test
        void doesNotBeginWhenTheCallIsOver() {
            Account account = signedInByBroker();
            cancellation.cancel();
            PublicClientApplication careful = searching((deadline, given) -> {
                throw new AssertionError("a call that is over was searched for");
            });

            assertThatThrownBy(() -> careful.acquireTokenInteractive("User.Read")
                            .cancellation(cancellation)
                            .execute())
                    .isInstanceOf(MsalCancelledException.class);
            assertThatThrownBy(() -> careful.acquireTokenSilent(account, "User.Read")
                            .forceRefresh()
                            .cancellation(cancellation)
                            .execute())
                    .isInstanceOf(MsalCancelledException.class);
        }

        private PublicClientApplication searching(BiConsumer<Deadline, Cancellation> search) {
            return builder(emulator.authority("contoso"))
                    .broker(new SearchedForBroker(search))
                    .build();
        }
    }

    /** One that takes its time to say that it is not there. */
    private record SearchedForBroker(BiConsumer<Deadline, Cancellation> search) implements Broker {

        @Override
        public boolean isAvailable() {
            return isAvailable(Deadline.none(), Cancellation.none());
        }

        @Override
        public boolean isAvailable(Deadline deadline, Cancellation cancellation) {
            search.accept(deadline, cancellation);
            return false;
        }

        @Override
        public BrokerTokens acquireSilently(BrokerRequest request) {
            throw new IllegalStateException("not there");
        }

        @Override
        public BrokerTokens acquireInteractively(BrokerRequest request) {
            throw new IllegalStateException("not there");
        }

        @Override
        public void signOut(String clientId, String homeAccountId) {
            throw new IllegalStateException("not there");
        }
    }

    /** Counts how often somebody looks whether it is there. */
    private record CountingBroker(Broker broker, AtomicInteger looked) implements Broker {

        @Override
        public boolean isAvailable() {
            looked.incrementAndGet();
            return broker.isAvailable();
        }

        @Override
        public BrokerTokens acquireSilently(BrokerRequest request) throws BrokerRefusedException {
            return broker.acquireSilently(request);
        }

        @Override
        public BrokerTokens acquireInteractively(BrokerRequest request) throws BrokerRefusedException {
            return broker.acquireInteractively(request);
        }

        @Override
        public void signOut(String clientId, String homeAccountId) throws BrokerRefusedException {
            broker.signOut(clientId, homeAccountId);
        }
    }

    /** One that throws what its contract does not allow. */
    private record BrokenBroker(String words) implements Broker {

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public BrokerTokens acquireSilently(BrokerRequest request) {
            throw new IllegalStateException(words);
        }

        @Override
        public BrokerTokens acquireInteractively(BrokerRequest request) {
            throw new IllegalStateException(words);
        }

        @Override
        public void signOut(String clientId, String homeAccountId) {
            throw new IllegalStateException(words);
        }
    }
}

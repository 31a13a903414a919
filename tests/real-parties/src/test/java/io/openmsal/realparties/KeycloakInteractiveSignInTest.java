package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.InteractiveRequest;
import io.openmsal.PublicClientApplication;
import io.openmsal.PublicClientApplicationBuilder;
import io.openmsal.adapter.cache.FileTokenStore;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.oauth.Prompt;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Secret;
import io.openmsal.realparties.chromium.Chromium;
import io.openmsal.realparties.chromium.NeedsChromium;
import io.openmsal.realparties.chromium.Person;
import io.openmsal.realparties.chromium.Screenshots;
import io.openmsal.realparties.keycloak.Keycloak;
import io.openmsal.realparties.keycloak.KeycloakRealm;
import io.openmsal.realparties.keycloak.NeedsKeycloak;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A desktop application signs a person in at Keycloak, in their own browser, with PKCE and a loopback listener. */
@NeedsKeycloak
@NeedsChromium
class KeycloakInteractiveSignInTest {

    private final Keycloak keycloak;
    private final TestClock clock = new TestClock(Instant.now());
    private Person ada;

    KeycloakInteractiveSignInTest(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void seat(Chromium chromium) {
        ada = new Person(chromium);
    }

    @AfterEach
    void leave() {
        ada.close();
    }

    @ParameterizedTest
    @EnumSource
    void aPersonSignsInOnKeycloaksOwnPage(Transport transport) {
        ada.will(page -> {
            KeycloakPages.signIn(page, keycloak);
            ClosingPages.awaitSuccess(page);
        });

        AuthenticationResult result = signInTo(desktopApp(transport, KeycloakRealm.PUBLIC_CLIENT));

        assertThat(result.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(result.scopes()).contains(KeycloakRealm.SCOPE);
        assertThat(result.account().map(Account::username)).contains(KeycloakRealm.USERNAME);
        assertThat(result.account().map(Account::homeAccountId))
                .isEqualTo(result.idTokenClaims().flatMap(claims -> claims.subject()));
    }

    @Test
    void aWrongPasswordIsKeycloaksAffairAndTheWaitGoesOn() {
        ada.will(page -> {
            KeycloakPages.mistypePassword(page);
            KeycloakPages.signIn(page, keycloak);
            ClosingPages.awaitSuccess(page);
        });

        AuthenticationResult result = signInTo(desktopApp(KeycloakRealm.PUBLIC_CLIENT));

        assertThat(result.account().map(Account::username)).contains(KeycloakRealm.USERNAME);
    }

    @Test
    void aPersonWhoRefusesConsentHasCancelled() {
        ada.will(page -> {
            KeycloakPages.signIn(page, keycloak);
            KeycloakPages.refuseConsent(page);
            ClosingPages.awaitFailure(page);
            Screenshots.keep(page, "closing-after-refusal-at-keycloak");
        });

        assertThatExceptionOfType(MsalCancelledException.class)
                .isThrownBy(() -> signInTo(desktopApp(KeycloakRealm.CONSENT_CLIENT)))
                .satisfies(failure -> assertThat(failure.errorCode()).isEqualTo("access_denied"));
    }

    @Test
    void theApplicationMayStopWaitingWhileTheLoginPageIsOpen() {
        Cancellation enough = new Cancellation();
        CountDownLatch noted = new CountDownLatch(1);
        ada.will(page -> {
            page.locator("#username").waitFor();
            noted.countDown();
            enough.cancel();
        });

        assertThatExceptionOfType(MsalCancelledException.class)
                .isThrownBy(() -> desktopApp(KeycloakRealm.PUBLIC_CLIENT)
                        .acquireTokenInteractive(KeycloakRealm.SCOPE)
                        .cancellation(enough)
                        .execute());
        assertThat(noted.getCount()).isZero();
    }

    @Test
    void theSuggestedNameStandsInTheFormAlready() {
        ada.will(page -> {
            assertThat(page.locator("#username").inputValue()).isEqualTo("ada@contoso.example");
            KeycloakPages.signIn(page, keycloak);
            ClosingPages.awaitSuccess(page);
        });

        AuthenticationResult result = request(desktopApp(KeycloakRealm.PUBLIC_CLIENT))
                .loginHint("ada@contoso.example")
                .execute();

        assertThat(result.account()).isPresent();
    }

    @Test
    void aSignInThatMustNotBeOldSaysWhenItWas() {
        ada.will(page -> {
            KeycloakPages.signIn(page, keycloak);
            ClosingPages.awaitSuccess(page);
        });

        AuthenticationResult result = request(desktopApp(KeycloakRealm.PUBLIC_CLIENT))
                .maxAge(Duration.ofMinutes(5))
                .execute();

        assertThat(result.idTokenClaims().flatMap(claims -> claims.number("auth_time")))
                .isPresent();
    }

    @Test
    void aPersonWhoIsNotSignedInAtKeycloakIsNeededAfterAll() {
        ada.will(ClosingPages::awaitFailure);

        assertThatExceptionOfType(MsalInteractionRequiredException.class)
                .isThrownBy(() -> request(desktopApp(KeycloakRealm.PUBLIC_CLIENT))
                        .prompt(Prompt.NONE)
                        .execute())
                .satisfies(failure -> assertThat(failure.errorCode()).isEqualTo("login_required"));
    }

    /**
     * The session has to come from elsewhere: Keycloak ends that of a sign-in which asked for {@code offline_access} at once, as
     * the library always does.
     */
    @Test
    void aPersonWhoIsSignedInAtKeycloakAlreadyTypesNothing() {
        ada.will(page -> KeycloakPages.signInToAccountPage(page, keycloak));
        ada.open(URI.create(keycloak.issuer() + "/account"));
        ada.finishes();
        ada.will(ClosingPages::awaitSuccess);

        AuthenticationResult result = signInTo(desktopApp(KeycloakRealm.PUBLIC_CLIENT));

        assertThat(result.account().map(Account::username)).contains(KeycloakRealm.USERNAME);
    }

    @Nested
    class OnceSignedIn {

        private PublicClientApplication app;
        private AuthenticationResult signedIn;
        private Account account;

        @BeforeEach
        void signIn() {
            ada.will(page -> {
                KeycloakPages.signIn(page, keycloak);
                ClosingPages.awaitSuccess(page);
            });
            app = desktopApp(KeycloakRealm.PUBLIC_CLIENT);
            signedIn = signInTo(app);
            account = signedIn.account().orElseThrow();
        }

        @Test
        void theTokenComesFromTheCache() {
            AuthenticationResult silent =
                    app.acquireTokenSilent(account, KeycloakRealm.SCOPE).execute();

            assertThat(silent.source()).isEqualTo(TokenSource.CACHE);
            assertThat(silent.accessToken()).isEqualTo(signedIn.accessToken());
        }

        @Test
        void aTokenThatIsAboutToExpireIsRefreshed() {
            clock.advance(Duration.ofMinutes(11));

            AuthenticationResult silent =
                    app.acquireTokenSilent(account, KeycloakRealm.SCOPE).execute();

            assertThat(silent.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
            assertThat(silent.refreshReason()).isEqualTo(CacheRefreshReason.EXPIRED);
            assertThat(silent.accessToken()).isNotEqualTo(signedIn.accessToken());
            assertThat(silent.account()).contains(account);
        }

        @Test
        void theNextRefreshUsesTheRefreshTokenThatTheLastOneBrought() {
            app.acquireTokenSilent(account, KeycloakRealm.SCOPE).forceRefresh().execute();

            AuthenticationResult again = app.acquireTokenSilent(account, KeycloakRealm.SCOPE)
                    .forceRefresh()
                    .execute();

            assertThat(again.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }

        @Test
        void aRefreshTokenOfNobodyMeansThatThePersonHasToSignInAgain() {
            assertThatExceptionOfType(MsalInteractionRequiredException.class)
                    .isThrownBy(() -> app.acquireTokenByRefreshToken(Secret.of("made-up"), KeycloakRealm.SCOPE)
                            .execute())
                    .satisfies(failure -> assertThat(failure.errorCode()).isEqualTo("invalid_grant"));
        }

        /** Keycloak refuses no such refresh: it grants what the person agreed to when they signed in. */
        @Test
        void aScopeThatWasNotAskedForAtSignInIsReportedAsDeclined() {
            AuthenticationResult silent =
                    app.acquireTokenSilent(account, KeycloakRealm.OTHER_SCOPE).execute();

            assertThat(silent.declinedScopes()).containsExactly(KeycloakRealm.OTHER_SCOPE);
            assertThat(silent.scopes()).contains(KeycloakRealm.SCOPE).doesNotContain(KeycloakRealm.OTHER_SCOPE);
        }

        @Test
        void whoSignedOutIsForgotten() {
            app.removeAccount(account);

            assertThat(app.accounts()).isEmpty();
            assertThat(app.acquireTokenSilent(account, KeycloakRealm.SCOPE).tryExecute())
                    .isEmpty();
        }
    }

    /** A second application object on the same files stands for the next run of the program. */
    @Nested
    class WithTokensKeptInFiles {

        @Test
        void theNextRunOfTheProgramFindsThePersonSignedIn(@TempDir Path folder) {
            ada.will(page -> {
                KeycloakPages.signIn(page, keycloak);
                ClosingPages.awaitSuccess(page);
            });
            AuthenticationResult signedIn = signInTo(keepingIn(folder));

            PublicClientApplication nextRun = keepingIn(folder);
            List<Account> accounts = nextRun.accounts();

            assertThat(accounts).containsExactly(signedIn.account().orElseThrow());
            assertThat(nextRun.acquireTokenSilent(accounts.get(0), KeycloakRealm.SCOPE)
                            .execute()
                            .accessToken())
                    .isEqualTo(signedIn.accessToken());
            assertThat(nextRun.acquireTokenSilent(accounts.get(0), KeycloakRealm.SCOPE)
                            .forceRefresh()
                            .execute()
                            .source())
                    .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }

        private PublicClientApplication keepingIn(Path folder) {
            return builder(Transport.APACHE, KeycloakRealm.PUBLIC_CLIENT)
                    .tokenStore(new FileTokenStore(folder))
                    .build();
        }
    }

    /** Keycloak's tokens live for five minutes unless somebody says otherwise, which is just the margin kept by default. */
    @Nested
    class WithTokensThatLiveForFiveMinutes {

        @Test
        void theCacheServesWhoAsksForLessThanTheUsualMargin() {
            ada.will(page -> {
                KeycloakPages.signIn(page, keycloak);
                ClosingPages.awaitSuccess(page);
            });
            PublicClientApplication app = desktopApp(KeycloakRealm.SHORT_LIVED_CLIENT);
            Account account = signInTo(app).account().orElseThrow();

            AuthenticationResult silent = app.acquireTokenSilent(account, KeycloakRealm.SCOPE)
                    .minimumLifetime(Duration.ofMinutes(1))
                    .execute();

            assertThat(silent.source()).isEqualTo(TokenSource.CACHE);
        }
    }

    private AuthenticationResult signInTo(PublicClientApplication app) {
        return request(app).execute();
    }

    private InteractiveRequest request(PublicClientApplication app) {
        return app.acquireTokenInteractive(KeycloakRealm.SCOPE).cancellation(ada.givesUp());
    }

    private PublicClientApplication desktopApp(String clientId) {
        return desktopApp(Transport.APACHE, clientId);
    }

    private PublicClientApplication desktopApp(Transport transport, String clientId) {
        return builder(transport, clientId).build();
    }

    private PublicClientApplicationBuilder builder(Transport transport, String clientId) {
        return PublicClientApplication.builder(clientId)
                .oidcAuthority(keycloak.issuer())
                .allowHttpOnLoopback()
                .adapters(transport.adapters().withBrowser(ada).withClock(clock, (duration, cancellation) -> {}));
    }
}

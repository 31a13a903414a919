package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.realparties.keycloak.Keycloak;
import io.openmsal.realparties.keycloak.KeycloakRealm;
import io.openmsal.realparties.keycloak.NeedsKeycloak;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person who types their Keycloak password into the application itself. */
@NeedsKeycloak
class KeycloakPasswordTest {

    private final Keycloak keycloak;

    KeycloakPasswordTest(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    @ParameterizedTest
    @EnumSource
    void thePersonIsSignedInServedFromTheCacheAndRenewed(Transport transport) {
        PublicClientApplication app = desktop(transport);

        AuthenticationResult first = app.acquireTokenByUsernamePassword(
                        KeycloakRealm.USERNAME, keycloak.realm().password(), KeycloakRealm.SCOPE)
                .execute();
        Account ada = first.account().orElseThrow();
        AuthenticationResult cached =
                app.acquireTokenSilent(ada, KeycloakRealm.SCOPE).execute();
        AuthenticationResult renewed =
                app.acquireTokenSilent(ada, KeycloakRealm.SCOPE).forceRefresh().execute();

        assertThat(ada.username()).isEqualTo(KeycloakRealm.USERNAME);
        assertThat(first.idTokenClaims().orElseThrow().audience()).contains(app.clientId());
        assertThat(cached.source()).isEqualTo(TokenSource.CACHE);
        assertThat(cached.accessToken()).isEqualTo(first.accessToken());
        assertThat(renewed.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(renewed.accessToken()).isNotEqualTo(first.accessToken());
    }

    /** Keycloak ends the session of whoever brings it a refresh token twice. */
    @Test
    void manyThreadsRenewDifferentTokensAtOnceAndTheSessionGoesOn() throws Exception {
        PublicClientApplication app = desktop(Transport.APACHE);
        Account ada = app.acquireTokenByUsernamePassword(
                        KeycloakRealm.USERNAME,
                        keycloak.realm().password(),
                        KeycloakRealm.SCOPE,
                        KeycloakRealm.OTHER_SCOPE)
                .execute()
                .account()
                .orElseThrow();
        Map<String, Future<AuthenticationResult>> renewed = new LinkedHashMap<>();

        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (String wanted : List.of("phone", "address", "phone address", "phone email", "address email")) {
                renewed.put(
                        wanted,
                        threads.submit(() -> app.acquireTokenSilent(ada, wanted.split(" "))
                                .forceRefresh()
                                .execute()));
            }
            for (Map.Entry<String, Future<AuthenticationResult>> each : renewed.entrySet()) {
                assertThat(each.getValue().get(60, TimeUnit.SECONDS).scopes())
                        .contains(each.getKey().split(" "));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWebApplicationProvesItselfWithItsSecretToo(Transport transport) {
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        KeycloakRealm.SECRET_CLIENT,
                        ClientCredentials.secret(keycloak.realm().clientSecret().reveal()))
                .oidcAuthority(keycloak.issuer())
                .allowHttpOnLoopback()
                .adapters(transport.adapters())
                .build();

        AuthenticationResult result = app.acquireTokenByUsernamePassword(
                        KeycloakRealm.USERNAME, keycloak.realm().password(), KeycloakRealm.SCOPE)
                .execute();

        assertThat(result.account().map(Account::username)).contains(KeycloakRealm.USERNAME);
    }

    @Test
    void aWrongPasswordIsToBeTypedAgain() {
        PublicClientApplication app = desktop(Transport.APACHE);

        assertThatExceptionOfType(MsalServiceException.class)
                .isThrownBy(() -> app.acquireTokenByUsernamePassword(
                                KeycloakRealm.USERNAME, Secret.of("a-password-of-somebody-else"), KeycloakRealm.SCOPE)
                        .execute())
                .withMessageContaining("localhost")
                .withMessageContaining("Check user name and password")
                .satisfies(failure -> {
                    assertThat(failure.serviceError().status()).isEqualTo(400);
                    assertThat(failure.serviceError().error()).isEqualTo("invalid_grant");
                    assertThat(failure.getMessage()).doesNotContain("a-password-of-somebody-else");
                });
        assertThat(app.accounts()).isEmpty();
    }

    @Test
    void anApplicationThatMayNotTakePasswordsIsRefused() {
        PublicClientApplication app = PublicClientApplication.builder(KeycloakRealm.SHORT_LIVED_CLIENT)
                .oidcAuthority(keycloak.issuer())
                .allowHttpOnLoopback()
                .build();

        assertThatExceptionOfType(MsalServiceException.class)
                .isThrownBy(() -> app.acquireTokenByUsernamePassword(
                                KeycloakRealm.USERNAME, keycloak.realm().password(), KeycloakRealm.SCOPE)
                        .execute())
                .satisfies(failure -> assertThat(failure.serviceError().error()).isEqualTo("unauthorized_client"));
    }

    private PublicClientApplication desktop(Transport transport) {
        return PublicClientApplication.builder(KeycloakRealm.PUBLIC_CLIENT)
                .oidcAuthority(keycloak.issuer())
                .allowHttpOnLoopback()
                .adapters(transport.adapters())
                .build();
    }
}

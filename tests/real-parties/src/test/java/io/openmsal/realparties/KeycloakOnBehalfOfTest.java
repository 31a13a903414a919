package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ConfidentialClientApplicationBuilder;
import io.openmsal.OnBehalfOfSessions;
import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.OnBehalfOfProtocol;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.realparties.keycloak.Keycloak;
import io.openmsal.realparties.keycloak.KeycloakRealm;
import io.openmsal.realparties.keycloak.NeedsKeycloak;
import io.openmsal.realparties.keycloak.OutsideIssuer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A web API that Keycloak gives tokens for its callers: by the exchange of theirs, or for an assertion of an issuer outside. */
@NeedsKeycloak
class KeycloakOnBehalfOfTest {

    private final Keycloak keycloak;

    KeycloakOnBehalfOfTest(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    @Nested
    class WithTheTokenOfItsCaller {

        @ParameterizedTest
        @EnumSource
        void itGetsOneOfItsOwnForThemWithoutBeingToldHow(Transport transport) {
            ConfidentialClientApplication api =
                    api(KeycloakRealm.API_CLIENT).adapters(transport.adapters()).build();
            Secret received = receivedFromAda();

            AuthenticationResult first = api.acquireTokenOnBehalfOf(received, KeycloakRealm.OTHER_SCOPE)
                    .execute();
            AuthenticationResult again = api.acquireTokenOnBehalfOf(received, KeycloakRealm.OTHER_SCOPE)
                    .execute();

            assertThat(payload(received)).contains("\"azp\":\"" + KeycloakRealm.PUBLIC_CLIENT + "\"");
            assertThat(payload(Secret.of(first.accessToken())))
                    .contains("\"azp\":\"" + KeycloakRealm.API_CLIENT + "\"")
                    .contains("\"preferred_username\":\"" + KeycloakRealm.USERNAME + "\"");
            assertThat(first.account().map(Account::username)).contains(KeycloakRealm.USERNAME);
            assertThat(again.source()).isEqualTo(TokenSource.CACHE);
            assertThat(again.accessToken()).isEqualTo(first.accessToken());
            assertThat(again.account()).isEqualTo(first.account());
        }

        @Test
        void anotherTokenOfTheSamePersonIsExchangedAnew() {
            ConfidentialClientApplication api = api(KeycloakRealm.API_CLIENT).build();

            AuthenticationResult first = api.acquireTokenOnBehalfOf(receivedFromAda(), KeycloakRealm.OTHER_SCOPE)
                    .execute();
            AuthenticationResult second = api.acquireTokenOnBehalfOf(receivedFromAda(), KeycloakRealm.OTHER_SCOPE)
                    .execute();

            assertThat(second.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
            assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        }

        @Test
        void whoMayNotExchangeIsRefusedInKeycloaksWords() {
            Secret received = receivedFromAda();

            assertThatExceptionOfType(MsalServiceException.class)
                    .isThrownBy(() -> api(KeycloakRealm.SECRET_CLIENT)
                            .build()
                            .acquireTokenOnBehalfOf(received, KeycloakRealm.OTHER_SCOPE)
                            .execute())
                    .withMessageContaining("localhost")
                    .withMessageContaining("xchange")
                    .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(received.reveal()));
        }

        @Test
        void whatIsNoTokenOfKeycloaksIsRefused() {
            assertThatExceptionOfType(MsalServiceException.class)
                    .isThrownBy(() -> api(KeycloakRealm.API_CLIENT)
                            .build()
                            .acquireTokenOnBehalfOf(Secret.of("not.a.token"), KeycloakRealm.OTHER_SCOPE)
                            .execute())
                    .satisfies(failure ->
                            assertThat(failure.serviceError().status()).isEqualTo(400));
        }

        @Test
        void microsoftsWayWouldNotBeUnderstood() {
            Secret received = receivedFromAda();

            assertThatExceptionOfType(MsalInteractionRequiredException.class)
                    .isThrownBy(() -> api(KeycloakRealm.API_CLIENT)
                            .onBehalfOf(OnBehalfOfProtocol.ENTRA)
                            .build()
                            .acquireTokenOnBehalfOf(received, KeycloakRealm.OTHER_SCOPE)
                            .execute())
                    .withMessageContaining("No Identity Provider");
        }

        @Test
        void aSessionServesForAsLongAsItsTokenLives() {
            OnBehalfOfSessions sessions = api(KeycloakRealm.API_CLIENT).build().onBehalfOfSessions();
            Secret key = sessions.newKey();

            AuthenticationResult first = sessions.begin(key, receivedFromAda(), KeycloakRealm.OTHER_SCOPE)
                    .execute();
            AuthenticationResult again =
                    sessions.acquireToken(key, KeycloakRealm.OTHER_SCOPE).execute();

            assertThat(again.source()).isEqualTo(TokenSource.CACHE);
            assertThat(again.accessToken()).isEqualTo(first.accessToken());
            assertThat(sessions.end(key)).isTrue();
        }

        private Secret receivedFromAda() {
            return Secret.of(PublicClientApplication.builder(KeycloakRealm.PUBLIC_CLIENT)
                    .oidcAuthority(keycloak.issuer())
                    .allowHttpOnLoopback()
                    .build()
                    .acquireTokenByUsernamePassword(
                            KeycloakRealm.USERNAME, keycloak.realm().password(), KeycloakRealm.SCOPE)
                    .execute()
                    .accessToken());
        }
    }

    @Nested
    class WithAnAssertionOfAnIssuerOutside {

        @ParameterizedTest
        @EnumSource
        void itGetsATokenForThePersonItIsAbout(Transport transport) {
            ConfidentialClientApplication api = api(KeycloakRealm.API_CLIENT)
                    .onBehalfOf(OnBehalfOfProtocol.JWT_BEARER)
                    .adapters(transport.adapters())
                    .build();
            Secret assertion = keycloak.realm().outsideIssuer().assertion(OutsideIssuer.SUBJECT, keycloak.issuer());

            AuthenticationResult first =
                    api.acquireTokenOnBehalfOf(assertion, KeycloakRealm.SCOPE).execute();
            AuthenticationResult again =
                    api.acquireTokenOnBehalfOf(assertion, KeycloakRealm.SCOPE).execute();

            assertThat(payload(Secret.of(first.accessToken())))
                    .contains("\"preferred_username\":\"" + KeycloakRealm.USERNAME + "\"");
            assertThat(again.source()).isEqualTo(TokenSource.CACHE);
            assertThat(again.accessToken()).isEqualTo(first.accessToken());
        }

        @Test
        void aPersonWhomKeycloakDoesNotKnowIsRefused() {
            Secret assertion = keycloak.realm().outsideIssuer().assertion("nobody-here", keycloak.issuer());

            assertThatExceptionOfType(MsalInteractionRequiredException.class)
                    .isThrownBy(() -> api(KeycloakRealm.API_CLIENT)
                            .onBehalfOf(OnBehalfOfProtocol.JWT_BEARER)
                            .build()
                            .acquireTokenOnBehalfOf(assertion, KeycloakRealm.SCOPE)
                            .execute())
                    .withMessageContaining("User not found")
                    .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(assertion.reveal()));
        }
    }

    private ConfidentialClientApplicationBuilder api(String clientId) {
        return ConfidentialClientApplication.builder(
                        clientId,
                        ClientCredentials.secret(keycloak.realm().clientSecret().reveal()))
                .oidcAuthority(keycloak.issuer())
                .allowHttpOnLoopback();
    }

    private static String payload(Secret token) {
        return new String(Base64.getUrlDecoder().decode(token.reveal().split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}

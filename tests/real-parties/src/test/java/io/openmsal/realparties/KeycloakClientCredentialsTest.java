package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.realparties.keycloak.Keycloak;
import io.openmsal.realparties.keycloak.KeycloakRealm;
import io.openmsal.realparties.keycloak.NeedsKeycloak;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A daemon that proves to Keycloak who it is. */
@NeedsKeycloak
class KeycloakClientCredentialsTest {

    private final Keycloak keycloak;

    KeycloakClientCredentialsTest(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    @ParameterizedTest
    @EnumSource
    void aSecretGetsATokenOnceAndTheCacheServesItAfterwards(Transport transport) {
        ConfidentialClientApplication app = daemon(
                transport,
                KeycloakRealm.SECRET_CLIENT,
                ClientCredentials.secret(keycloak.realm().clientSecret().reveal()));

        AuthenticationResult first =
                app.acquireTokenForClient(KeycloakRealm.SCOPE).execute();
        AuthenticationResult second =
                app.acquireTokenForClient(KeycloakRealm.SCOPE).execute();

        assertThat(first.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(first.account()).isEmpty();
        assertThat(first.expiresAt())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(10)),
                        Instant.now().plus(Duration.ofMinutes(16)));
        assertThat(second.source()).isEqualTo(TokenSource.CACHE);
        assertThat(second.accessToken()).isEqualTo(first.accessToken());
    }

    @ParameterizedTest
    @EnumSource
    void anAssertionSignedWithTheRegisteredKeyGetsAToken(Transport transport) {
        ConfidentialClientApplication app = daemon(
                transport,
                KeycloakRealm.CERTIFICATE_CLIENT,
                pem(keycloak.realm().clientCertificate()));

        AuthenticationResult result =
                app.acquireTokenForClient(KeycloakRealm.SCOPE).execute();

        assertThat(result.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(result.authorizationHeader()).startsWith("Bearer ");
    }

    @ParameterizedTest
    @EnumSource
    void anAssertionSignedWithPs256IsTakenWhereThatIsRegistered(Transport transport) {
        ClientCertificate certificate = pem(keycloak.realm().clientCertificate());

        assertThat(daemon(transport, KeycloakRealm.PS256_CLIENT, certificate.signingWith(SignatureAlgorithm.PS256))
                        .acquireTokenForClient(KeycloakRealm.SCOPE)
                        .execute()
                        .source())
                .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThatExceptionOfType(MsalServiceException.class)
                .isThrownBy(() -> daemon(transport, KeycloakRealm.PS256_CLIENT, certificate)
                        .acquireTokenForClient(KeycloakRealm.SCOPE)
                        .execute());
    }

    @Test
    void aRefusedCredentialGivesWayToTheOther() {
        AuthenticationResult result = daemon(
                        Transport.APACHE,
                        KeycloakRealm.CERTIFICATE_CLIENT,
                        ClientCredentials.primaryAndSecondary(
                                pem(TestCertificates.valid()),
                                pem(keycloak.realm().clientCertificate())))
                .acquireTokenForClient(KeycloakRealm.SCOPE)
                .execute();

        assertThat(result.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
    }

    @Test
    void anAssertionSignedWithAnotherKeyIsRefused() {
        ConfidentialClientApplication app =
                daemon(Transport.APACHE, KeycloakRealm.CERTIFICATE_CLIENT, pem(TestCertificates.valid()));

        assertThatExceptionOfType(MsalServiceException.class)
                .isThrownBy(() -> app.acquireTokenForClient(KeycloakRealm.SCOPE).execute())
                .withMessageContaining("localhost")
                .satisfies(failure ->
                        assertThat(failure.serviceError().error()).isIn("invalid_client", "unauthorized_client"));
    }

    @ParameterizedTest
    @EnumSource
    void aWrongSecretIsRefusedInKeycloaksWordsWithANextStep(Transport transport) {
        ConfidentialClientApplication app =
                daemon(transport, KeycloakRealm.SECRET_CLIENT, ClientCredentials.secret("a-secret-of-somebody-else"));

        assertThatExceptionOfType(MsalServiceException.class)
                .isThrownBy(() -> app.acquireTokenForClient(KeycloakRealm.SCOPE).execute())
                .withMessageContaining("localhost")
                .withMessageContaining("Check the client id, its secret")
                .satisfies(failure -> {
                    assertThat(failure.serviceError().status()).isEqualTo(401);
                    assertThat(failure.serviceError().error()).isEqualTo("unauthorized_client");
                    assertThat(failure.getMessage()).doesNotContain("a-secret-of-somebody-else");
                });
    }

    @Test
    void aScopeThatKeycloakDoesNotKnowIsRefused() {
        ConfidentialClientApplication app = daemon(
                Transport.APACHE,
                KeycloakRealm.SECRET_CLIENT,
                ClientCredentials.secret(keycloak.realm().clientSecret().reveal()));

        assertThatExceptionOfType(MsalServiceException.class)
                .isThrownBy(() -> app.acquireTokenForClient("nobody.knows.this").execute())
                .satisfies(failure -> assertThat(failure.serviceError().error()).isEqualTo("invalid_scope"));
    }

    @Test
    void anIssuerThatDoesNotExistIsToldApartFromARefusal() {
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        KeycloakRealm.SECRET_CLIENT, ClientCredentials.secret("whatever"))
                .oidcAuthority(keycloak.issuer() + "-of-nobody")
                .allowHttpOnLoopback()
                .build();

        assertThatExceptionOfType(MsalServiceException.class)
                .isThrownBy(() -> app.acquireTokenForClient(KeycloakRealm.SCOPE).execute())
                .withMessageContaining("discovery")
                .satisfies(
                        failure -> assertThat(failure.serviceError().status()).isEqualTo(404));
    }

    private ConfidentialClientApplication daemon(Transport transport, String clientId, ClientCredential credential) {
        return ConfidentialClientApplication.builder(clientId, credential)
                .oidcAuthority(keycloak.issuer())
                .allowHttpOnLoopback()
                .adapters(transport.adapters())
                .build();
    }

    private static ClientCertificate pem(TestCertificate certificate) {
        return ClientCredentials.pemCertificate(
                certificate.certificatePem(), Secret.of(certificate.privateKeyPem()), Optional.empty());
    }
}

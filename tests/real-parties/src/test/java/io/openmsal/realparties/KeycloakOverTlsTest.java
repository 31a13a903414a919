package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.realparties.chromium.Chromium;
import io.openmsal.realparties.chromium.NeedsChromium;
import io.openmsal.realparties.chromium.Person;
import io.openmsal.realparties.keycloak.Keycloak;
import io.openmsal.realparties.keycloak.KeycloakRealm;
import io.openmsal.realparties.keycloak.NeedsKeycloak;
import io.openmsal.testing.crypto.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keycloak behind a certificate of a private authority, as enterprises run it. */
@NeedsKeycloak
class KeycloakOverTlsTest {

    private final Keycloak keycloak;

    KeycloakOverTlsTest(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    @ParameterizedTest
    @EnumSource
    void whoTrustsThePrivateAuthorityGetsAToken(Transport transport) {
        AuthenticationResult result = daemon(transport, trustingKeycloak())
                .acquireTokenForClient(KeycloakRealm.SCOPE)
                .execute();

        assertThat(result.accessToken()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotIsToldWhichHostAndWhatToDo(Transport transport) {
        assertThatExceptionOfType(MsalTransportException.class)
                .isThrownBy(() -> daemon(transport, HttpSettings.defaults())
                        .acquireTokenForClient(KeycloakRealm.SCOPE)
                        .execute())
                .withMessageContaining("localhost")
                .withMessageContaining("certificate")
                .withMessageContaining("trust");
    }

    @ParameterizedTest
    @EnumSource
    void whoShowsTheRegisteredCertificateInTheHandshakeGetsATokenBoundToIt(Transport transport) {
        TestCertificate certificate = keycloak.realm().clientCertificate();

        AuthenticationResult result = ConfidentialClientApplication.builder(
                        KeycloakRealm.HANDSHAKE_CLIENT, pem(certificate).inHandshakeAlone())
                .oidcAuthority(keycloak.secureIssuer())
                .adapters(transport.adapters(trustingKeycloak()))
                .build()
                .acquireTokenForClient(KeycloakRealm.SCOPE)
                .execute();

        assertThat(payload(result)).contains("\"x5t#S256\":\"" + thumbprint(certificate) + "\"");
    }

    @Test
    void whoShowsNoneIsRefused() {
        assertThatExceptionOfType(MsalServiceException.class)
                .isThrownBy(() -> ConfidentialClientApplication.builder(
                                KeycloakRealm.HANDSHAKE_CLIENT, ClientCredentials.secret("not-what-was-agreed"))
                        .oidcAuthority(keycloak.secureIssuer())
                        .adapters(Transport.APACHE.adapters(trustingKeycloak()))
                        .build()
                        .acquireTokenForClient(KeycloakRealm.SCOPE)
                        .execute());
    }

    private static ClientCertificate pem(TestCertificate certificate) {
        return ClientCredentials.pemCertificate(
                certificate.certificatePem(), Secret.of(certificate.privateKeyPem()), Optional.empty());
    }

    private static String payload(AuthenticationResult result) {
        return new String(
                Base64.getUrlDecoder().decode(result.accessToken().split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    private static String thumbprint(TestCertificate certificate) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(certificate.certificate().getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Nested
    @NeedsChromium
    class WithABrowser {

        @Test
        void theAnswerComesBackFromTheProtectedPageToTheUnprotectedListener(Chromium chromium) {
            try (Person ada = new Person(chromium)) {
                ada.will(page -> {
                    KeycloakPages.signIn(page, keycloak);
                    ClosingPages.awaitSuccess(page);
                });

                AuthenticationResult result = PublicClientApplication.builder(KeycloakRealm.PUBLIC_CLIENT)
                        .oidcAuthority(keycloak.secureIssuer())
                        .http(trustingKeycloak())
                        .build()
                        .acquireTokenInteractive(KeycloakRealm.SCOPE)
                        .browser(ada)
                        .cancellation(ada.givesUp())
                        .execute();

                assertThat(result.account().map(Account::username)).contains(KeycloakRealm.USERNAME);
            }
        }
    }

    private HttpSettings trustingKeycloak() {
        return HttpSettings.builder()
                .trust(TrustSettings.pem(keycloak.certificateAuthorityPem()))
                .build();
    }

    private ConfidentialClientApplication daemon(Transport transport, HttpSettings settings) {
        return ConfidentialClientApplication.builder(
                        KeycloakRealm.SECRET_CLIENT,
                        ClientCredentials.secret(keycloak.realm().clientSecret().reveal()))
                .oidcAuthority(keycloak.secureIssuer())
                .adapters(transport.adapters(settings))
                .build();
    }
}

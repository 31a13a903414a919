package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.TokenValidator;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalTokenRejectedException;
import io.openmsal.domain.failure.MsalTokenRejectedException.Reason;
import io.openmsal.domain.validation.ValidatedToken;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.realparties.keycloak.Keycloak;
import io.openmsal.realparties.keycloak.KeycloakRealm;
import io.openmsal.realparties.keycloak.NeedsKeycloak;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A web API that is shown tokens of Keycloak. */
@NeedsKeycloak
class KeycloakTokensTest {

    /** What Keycloak names in the tokens of everybody who may see their own account. */
    private static final String ACCOUNT_API = "account";

    private final Keycloak keycloak;
    private final Adapters adapters;

    KeycloakTokensTest(Keycloak keycloak) {
        this.keycloak = keycloak;
        this.adapters = Adapters.jdkOnly(
                HttpSettings.builder()
                        .trust(TrustSettings.pem(keycloak.certificateAuthorityPem()))
                        .build(),
                EventSink.none());
    }

    @Test
    void aTokenIsBelievedByTheApiItIsFor() {
        ValidatedToken token = validator(ACCOUNT_API).validate(withSecret());

        assertThat(token.issuer()).contains(keycloak.secureIssuer());
        assertThat(token.clientId()).contains(KeycloakRealm.SECRET_CLIENT);
        assertThat(token.scopes()).contains(KeycloakRealm.SCOPE);
    }

    @Test
    void theSameTokenIsRefusedByAnotherApi() {
        assertRejected(Reason.WRONG_AUDIENCE, () -> validator("api://orders").validate(withSecret()));
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        String token = withSecret().reveal();
        int middle = token.indexOf('.') + 20;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';

        assertThatExceptionOfType(MsalTokenRejectedException.class)
                .isThrownBy(() -> validator(ACCOUNT_API)
                        .validate(Secret.of(token.substring(0, middle) + other + token.substring(middle + 1))));
    }

    @Test
    void aTokenBoundToACertificateIsWorthNothingWithoutIt() {
        TestCertificate certificate = keycloak.realm().clientCertificate();
        Secret bound = token(
                KeycloakRealm.HANDSHAKE_CLIENT,
                ClientCredentials.pemCertificate(
                                certificate.certificatePem(), Secret.of(certificate.privateKeyPem()), Optional.empty())
                        .inHandshakeAlone());
        TokenValidator api = validator(ACCOUNT_API);

        assertThat(api.validate(bound, certificate.certificate()).clientId()).contains(KeycloakRealm.HANDSHAKE_CLIENT);
        assertRejected(Reason.NOT_PROVEN, () -> api.validate(bound));
        assertRejected(
                Reason.NOT_PROVEN,
                () -> api.validate(bound, TestCertificates.valid().certificate()));
    }

    private static void assertRejected(Reason reason, Runnable call) {
        assertThatExceptionOfType(MsalTokenRejectedException.class)
                .isThrownBy(call::run)
                .satisfies(rejected ->
                        assertThat(rejected.reason()).as(rejected.getMessage()).isEqualTo(reason));
    }

    private TokenValidator validator(String api) {
        return TokenValidator.builder(keycloak.secureIssuer(), api)
                .adapters(adapters)
                .build();
    }

    private Secret withSecret() {
        return token(
                KeycloakRealm.SECRET_CLIENT,
                ClientCredentials.secret(keycloak.realm().clientSecret().reveal()));
    }

    private Secret token(String clientId, ClientCredential credential) {
        return Secret.of(ConfidentialClientApplication.builder(clientId, credential)
                .oidcAuthority(keycloak.secureIssuer())
                .adapters(adapters)
                .build()
                .acquireTokenForClient(KeycloakRealm.SCOPE)
                .execute()
                .accessToken());
    }
}

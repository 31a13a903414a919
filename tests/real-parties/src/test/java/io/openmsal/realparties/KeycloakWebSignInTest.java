package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.realparties.chromium.Chromium;
import io.openmsal.realparties.chromium.NeedsChromium;
import io.openmsal.realparties.chromium.Person;
import io.openmsal.realparties.keycloak.Keycloak;
import io.openmsal.realparties.keycloak.KeycloakRealm;
import io.openmsal.realparties.keycloak.NeedsKeycloak;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A web application signs a person in at Keycloak in two steps, and keeps the first in its session. */
@NeedsKeycloak
@NeedsChromium
class KeycloakWebSignInTest {

    private final Keycloak keycloak;
    private final ConfidentialClientApplication app;
    private WebApplication site;
    private Person ada;

    KeycloakWebSignInTest(Keycloak keycloak) {
        this.keycloak = keycloak;
        this.app = ConfidentialClientApplication.builder(
                        KeycloakRealm.SECRET_CLIENT,
                        ClientCredentials.secret(keycloak.realm().clientSecret().reveal()))
                .oidcAuthority(keycloak.issuer())
                .allowHttpOnLoopback()
                .build();
    }

    @BeforeEach
    void openSite(Chromium chromium) throws IOException {
        site = WebApplication.open();
        ada = new Person(chromium);
    }

    @AfterEach
    void closeSite() {
        ada.close();
        site.close();
    }

    @ParameterizedTest
    @EnumSource
    void aPersonComesBackWithACodeThatIsRedeemed(ResponseMode mode) throws Exception {
        PendingSignIn kept = throughASession(begin(mode));

        AuthenticationResult result = app.acquireTokenByAuthorizationCode(kept, whatTheBrowserBringsBack(kept))
                .execute();

        assertThat(result.account().map(Account::username)).contains(KeycloakRealm.USERNAME);
        assertThat(app.acquireTokenSilent(result.account().orElseThrow(), KeycloakRealm.SCOPE)
                        .execute()
                        .source())
                .isEqualTo(TokenSource.CACHE);
    }

    @Test
    void aCodeWorksOnce() {
        PendingSignIn kept = begin(ResponseMode.FORM_POST);
        Map<String, String> response = whatTheBrowserBringsBack(kept);
        app.acquireTokenByAuthorizationCode(kept, response).execute();

        assertThatExceptionOfType(MsalInteractionRequiredException.class)
                .isThrownBy(() ->
                        app.acquireTokenByAuthorizationCode(kept, response).execute());
    }

    @Test
    void theAnswerToAnotherSignInIsRefusedBeforeAnythingIsRedeemed() {
        Map<String, String> response = whatTheBrowserBringsBack(begin(ResponseMode.FORM_POST));
        PendingSignIn other = begin(ResponseMode.FORM_POST);

        assertThatExceptionOfType(MsalUntrustedResponseException.class)
                .isThrownBy(() ->
                        app.acquireTokenByAuthorizationCode(other, response).execute())
                .satisfies(failure -> assertThat(failure.errorCode()).isEqualTo("state_mismatch"));
    }

    private PendingSignIn begin(ResponseMode mode) {
        return app.signIn(site.redirectUri(), KeycloakRealm.SCOPE)
                .responseMode(mode)
                .begin();
    }

    private Map<String, String> whatTheBrowserBringsBack(PendingSignIn pending) {
        ada.will(page -> {
            KeycloakPages.signIn(page, keycloak);
            page.getByText(WebApplication.WELCOME).waitFor();
        });
        ada.open(pending.authorizationUri());
        ada.finishes();
        return site.received();
    }

    private static PendingSignIn throughASession(PendingSignIn pending) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream session = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(session)) {
            out.writeObject(pending);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(session.toByteArray()))) {
            return (PendingSignIn) in.readObject();
        }
    }
}

package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.Adapters;
import io.openmsal.ClientApplication;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.TokenValidator;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTokenRejectedException;
import io.openmsal.domain.failure.MsalTokenRejectedException.Reason;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.domain.validation.ValidatedToken;
import io.openmsal.port.Secret;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.realparties.oidc.NeedsNodeOidcProvider;
import io.openmsal.realparties.oidc.NodeOidcProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another provider than Keycloak: it signs with an elliptic curve, names itself in its answers, and takes each refresh token once. */
@NeedsNodeOidcProvider
class NodeOidcProviderTest {

    private static final String ADA = "ada";

    private final NodeOidcProvider provider;
    private final TokenValidator api;

    NodeOidcProviderTest(NodeOidcProvider provider) {
        this.provider = provider;
        this.api = validator(NodeOidcProvider.API);
    }

    @Test
    void aDaemonWithASecretGetsATokenThatItsApiBelieves() {
        ConfidentialClientApplication daemon = daemon(provider.secret().reveal());

        AuthenticationResult first =
                daemon.acquireTokenForClient(NodeOidcProvider.SCOPE).execute();

        ValidatedToken token = api.validate(accessToken(first));
        assertThat(token.clientId()).contains(NodeOidcProvider.DAEMON);
        assertThat(token.scopes()).containsExactly(NodeOidcProvider.SCOPE);
        assertThat(daemon.acquireTokenForClient(NodeOidcProvider.SCOPE)
                        .execute()
                        .source())
                .isEqualTo(TokenSource.CACHE);
        assertThatExceptionOfType(MsalTokenRejectedException.class)
                .isThrownBy(() -> validator("https://another.example/").validate(accessToken(first)))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.WRONG_AUDIENCE));
    }

    @Test
    void aDaemonThatSignsGetsOneToo() {
        AuthenticationResult result =
                certified().acquireTokenForClient(NodeOidcProvider.SCOPE).execute();

        assertThat(api.validate(accessToken(result)).clientId()).contains(NodeOidcProvider.CERTIFIED);
    }

    @Test
    void aWrongSecretIsRefusedWithANextStep() {
        assertThatExceptionOfType(MsalServiceException.class)
                .isThrownBy(() -> daemon("a-secret-of-somebody-else")
                        .acquireTokenForClient(NodeOidcProvider.SCOPE)
                        .execute())
                .withMessageContaining("Check the client's secret")
                .satisfies(refusal -> assertThat(refusal.serviceError().error()).isEqualTo("invalid_client"))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("a-secret-of-somebody-else"));
    }

    @ParameterizedTest
    @EnumSource
    void aPersonSignsInAndEachRenewalBringsTheNextRefreshToken(ResponseMode mode) throws Exception {
        PublicClientApplication desktop = desktop();
        PendingSignIn pending = begun(desktop, mode, NodeOidcProvider.SCOPE);

        AuthenticationResult result = desktop.acquireTokenByAuthorizationCode(pending, whatComesBack(pending))
                .execute();

        Account ada = result.account().orElseThrow();
        assertThat(result.idTokenClaims().orElseThrow().issuer()).contains(provider.issuer());
        assertThat(api.validate(accessToken(result)).subject()).contains(ADA);
        assertThat(desktop.acquireTokenSilent(ada, NodeOidcProvider.SCOPE)
                        .execute()
                        .source())
                .isEqualTo(TokenSource.CACHE);
        for (int renewal = 0; renewal < 3; renewal++) {
            assertThat(desktop.acquireTokenSilent(ada, NodeOidcProvider.SCOPE)
                            .forceRefresh()
                            .execute()
                            .source())
                    .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }
    }

    /** Its answer comes to a port that nobody registered (RFC 8252 §7.3). */
    @Test
    void aPersonAtTheirOwnMachineComesBackByTheLoopback() throws Exception {
        FormVisitor ada = new FormVisitor(Map.of("login", ADA, "password", "any"));
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        try {
            List<Future<?>> visits = new ArrayList<>();
            PublicClientApplication desktop = desktop(Transport.JDK.adapters().withBrowser(address -> {
                visits.add(elsewhere.submit(() -> {
                    ada.finishes(address);
                    return address;
                }));
                return new BrowserLaunch(BrowserLaunch.Outcome.OPENED, "forms alone");
            }));

            AuthenticationResult result =
                    desktop.acquireTokenInteractive(NodeOidcProvider.SCOPE).execute();

            assertThat(api.validate(accessToken(result)).subject()).contains(ADA);
            visits.get(0).get(30, TimeUnit.SECONDS);
        } finally {
            elsewhere.shutdownNow();
        }
    }

    /** At a sign-in for nothing but to know who it is. */
    @Test
    void aScopeThatNobodyGrantedNeedsThePerson() throws Exception {
        PublicClientApplication desktop = desktop();
        PendingSignIn pending = begun(desktop, ResponseMode.QUERY);
        Account ada = desktop.acquireTokenByAuthorizationCode(pending, whatComesBack(pending))
                .execute()
                .account()
                .orElseThrow();

        assertThatExceptionOfType(MsalInteractionRequiredException.class)
                .isThrownBy(() ->
                        desktop.acquireTokenSilent(ada, NodeOidcProvider.SCOPE).execute())
                .withMessageContaining("Not all of 'orders.read' was granted");
        assertThat(desktop.acquireTokenSilent(ada, NodeOidcProvider.SCOPE).tryExecute())
                .isEmpty();
    }

    @Test
    void anApplicationThatSignsSignsPeopleInToo() throws Exception {
        ConfidentialClientApplication site = certified();
        PendingSignIn pending = begun(site, ResponseMode.QUERY, NodeOidcProvider.SCOPE);

        AuthenticationResult result = site.acquireTokenByAuthorizationCode(pending, whatComesBack(pending))
                .execute();

        assertThat(api.validate(accessToken(result)).clientId()).contains(NodeOidcProvider.CERTIFIED);
    }

    /** RFC 9207: an answer says from whom it is. */
    @Test
    void anAnswerThatNamesAnotherProviderIsRefused() throws Exception {
        PublicClientApplication desktop = desktop();
        PendingSignIn pending = begun(desktop, ResponseMode.QUERY, NodeOidcProvider.SCOPE);
        Map<String, String> answer = new TreeMap<>(whatComesBack(pending));
        assertThat(answer).containsEntry("iss", provider.issuer());
        answer.put("iss", "https://somebody.example");

        assertThatExceptionOfType(MsalUntrustedResponseException.class)
                .isThrownBy(() ->
                        desktop.acquireTokenByAuthorizationCode(pending, answer).execute());
    }

    @Test
    void aDeviceIsAllowedInElsewhere() throws Exception {
        PublicClientApplication device = desktop();
        DeviceCode code = device.deviceAuthorization(NodeOidcProvider.SCOPE).begin();
        assertThat(device.acquireTokenByDeviceCode(code, NodeOidcProvider.SCOPE).tryExecute())
                .isEmpty();

        new FormVisitor(Map.of("login", ADA, "password", "any", "user_code", code.userCode()))
                .finishes(code.verificationUri());

        Optional<AuthenticationResult> result =
                device.acquireTokenByDeviceCode(code, NodeOidcProvider.SCOPE).tryExecute();
        assertThat(result.map(NodeOidcProviderTest::accessToken)
                        .map(api::validate)
                        .flatMap(ValidatedToken::subject))
                .contains(ADA);
    }

    private PendingSignIn begun(ClientApplication app, ResponseMode mode, String... scopes) {
        return app.signIn(provider.redirectUri(), scopes).responseMode(mode).begin();
    }

    private Map<String, String> whatComesBack(PendingSignIn pending) throws Exception {
        return new FormVisitor(Map.of("login", ADA, "password", "any"))
                .comesBack(pending.authorizationUri(), provider.redirectUri());
    }

    private PublicClientApplication desktop() {
        return desktop(Transport.JDK.adapters());
    }

    private PublicClientApplication desktop(Adapters adapters) {
        return PublicClientApplication.builder(NodeOidcProvider.DESKTOP)
                .oidcAuthority(provider.issuer())
                .allowHttpOnLoopback()
                .adapters(adapters)
                .build();
    }

    private ConfidentialClientApplication daemon(String secret) {
        return confidential(NodeOidcProvider.DAEMON, ClientCredentials.secret(secret));
    }

    private ConfidentialClientApplication certified() {
        return confidential(
                NodeOidcProvider.CERTIFIED,
                ClientCredentials.pemCertificate(
                                provider.certificate().certificatePem(),
                                Secret.of(provider.certificate().privateKeyPem()),
                                Optional.empty())
                        .signingWith(SignatureAlgorithm.PS256));
    }

    private ConfidentialClientApplication confidential(String clientId, ClientCredential credential) {
        return ConfidentialClientApplication.builder(clientId, credential)
                .oidcAuthority(provider.issuer())
                .allowHttpOnLoopback()
                .adapters(Transport.JDK.adapters())
                .build();
    }

    private TokenValidator validator(String audience) {
        return TokenValidator.builder(provider.issuer(), audience)
                .allowHttpOnLoopback()
                .adapters(Transport.JDK.adapters())
                .build();
    }

    private static Secret accessToken(AuthenticationResult result) {
        return Secret.of(result.accessToken());
    }
}

package io.openmsal.docs;

import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.browser.LoopbackRedirectListener;
import io.openmsal.adapter.cache.SingleFileTokenStore;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.ProxySettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.ClaimsChallenge;
import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.oauth.PopNonce;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.shape.SignedHttpRequest;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpTransport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** The code of the getting-started guide. Each part between the markers stands in the guide, word for word. */
final class GettingStarted {

    private GettingStarted() {}

    static PublicClientApplication desktop(String clientId) {
        // snippet: desktop
        PublicClientApplication app = PublicClientApplication.builder(clientId)
                .authority("https://login.microsoftonline.com/common")
                .build();
        // end
        return app;
    }

    static AuthenticationResult signInOnce(PublicClientApplication app) {
        // snippet: interactive
        AuthenticationResult result = app.acquireTokenInteractive("User.Read").execute();

        Account account = result.account().orElseThrow(); // keep it, or its homeAccountId()
        String header = result.authorizationHeader(); // "Bearer …", for the web API
        // end
        assert !header.isEmpty() && account != null;
        return result;
    }

    static Adapters registeredElsewhere(Adapters adapters) {
        // snippet: redirect-uri
        return adapters.withRedirectListener(
                new LoopbackRedirectListener().at(URI.create("http://127.0.0.1/callback")));
        // end
    }

    static AuthenticationResult silentOrInteractive(PublicClientApplication app) {
        // snippet: silent
        List<Account> accounts = app.accounts();
        Optional<AuthenticationResult> cached = accounts.isEmpty()
                ? Optional.empty()
                : app.acquireTokenSilent(accounts.get(0), "User.Read").tryExecute();
        AuthenticationResult result =
                cached.orElseGet(() -> app.acquireTokenInteractive("User.Read").execute());
        // end
        return result;
    }

    static AuthenticationResult deviceCode(PublicClientApplication app, java.util.function.Consumer<String> out) {
        // snippet: device-code
        AuthenticationResult result = app.acquireTokenByDeviceCode(code -> out.accept(code.message()), "User.Read")
                .timeout(Duration.ofMinutes(10))
                .execute();
        // end
        return result;
    }

    static DeviceCode deviceCodeOnAPage(PublicClientApplication app, java.util.function.Consumer<String> page) {
        // snippet: device-code-begin
        DeviceCode code = app.deviceAuthorization("User.Read").begin();
        page.accept(code.message());
        // end
        return code;
    }

    static Optional<AuthenticationResult> deviceCodeUsed(PublicClientApplication app, DeviceCode code) {
        // snippet: device-code-look
        Optional<AuthenticationResult> result =
                app.acquireTokenByDeviceCode(code, "User.Read").tryExecute();
        // end
        return result;
    }

    static ConfidentialClientApplication daemon(String clientId, String secretFromYourVault) {
        // snippet: daemon
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        clientId, ClientCredentials.secret(() -> Secret.of(secretFromYourVault)))
                .authority("https://login.microsoftonline.com/contoso.example")
                .build();
        // end
        return app;
    }

    static AuthenticationResult password(PublicClientApplication app, String password) {
        // snippet: password
        AuthenticationResult result = app.acquireTokenByUsernamePassword(
                        "ada@contoso.example", Secret.of(password), "User.Read")
                .execute();
        // end
        return result;
    }

    static AuthenticationResult appToken(ConfidentialClientApplication app) {
        // snippet: app-token
        AuthenticationResult result = app.acquireTokenForClient("https://graph.microsoft.com/.default")
                .execute();
        // end
        return result;
    }

    static ConfidentialClientApplication withCertificate(String clientId, Path certificate, Path key) {
        // snippet: certificate
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        clientId, ClientCredentials.pemCertificate(certificate, key, Optional.empty()))
                .authority("https://login.microsoftonline.com/contoso.example")
                .build();
        // end
        return app;
    }

    static PendingSignIn beginWebSignIn(ConfidentialClientApplication app) {
        // snippet: web-begin
        PendingSignIn pending = app.signIn(URI.create("https://app.example/signed-in"), "User.Read")
                .responseMode(ResponseMode.QUERY) // a posted answer would come without the session's cookie
                .begin();
        // session.setAttribute("sign-in " + pending.state(), pending);
        // response.sendRedirect(pending.authorizationUri().toString());
        // end
        return pending;
    }

    static AuthenticationResult completeWebSignIn(
            ConfidentialClientApplication app, PendingSignIn pending, Map<String, String> parameters) {
        // snippet: web-complete
        AuthenticationResult result =
                app.acquireTokenByAuthorizationCode(pending, parameters).execute();
        // end
        return result;
    }

    static CompletableFuture<AuthenticationResult> later(ConfidentialClientApplication app, ExecutorService executor) {
        // snippet: async
        CompletableFuture<AuthenticationResult> later = app.acquireTokenForClient(
                        "https://graph.microsoft.com/.default")
                .executeAsync(executor);
        // end
        return later;
    }

    static PublicClientApplication withFile(String clientId, Path file) {
        // snippet: file
        PublicClientApplication app = PublicClientApplication.builder(clientId)
                .tokenStore(new SingleFileTokenStore(file, TokenCache.WHOLE_CACHE))
                .build();
        // end
        return app;
    }

    static PublicClientApplication behindAProxy(String clientId, String companyRootsPem) {
        // snippet: proxy
        PublicClientApplication app = PublicClientApplication.builder(clientId)
                .http(HttpSettings.builder()
                        .proxy(ProxySettings.of("proxy.example", 3128))
                        .trust(TrustSettings.pem(companyRootsPem))
                        .build())
                .build();
        // end
        return app;
    }

    static ConfidentialClientApplication withOwnTransport(String clientId, String secret, HttpTransport transport) {
        // snippet: transport
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        clientId, ClientCredentials.secret(secret))
                .authority("https://login.microsoftonline.com/contoso.example")
                .transport(transport) // one method: HttpResponse send(HttpRequest) throws IOException
                .build();
        // end
        return app;
    }

    static PublicClientApplication anyProvider(String clientId, Adapters adapters, String issuer) {
        // snippet: oidc
        PublicClientApplication app = PublicClientApplication.builder(clientId)
                .oidcAuthority(issuer)
                .adapters(adapters)
                .build();
        // end
        return app;
    }

    static String failures(PublicClientApplication app, Account account) {
        // snippet: failures
        try {
            return app.acquireTokenSilent(account, "User.Read").execute().accessToken();
        } catch (MsalInteractionRequiredException personNeeded) {
            return "sign in again, passing on " + personNeeded.claims();
        } catch (MsalThrottledException patience) {
            return "not before " + patience.retryAt();
        }
        // end
    }

    static PublicClientApplication answersChallenges(String clientId, Adapters adapters, String authority) {
        // snippet: capabilities
        PublicClientApplication app = PublicClientApplication.builder(clientId)
                .trustedAuthority(authority)
                .clientCapabilities("cp1") // "I answer claims challenges"
                .adapters(adapters)
                .build();
        // end
        return app;
    }

    static AuthenticationResult answerChallenge(PublicClientApplication app, Account account, String wwwAuthenticate) {
        // snippet: challenge
        // the header WWW-Authenticate of the API's answer 401
        String claims = ClaimsChallenge.fromWwwAuthenticate(wwwAuthenticate)
                .orElseThrow(() -> new IllegalStateException("The API refused the token, and not for its claims"));
        try {
            return app.acquireTokenSilent(account, "User.Read").claims(claims).execute();
        } catch (MsalInteractionRequiredException personNeeded) {
            return app.acquireTokenInteractive("User.Read")
                    .loginHint(account.username())
                    .claims(personNeeded.claims().orElse(claims))
                    .execute();
        }
        // end
    }

    static String signWithNonce(
            PublicClientApplication app, Account account, SignedHttpRequest request, String wwwAuthenticate) {
        // snippet: nonce
        // the header WWW-Authenticate of the API's answer 401; of any other answer PopNonce reads Authentication-Info
        SignedHttpRequest again = PopNonce.fromWwwAuthenticate(wwwAuthenticate)
                .map(request::withNonce)
                .orElse(request);
        return app.acquireTokenSilent(account, "User.Read")
                .proofOfPossession(again)
                .execute()
                .authorizationHeader();
        // end
    }
}

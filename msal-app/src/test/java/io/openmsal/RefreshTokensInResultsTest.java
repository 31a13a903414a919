package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.time.TestClock;
import java.io.Serializable;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Refresh tokens are the cache's, unless the application was built to hand them out. */
class RefreshTokensInResultsTest {

    private static final TestClock CLOCK = new TestClock();
    private static final URI REDIRECT = URI.create("https://app.example/after");
    private static final String ADA = "ada@contoso.example";
    private static final Secret PASSWORD = Secret.of("ada-password");

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private Emulator emulator;
    private Adapters adapters;

    @BeforeEach
    void consent() {
        emulator = EMULATOR.get();
        adapters = Emulated.adapters(emulator, CLOCK, EventSink.none());
        emulator.consent(ADA, emulator.defaultPublicClientId(), "User.Read");
        emulator.consent(ADA, emulator.defaultConfidentialClientId(), "User.Read");
    }

    private PublicClientApplicationBuilder desktop() {
        return PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(adapters);
    }

    private ConfidentialClientApplicationBuilder server() {
        return ConfidentialClientApplication.builder(
                        emulator.defaultConfidentialClientId(),
                        ClientCredentials.secret(emulator.defaultClientSecret().reveal()))
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(adapters);
    }

    private Stream<AuthenticationResult> ofEachFlow(
            PublicClientApplication desktop, ConfidentialClientApplication web) {
        AuthenticationResult interactive =
                desktop.acquireTokenInteractive("User.Read").execute();
        AuthenticationResult byDevice = desktop.acquireTokenByDeviceCode(
                        code -> emulator.approveDeviceCode(code.userCode(), ADA), "User.Read")
                .execute();
        AuthenticationResult byPassword = desktop.acquireTokenByUsernamePassword(ADA, PASSWORD, "User.Read")
                .execute();
        PendingSignIn pending = web.signIn(REDIRECT, "User.Read").begin();
        AuthenticationResult byCode = web.acquireTokenByAuthorizationCode(
                        pending, emulator.signIn(pending.authorizationUri(), ADA))
                .execute();
        AuthenticationResult onBehalf =
                web.acquireTokenOnBehalfOf(received(), "User.Read").execute();
        AuthenticationResult refreshed = desktop.acquireTokenSilent(
                        interactive.account().orElseThrow(), "User.Read")
                .forceRefresh()
                .execute();
        return Stream.of(interactive, byDevice, byPassword, byCode, onBehalf, refreshed);
    }

    private Secret received() {
        return Secret.of(desktop()
                .build()
                .acquireTokenInteractive("api://orders/read")
                .execute()
                .accessToken());
    }

    @Test
    void nobodySeesThemByDefault() {
        assertThat(ofEachFlow(desktop().build(), server().build()))
                .allSatisfy(result -> assertThat(result.refreshToken()).isEmpty());
    }

    @Test
    void whoAskedForThemGetsWhatCameWithEachAnswer() {
        assertThat(ofEachFlow(
                        desktop().refreshTokensInResults().build(),
                        server().refreshTokensInResults().build()))
                .allSatisfy(result -> {
                    Secret refreshToken = result.refreshToken().orElseThrow();
                    assertThat(result.toString()).doesNotContain(refreshToken.reveal());
                })
                .extracting(result -> result.refreshToken().orElseThrow())
                .doesNotHaveDuplicates();
    }

    @Test
    void oneFromAResultSignsThePersonInElsewhere() {
        Secret refreshToken = desktop()
                .refreshTokensInResults()
                .build()
                .acquireTokenByUsernamePassword(ADA, PASSWORD, "User.Read")
                .execute()
                .refreshToken()
                .orElseThrow();

        AuthenticationResult elsewhere = desktop()
                .refreshTokensInResults()
                .build()
                .acquireTokenByRefreshToken(refreshToken, "User.Read")
                .execute();

        assertThat(elsewhere.account().map(Account::username)).contains(ADA);
        assertThat(elsewhere.refreshToken().orElseThrow()).isNotEqualTo(refreshToken);
    }

    @Test
    void aTokenFromTheCacheComesWithoutAndTheCacheStillHasItsOwn() {
        PublicClientApplication app = desktop().refreshTokensInResults().build();
        Account ada =
                app.acquireTokenInteractive("User.Read").execute().account().orElseThrow();

        AuthenticationResult cached = app.acquireTokenSilent(ada, "User.Read").execute();

        assertThat(cached.source()).isEqualTo(TokenSource.CACHE);
        assertThat(cached.refreshToken()).isEmpty();
        assertThat(app.acquireTokenSilent(ada, "User.Read")
                        .forceRefresh()
                        .execute()
                        .source())
                .isEqualTo(TokenSource.IDENTITY_PROVIDER);
    }

    @Test
    void anApplicationsOwnTokenHasNone() {
        assertThat(server().refreshTokensInResults()
                        .build()
                        .acquireTokenForClient(Emulated.SCOPE)
                        .execute()
                        .refreshToken())
                .isEmpty();
    }

    @Test
    void aResultCannotBeWrittenIntoASession() {
        assertThat(AuthenticationResult.builder("token")
                        .refreshToken(Secret.of("refresh-token"))
                        .build())
                .isNotInstanceOf(Serializable.class)
                .asString()
                .doesNotContain("refresh-token");
    }
}

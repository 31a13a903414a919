package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.SilentParameters;
import io.openmsal.Adapters;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.TokenCacheAccessAspect;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A person signs in to a program with MSAL4J and its aspect; the program moves to this library, and perhaps back. */
class MovingAnAspectTest {

    private static final String ADA = "ada@contoso.example";
    private static final Set<String> SCOPES = Set.of("User.Read");
    private static final URI REDIRECT = URI.create("http://localhost:7777/");

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @TempDir
    Path place;

    private Emulator emulator;
    private String authority;

    @BeforeEach
    void begin() {
        emulator = EMULATOR.get();
        authority = emulator.authority(emulator.tenant("contoso").id());
    }

    static Stream<Function<Path, TokenCacheAccessAspect>> aspects() {
        return Stream.of(FileAspect::new, file -> new UnchangedAspect(new Msal4jFileAspect(file)));
    }

    @ParameterizedTest
    @MethodSource("aspects")
    void whatItKeptIsServedHereAndWhatIsRenewedHereIsServedThere(Function<Path, TokenCacheAccessAspect> moved)
            throws Exception {
        Path file = place.resolve("cache.json");
        IAuthenticationResult before = signInWithMsal4j(file);
        emulator.clearRequests();

        PublicClientApplication ours = ours(moved.apply(file));
        Account ada = ours.accounts().get(0);
        AuthenticationResult cached = ours.acquireTokenSilent(ada, "User.Read").execute();

        assertThat(ada.username()).isEqualTo(ADA);
        assertThat(ada.homeAccountId()).isEqualTo(before.account().homeAccountId());
        assertThat(cached.source()).isEqualTo(TokenSource.CACHE);
        assertThat(cached.accessToken()).isEqualTo(before.accessToken());
        assertThat(emulator.requests()).isEmpty();

        AuthenticationResult renewed =
                ours.acquireTokenSilent(ada, "User.Read").forceRefresh().execute();
        emulator.clearRequests();
        com.microsoft.aad.msal4j.PublicClientApplication back = theirs(new Msal4jFileAspect(file));
        IAccount sameAda = back.getAccounts().join().iterator().next();
        IAuthenticationResult after = back.acquireTokenSilently(
                        SilentParameters.builder(SCOPES, sameAda).build())
                .join();

        assertThat(after.accessToken()).isEqualTo(renewed.accessToken());
        assertThat(emulator.requests()).isEmpty();

        ours.removeAccount(ada);
        assertThat(theirs(new Msal4jFileAspect(file)).getAccounts().join()).isEmpty();
    }

    private IAuthenticationResult signInWithMsal4j(Path file) throws Exception {
        URI address = URI.create(authority + "/oauth2/v2.0/authorize?client_id=" + emulator.defaultPublicClientId()
                + "&response_type=code&scope=openid%20profile%20offline_access%20User.Read&redirect_uri="
                + REDIRECT + "&client_info=1&state=s");
        String code = emulator.signIn(address, ADA).get("code");
        return theirs(new Msal4jFileAspect(file))
                .acquireToken(AuthorizationCodeParameters.builder(code, REDIRECT)
                        .scopes(SCOPES)
                        .build())
                .join();
    }

    private com.microsoft.aad.msal4j.PublicClientApplication theirs(ITokenCacheAccessAspect aspect) throws Exception {
        return com.microsoft.aad.msal4j.PublicClientApplication.builder(emulator.defaultPublicClientId())
                .authority(authority)
                .validateAuthority(false)
                .instanceDiscovery(false)
                .sslSocketFactory(emulator.sslContext().getSocketFactory())
                .setTokenCacheAccessAspect(aspect)
                .build();
    }

    private PublicClientApplication ours(TokenCacheAccessAspect aspect) {
        return PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(authority)
                .adapters(Adapters.jdkOnly(
                        HttpSettings.builder()
                                .trust(TrustSettings.pem(emulator.caCertificatePem()))
                                .build(),
                        EventSink.none()))
                .tokenStore(CachingGuide.moved(emulator.defaultPublicClientId(), aspect))
                .build();
    }
}

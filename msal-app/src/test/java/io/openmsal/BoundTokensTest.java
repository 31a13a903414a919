package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.crypto.JoseProofKey;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.shape.SignedHttpRequest;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.ProofKey;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.ProtectedResource;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens bound to a key: issued by the emulator, presented to a web API that takes nobody's word for it. */
class BoundTokensTest {

    private static final TestClock CLOCK = new TestClock();
    private static final URI API = URI.create("https://api.contoso.example:8443/orders/7?expand=lines");
    private static final SignedHttpRequest GET = SignedHttpRequest.of("get", API);

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private Emulator emulator;
    private ProtectedResource api;
    private PublicClientApplication desktop;
    private ConfidentialClientApplication daemon;

    @BeforeEach
    void build() {
        emulator = EMULATOR.get();
        api = emulator.protectedResource();
        Adapters adapters = Emulated.adapters(emulator, CLOCK, EventSink.none());
        desktop = Emulated.publicClient(emulator, adapters);
        daemon = Emulated.confidentialClient(emulator, adapters);
    }

    private AuthenticationResult own(SignedHttpRequest request) {
        return daemon.acquireTokenForClient(Emulated.SCOPE)
                .proofOfPossession(request)
                .execute();
    }

    @Nested
    class ProofOfPossession {

        @Test
        void isAcceptedByTheWebApiForThatRequestOnce() {
            AuthenticationResult result = own(GET);

            Map<String, Object> claims = api.admit(result.authorizationHeader(), "GET", API);

            assertThat(claims).containsEntry("aud", "https://graph.microsoft.com");
            assertThat(result.tokenType()).isEqualTo("PoP");
            assertThatThrownBy(() -> api.admit(result.authorizationHeader(), "GET", API))
                    .hasMessage("it was sent before");
        }

        @Test
        void isWorthNothingForAnotherRequestOrAtAnotherTime() {
            String header = own(GET).authorizationHeader();

            assertThatThrownBy(() -> api.admit(header, "DELETE", API)).hasMessageContaining("method");
            assertThatThrownBy(() -> api.admit(header, "GET", API.resolve("/orders/8")))
                    .hasMessageContaining("path");
            assertThatThrownBy(() -> api.admit(header, "GET", URI.create("https://evil.example/orders/7")))
                    .hasMessageContaining("host");
            CLOCK.advance(Duration.ofMinutes(6));
            assertThatThrownBy(() -> api.admit(header, "GET", API)).hasMessageContaining("time");
        }

        @Test
        void isMadeAnewOfOneTokenForEachCall() {
            AuthenticationResult first = own(GET);
            AuthenticationResult second = own(GET);

            assertThat(second.source()).isEqualTo(TokenSource.CACHE);
            api.admit(first.authorizationHeader(), "GET", API);
            api.admit(second.authorizationHeader(), "GET", API);
            assertThat(emulator.tokenRequestCount()).isEqualTo(1);
        }

        @Test
        void isMadeForEachOfThoseWhoWaitedForOneToken() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            try {
                CompletableFuture<AuthenticationResult> one = daemon.acquireTokenForClient(Emulated.SCOPE)
                        .proofOfPossession(SignedHttpRequest.of("GET", API.resolve("/one")))
                        .executeAsync(pool);
                CompletableFuture<AuthenticationResult> two = daemon.acquireTokenForClient(Emulated.SCOPE)
                        .proofOfPossession(SignedHttpRequest.of("PUT", API.resolve("/two")))
                        .executeAsync(pool);

                api.admit(one.get(30, TimeUnit.SECONDS).authorizationHeader(), "GET", API.resolve("/one"));
                api.admit(two.get(30, TimeUnit.SECONDS).authorizationHeader(), "PUT", API.resolve("/two"));
            } finally {
                pool.shutdownNow();
            }
            assertThat(emulator.tokenRequestCount()).isEqualTo(1);
        }

        @Test
        void neverMixesWithBearerTokensOrOtherKeys() {
            daemon.acquireTokenForClient(Emulated.SCOPE).execute();
            own(GET);
            own(GET.withKey(JoseProofKey.generate()));

            assertThat(emulator.tokenRequestCount()).isEqualTo(3);
            AuthenticationResult bearer =
                    daemon.acquireTokenForClient(Emulated.SCOPE).execute();
            assertThat(bearer.tokenType()).isEqualTo("Bearer");
            assertThat(bearer.source()).isEqualTo(TokenSource.CACHE);
            assertThatThrownBy(() -> api.admit("PoP " + bearer.accessToken(), "GET", API))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void bindsWhatAPersonGetsInEachWayToSignIn() {
            Account account = desktop.acquireTokenInteractive("User.Read")
                    .proofOfPossession(GET)
                    .execute()
                    .account()
                    .orElseThrow();
            AuthenticationResult silent = desktop.acquireTokenSilent(account, "User.Read")
                    .proofOfPossession(GET)
                    .execute();
            assertThat(silent.source()).isEqualTo(TokenSource.CACHE);
            AuthenticationResult refreshed = desktop.acquireTokenSilent(account, "User.Read")
                    .proofOfPossession(GET)
                    .forceRefresh()
                    .execute();
            AuthenticationResult byCode = desktop.acquireTokenByDeviceCode(
                            code -> emulator.approveDeviceCode(code.userCode(), "ada@contoso.example"), "User.Read")
                    .proofOfPossession(GET)
                    .execute();
            AuthenticationResult bearer =
                    desktop.acquireTokenSilent(account, "User.Read").execute();

            for (AuthenticationResult bound : new AuthenticationResult[] {silent, refreshed, byCode}) {
                api.admit(bound.authorizationHeader(), "GET", API);
            }
            assertThat(bearer.tokenType()).isEqualTo("Bearer");
        }

        @Test
        void carriesTheNonceOfTheWebApi() {
            String header = own(GET.withNonce("nonce-of-the-api")).authorizationHeader();

            assertThat(new String(Base64.getUrlDecoder().decode(header.split("\\.")[1]), StandardCharsets.UTF_8))
                    .contains("\"nonce\":\"nonce-of-the-api\"");
            api.admit(header, "GET", API);
        }

        @Test
        void leavesTheSignatureToACallerWhoWantsTo() {
            AuthenticationResult raw = own(GET.unsigned());

            assertThat(raw.tokenType()).isEqualTo("pop");
            assertThatThrownBy(() -> api.admit("PoP " + raw.accessToken(), "GET", API))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void thatCannotBeSignedIsATypedFailureAndTheTokenIsKept() {
            ProofKey key = JoseProofKey.generate();
            ProofKey locked = new ProofKey() {
                @Override
                public SignatureAlgorithm algorithm() {
                    return key.algorithm();
                }

                @Override
                public Map<String, String> publicJwk() {
                    return key.publicJwk();
                }

                @Override
                public String thumbprint() {
                    return key.thumbprint();
                }

                @Override
                public byte[] sign(byte[] content) throws GeneralSecurityException {
                    throw new SignatureException("the module is locked");
                }
            };

            assertThatThrownBy(() -> own(GET.withKey(locked)))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failed -> assertThat(failed.errorCode()).isEqualTo("proof_key_failed"))
                    .hasMessageContaining("the module is locked");
            assertThat(own(GET.withKey(key)).source()).isEqualTo(TokenSource.CACHE);
        }
    }

    @Nested
    class AnSshCertificate {

        @Test
        void isOverTheKeyThatWasGivenAndNoToken() {
            String jwk = "{\"kty\":\"RSA\",\"e\":\"" + key.publicJwk().get("e") + "\",\"n\":\""
                    + key.publicJwk().get("n") + "\"}";
            AuthenticationResult certificate = daemon.acquireTokenForClient(Emulated.SCOPE)
                    .sshCertificate(jwk, "machine-key")
                    .execute();

            assertThat(certificate.tokenType()).isEqualTo("ssh-cert");
            assertThat(new String(
                            Base64.getUrlDecoder()
                                    .decode(certificate.accessToken().split("\\.")[1]),
                            StandardCharsets.UTF_8))
                    .contains(key.publicJwk().get("n"))
                    .contains("machine-key");
            assertThatThrownBy(certificate::authorizationHeader)
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("ssh_cert_used_as_http_header"));
            assertThat(daemon.acquireTokenForClient(Emulated.SCOPE)
                            .sshCertificate(jwk, "machine-key")
                            .execute()
                            .source())
                    .isEqualTo(TokenSource.CACHE);
        }

        @Test
        void needsAKeyThatIsOne() {
            assertThatThrownBy(
                            () -> daemon.acquireTokenForClient(Emulated.SCOPE).sshCertificate(" ", "k"))
                    .isInstanceOf(MsalConfigurationException.class);
            assertThatThrownBy(() -> daemon.acquireTokenForClient(Emulated.SCOPE)
                            .sshCertificate("{\"kty\":\"none\"}", "k")
                            .execute())
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("req_cnf");
        }

        private final ProofKey key = JoseProofKey.generate();
    }

    @Test
    void aTokenOnBehalfOfSomeoneIsBoundToo() {
        emulator.consent("ada@contoso.example", daemon.clientId(), "User.Read");
        String arrived =
                desktop.acquireTokenInteractive("api://orders/read").execute().accessToken();

        AuthenticationResult result = daemon.acquireTokenOnBehalfOf(Secret.of(arrived), "User.Read")
                .proofOfPossession(GET)
                .execute();

        api.admit(result.authorizationHeader(), "GET", API);
    }
}

package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.client.AssertionRequest;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How often a credential is asked is the point here, so these are interactions, not states. */
class CredentialsAreProvidersTest {

    private static final Scopes GRAPH = Scopes.requested("https://graph.example/.default");

    private static Flows flows(ClientCredential credential) {
        Flows flows = new Flows(EntraAuthority.of("https://login.microsoftonline.com/contoso.example"), credential);
        flows.http.when(request -> true).reply(200, Answers.own("token").json());
        return flows;
    }

    private static void acquire(Flows flows) {
        flows.clientCredentials.acquire(null, GRAPH, CachePolicy.DEFAULT, flows::call);
    }

    @Test
    void aSecretIsAskedForOncePerRequestAndNeverOnAHit() {
        @SuppressWarnings("unchecked")
        Supplier<Secret> provider = mock(Supplier.class);
        when(provider.get()).thenReturn(Secret.of("secret"));
        Flows flows = flows(ClientCredential.secret(provider));
        verify(provider, never()).get();

        for (int i = 0; i < 100; i++) {
            acquire(flows);
        }
        verify(provider, times(1)).get();

        flows.clock.advance(Duration.ofHours(1));
        acquire(flows);
        verify(provider, times(2)).get();
    }

    @Test
    void aKeySignsOncePerRequestAndNeverOnAHit() throws Exception {
        Flows flows;
        AssertionSigner signer = mock(AssertionSigner.class);
        flows = flows(ClientCredential.certificate(signer));
        TestCertificate certificate = TestCertificates.valid(
                flows.clock.instant().minusSeconds(3600), flows.clock.instant().plusSeconds(36000));
        doReturn(certificate.chain()).when(signer).certificateChain();
        when(signer.sign(any(), any())).thenReturn(new byte[256]);

        acquire(flows);
        acquire(flows);

        verify(signer, times(1)).sign(any(SignatureAlgorithm.class), any());
        assertThat(flows.http.requests()).hasSize(1);
    }

    @Test
    void anAssertionIsAskedForOncePerRequestAndNeverOnAHit() {
        AtomicInteger asked = new AtomicInteger();
        Flows flows = flows(ClientCredential.assertion(
                (AssertionRequest request) -> Secret.of("assertion-" + asked.incrementAndGet())));

        acquire(flows);
        acquire(flows);
        flows.clock.advance(Duration.ofHours(1));
        acquire(flows);

        assertThat(asked).hasValue(2);
        assertThat(flows.http.lastRequest().formParameter("client_assertion")).contains("assertion-2");
    }

    @Nested
    class ACallbackForAssertions {

        @Test
        void isToldWhatTheRequestIsAbout() {
            List<AssertionRequest> told = new ArrayList<>();
            Flows flows = flows(ClientCredential.assertion(request -> {
                told.add(request);
                return Secret.of("assertion");
            }));
            RequestShape shape = RequestShape.answering("{\"a\":1}").forFmiPath("agent-7");

            flows.clientCredentials.acquire(
                    "fabrikam.example", GRAPH, new CachePolicy(false, shape, MinimumLifetime.standard()), flows::call);

            AssertionRequest request = told.get(0);
            assertThat(request.clientId()).isEqualTo(Flows.CLIENT_ID);
            assertThat(request.tokenEndpoint())
                    .hasToString("https://login.microsoftonline.com/fabrikam.example/oauth2/v2.0/token");
            assertThat(request.tenant()).isEqualTo("fabrikam.example");
            assertThat(request.claims()).contains("{\"a\":1}");
            assertThat(request.fmiPath()).contains("agent-7");
            assertThat(request.call().correlationId()).isEqualTo("correlation-1");
            assertThat(flows.http.onlyRequest().formParameter("client_assertion"))
                    .contains("assertion");
        }

        @Test
        void thatThrowsIsATypedFailureWithItsCause() {
            IllegalStateException broken = new IllegalStateException("the sidecar is away");
            Flows flows = flows(ClientCredential.assertion((AssertionRequest request) -> {
                throw broken;
            }));

            assertThatThrownBy(() -> acquire(flows))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failed -> assertThat(failed.errorCode()).isEqualTo("client_assertion_failed"))
                    .hasCause(broken);
            assertThat(flows.http.requests()).isEmpty();
        }

        @Test
        void thatGivesNothingIsATypedFailure() {
            for (Secret nothing : new Secret[] {null, Secret.of(" ")}) {
                Flows flows = flows(ClientCredential.assertion((AssertionRequest request) -> nothing));

                assertThatThrownBy(() -> acquire(flows)).isInstanceOf(MsalConfigurationException.class);
                assertThat(flows.http.requests()).isEmpty();
            }
        }

        @Test
        void thatGivesUpAtTheDeadlineIsATimeoutAndNotAFaultOfItsOwn() {
            IllegalStateException gaveUp = new IllegalStateException("no answer in time");
            TestClock[] clock = new TestClock[1];
            Flows flows = flows(ClientCredential.assertion((AssertionRequest request) -> {
                clock[0].advance(request.call().deadline().remainingAtMost(Duration.ofHours(1)));
                throw gaveUp;
            }));
            clock[0] = flows.clock;

            assertThatThrownBy(() -> acquire(flows))
                    .isInstanceOf(MsalTimeoutException.class)
                    .hasSuppressedException(gaveUp);
            assertThat(flows.http.requests()).isEmpty();
        }

        @Test
        void thatIsInterruptedIsACancellationAndTheThreadKnowsIt() {
            Flows flows = flows(ClientCredential.assertion((AssertionRequest request) -> {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted");
            }));

            assertThatThrownBy(() -> acquire(flows)).isInstanceOf(MsalCancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(flows.http.requests()).isEmpty();
        }

        @Test
        void thatComesBackAfterTheDeadlineIsATimeoutAndNothingIsSent() {
            TestClock[] clock = new TestClock[1];
            Flows flows = flows(ClientCredential.assertion((AssertionRequest request) -> {
                clock[0].advance(request.call().deadline().remainingAtMost(Duration.ofHours(1)));
                return Secret.of("too late");
            }));
            clock[0] = flows.clock;

            assertThatThrownBy(() -> acquire(flows)).isInstanceOf(MsalTimeoutException.class);
            assertThat(flows.http.requests()).isEmpty();
        }
    }
}

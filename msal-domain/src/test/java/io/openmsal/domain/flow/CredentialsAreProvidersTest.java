package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import java.time.Duration;
import java.util.function.Supplier;
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
}

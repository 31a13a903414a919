package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.port.Secret;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.http.ConnectProxy;
import org.junit.jupiter.api.Test;

class ProxyGuideTest {

    /** The provider's name is known to no name service: whatever goes around the proxy reaches nobody. */
    @Test
    void aTokenComesThroughTheProxyAndNothingGoesAroundIt() throws Exception {
        try (Emulator emulator = Emulator.builder().host("login.contoso.test").start();
                ConnectProxy proxy = new ConnectProxy(emulator.baseUri().getPort(), "svc-orders:canary")) {
            ConfidentialClientApplication application = ProxyGuide.application(
                    ConfidentialClientApplication.builder(
                                    emulator.defaultConfidentialClientId(),
                                    ClientCredentials.secret(
                                            emulator.defaultClientSecret().reveal()))
                            .trustedAuthority(emulator.authority("contoso")),
                    "127.0.0.1",
                    proxy.port(),
                    Secret.of("canary"),
                    emulator.caCertificatePem());

            assertThat(application
                            .appTokens()
                            .acquireToken("https://graph.microsoft.com/.default")
                            .accessToken())
                    .isNotEmpty();

            assertThat(proxy.tunnels())
                    .containsOnly("login.contoso.test:" + emulator.baseUri().getPort());
        }
    }
}

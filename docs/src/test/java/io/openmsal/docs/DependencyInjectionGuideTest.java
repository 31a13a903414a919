package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.openmsal.AppTokens;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.wiring.MsalModule;
import org.junit.jupiter.api.Test;

class DependencyInjectionGuideTest {

    private static final String SCOPE = "https://graph.example/.default";

    private final FakeHttpTransport http =
            new FakeHttpTransport().reply(200, "{\"access_token\":\"token-1\",\"expires_in\":3600}");

    @Test
    void theHostsInjectorGivesTokensOfOneApplicationOverItsOwnTransport() {
        Injector injector = Guice.createInjector(
                new MsalModule(),
                new DependencyInjectionGuide.HostModule("secret"),
                new DependencyInjectionGuide.OwnTransport(http));

        assertThat(injector.getInstance(AppTokens.class).acquireToken(SCOPE).accessToken())
                .isEqualTo("token-1");
        assertThat(injector.getInstance(ConfidentialClientApplication.class))
                .isSameAs(injector.getInstance(ConfidentialClientApplication.class));
    }

    @Test
    void theSameIsMadeByHandWithoutAnInjector() {
        assertThat(DependencyInjectionGuide.byHand(http, "secret")
                        .acquireToken(SCOPE)
                        .accessToken())
                .isEqualTo("token-1");
    }
}

package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.Adapters;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.browser.FakeBrowser;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorIssuer;
import io.openmsal.testing.environment.FakeEnvironment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the code of the guides to acting on behalf of people and to brokers, against the emulator. */
class OnBehalfOfGuideTest {

    private static final String ADA = "ada@contoso.example";

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private Emulator emulator;
    private Adapters adapters;
    private String authority;
    private ClientCredential credential;
    private ConfidentialClientApplication api;
    private String received;

    @BeforeEach
    void callTheApi() {
        emulator = EMULATOR.get();
        authority = emulator.authority("contoso");
        credential = ClientCredential.secret(emulator.defaultClientSecret());
        adapters = Adapters.jdkOnly(
                        HttpSettings.builder()
                                .trust(TrustSettings.pem(emulator.caCertificatePem()))
                                .build(),
                        EventSink.none())
                .withEnvironment(new FakeEnvironment())
                .withBrowser(new FakeBrowser().signingIn(address -> emulator.signIn(address, ADA)));
        api = ConfidentialClientApplication.builder(emulator.defaultConfidentialClientId(), credential)
                .trustedAuthority(authority)
                .adapters(adapters)
                .build();
        emulator.consent(ADA, api.clientId(), "User.Read");
        received = PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(authority)
                .adapters(adapters)
                .build()
                .acquireTokenInteractive("api://orders/read")
                .execute()
                .accessToken();
    }

    @Test
    void aTokenIsTradedAndServesAgain() {
        assertThat(OnBehalfOfGuide.traded(api, received).account()).isPresent();
        assertThat(OnBehalfOfGuide.traded(api, received).source()).isEqualTo(TokenSource.CACHE);
    }

    @Test
    void anyProviderExchangesItAndKeepsAudiencesApart() {
        ConfidentialClientApplication plain =
                OnBehalfOfGuide.atAnyProvider(api.clientId(), credential, emulator.oidcAuthority("contoso"), adapters);

        assertThat(OnBehalfOfGuide.forAnAudience(plain, Secret.of(received)).source())
                .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(OnBehalfOfGuide.forAnAudience(plain, Secret.of(received)).source())
                .isEqualTo(TokenSource.CACHE);
        assertThat(List.copyOf(emulator.requests())
                        .get(emulator.requests().size() - 1)
                        .form())
                .containsEntry("audience", "order-service")
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    }

    @Test
    void assertionsOfAnotherIssuerAreAChoiceOfTheBuilder() {
        EmulatorIssuer other = EmulatorIssuer.named("https://sts.fabrikam.example");
        emulator.add(other);
        String provider = emulator.oidcAuthority("contoso");

        assertThat(OnBehalfOfGuide.forAnotherIssuer(api.clientId(), credential, provider, adapters)
                        .acquireTokenOnBehalfOf(other.assertion(ADA, provider, Instant.now()), "orders")
                        .execute()
                        .account())
                .isPresent();
    }

    @Test
    void aSessionGoesOn() {
        assertThat(OnBehalfOfGuide.inASession(api, Secret.of(received)).account())
                .isPresent();
    }

    @Test
    void aCustodianGetsTheRefreshToken() {
        assertThat(OnBehalfOfGuide.inCustody(emulator.defaultPublicClientId(), authority, adapters))
                .isPresent();
    }

    @Test
    void whereThereIsNoBrokerPeopleSignInAsEver() {
        assertThat(BrokerGuide.onLinux(emulator.defaultPublicClientId(), authority, adapters)
                        .source())
                .isEqualTo(TokenSource.IDENTITY_PROVIDER);
    }
}

package io.openmsal.cli.demo;

import io.openmsal.Adapters;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorFederation;
import io.openmsal.testing.emulator.EmulatorTenant;
import io.openmsal.testing.emulator.EmulatorUser;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.util.List;

/** The provider, the clock, and how applications of the demonstration are built on them. */
final class DemoWorld {

    static final String ADA = "ada@contoso.example";
    static final String GRACE = "grace@contoso.example";
    static final String ELSEWHERE = "fabrikam";

    /** Someone whose password the provider keeps. */
    static final String HEDY = "hedy@contoso.example";

    /** People whose organizations keep their passwords: a server of today, and one of long ago. */
    static final String FAY = "fay@tailspin.example";

    static final String TIM = "tim@northwind.example";

    /** What all of them type. */
    static final Secret PASSWORD = Secret.of("& <a password> of the demonstration");

    final Emulator emulator;
    final TestClock clock;
    final String home;
    final TokenStore store = new MemoryTokenStore();
    final Adapters adapters;

    DemoWorld(Emulator emulator, TestClock clock) {
        this.emulator = emulator;
        this.clock = clock;
        this.home = emulator.tenant("contoso").id();
        emulator.add(EmulatorTenant.named(ELSEWHERE));
        emulator.add(emulator.user(ADA).withGuestTenant(ELSEWHERE));
        emulator.add(EmulatorFederation.of("tailspin.example").withSaml2());
        emulator.add(EmulatorFederation.of("northwind.example").withoutWsTrust13());
        for (EmulatorUser user : List.of(EmulatorUser.named(HEDY), EmulatorUser.named(FAY), EmulatorUser.named(TIM))) {
            emulator.add(user.withPassword(PASSWORD.reveal()).withHomeTenant("contoso"));
            emulator.consent(user.username(), emulator.defaultPublicClientId(), "User.Read");
        }
        HttpSettings trusting = HttpSettings.builder()
                .trust(TrustSettings.pem(emulator.caCertificatePem()))
                .build();
        this.adapters = Adapters.jdkOnly(trusting, EventSink.none())
                .withClock(clock, new FakeSleeper(clock))
                .withBrowser(new ScriptedBrowser(emulator, ADA));
    }

    /** A program of ada's, whose tokens are in the store that all of these share. */
    PublicClientApplication program() {
        return program(store);
    }

    PublicClientApplication program(TokenStore tokens) {
        return PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(emulator.authority(home))
                .tokenStore(tokens)
                .adapters(adapters)
                .build();
    }

    ConfidentialClientApplication server(ClientCredential credential) {
        return ConfidentialClientApplication.builder(emulator.defaultConfidentialClientId(), credential)
                .trustedAuthority(emulator.authority(home))
                .adapters(adapters)
                .build();
    }

    ConfidentialClientApplication server() {
        return server(ClientCredential.secret(emulator.defaultClientSecret()));
    }
}

package io.openmsal.cli.demo;

import io.openmsal.Adapters;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ManagedIdentityApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.JdkPinnedTransports;
import io.openmsal.adapter.http.RetryPolicy;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorFederation;
import io.openmsal.testing.emulator.EmulatorTenant;
import io.openmsal.testing.emulator.EmulatorUser;
import io.openmsal.testing.managedidentity.AzureHostEmulator;
import io.openmsal.testing.managedidentity.EmulatedHost;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The provider, the Azure hosts, the clock, and how applications of the demonstration are built on them. */
final class DemoWorld implements AutoCloseable {

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
    private final Map<EmulatedHost, AzureHostEmulator> hosts = new EnumMap<>(EmulatedHost.class);

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

    /** A host, which is started when it is first wanted. */
    AzureHostEmulator host(EmulatedHost kind) {
        return hosts.computeIfAbsent(kind, this::started);
    }

    private AzureHostEmulator started(EmulatedHost kind) {
        try {
            return AzureHostEmulator.start(kind, clock);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** An identity of a host, for a program with a cache of its own. */
    ManagedIdentityApplication identity(EmulatedHost kind, ManagedIdentityId id) {
        return identity(host(kind).environment(), id);
    }

    ManagedIdentityApplication identity(Environment environment, ManagedIdentityId id) {
        HttpSettings local =
                HttpSettings.builder().retryPolicy(RetryPolicy.none()).build();
        return identity(environment, id, Adapters.jdkOnly(local, EventSink.none()));
    }

    /** The host's own identity, for a program that also reaches the token endpoint behind the host. */
    ManagedIdentityApplication bound(EmulatedHost kind) {
        HttpSettings trusting = HttpSettings.builder()
                .retryPolicy(RetryPolicy.none())
                .trust(TrustSettings.pem(host(kind).tokenEndpointCaPem()))
                .build();
        return identity(
                host(kind).environment(),
                ManagedIdentityId.systemAssigned(),
                Adapters.jdkOnly(trusting, EventSink.none()));
    }

    private ManagedIdentityApplication identity(Environment environment, ManagedIdentityId id, Adapters local) {
        return ManagedIdentityApplication.builder(id)
                .adapters(local.withClock(clock, new FakeSleeper(clock)).withEnvironment(environment))
                .pinnedTransports(new JdkPinnedTransports(HttpSettings.defaults()))
                .build();
    }

    /** How many requests arrived so far, at the provider and at all hosts. */
    int requests() {
        return emulator.requests().size()
                + hosts.values().stream()
                        .mapToInt(host ->
                                host.requests().size() + host.tokenRequests().size())
                        .sum();
    }

    @Override
    public void close() {
        hosts.values().forEach(AzureHostEmulator::close);
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

package sample.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.http.ApacheHttpTransport;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.TransportClosedException;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import javax.enterprise.context.Dependent;
import javax.enterprise.inject.Produces;
import javax.enterprise.inject.se.SeContainer;
import javax.enterprise.inject.se.SeContainerInitializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sample in Weld, against the emulator. */
class LoginTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @SuppressWarnings("NullAway.Init")
    private SeContainer container;

    @BeforeEach
    void start() {
        container = SeContainerInitializer.newInstance()
                .addBeanClasses(AtTheEmulator.class)
                .initialize();
    }

    @AfterEach
    void stop() {
        if (container.isRunning()) {
            container.close();
        }
    }

    @Test
    void allBeansShareOneApplicationAndSoItsTokens() {
        String first = container.select(NightlyExport.class).get().authorization();
        String second = container.select(NightlyExport.class).get().authorization();

        assertThat(first).startsWith("Bearer ").isEqualTo(second);
        assertThat(EMULATOR.get().tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void whatHappensIsToldToObservers() {
        NightlyExport export = container.select(NightlyExport.class).get();
        export.authorization();
        export.authorization();

        assertThat(container.select(TokenCounter.class).get().acquired()).isEqualTo(2);
    }

    @Test
    void theConnectionsEndWithTheContainer() {
        ApacheHttpTransport transport =
                container.select(ApacheHttpTransport.class).get();
        container.select(NightlyExport.class).get().authorization();

        container.close();

        assertThatThrownBy(() -> transport.send(HttpRequest.get(EMULATOR.get().baseUri())))
                .isInstanceOf(TransportClosedException.class);
    }

    /** What the deployment decides, here. */
    @Dependent
    static class AtTheEmulator {

        @Produces
        LoginSettings settings() {
            Emulator emulator = EMULATOR.get();
            return new LoginSettings() {
                @Override
                public String clientId() {
                    return emulator.defaultConfidentialClientId();
                }

                @Override
                public Secret clientSecret() {
                    return emulator.defaultClientSecret();
                }

                @Override
                public String authority() {
                    return emulator.authority("contoso");
                }

                @Override
                public HttpSettings http() {
                    return HttpSettings.builder()
                            .trust(TrustSettings.pem(emulator.caCertificatePem()))
                            .build();
                }
            };
        }
    }
}

package sample.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.http.ApacheHttpTransport;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.TransportClosedException;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.SpringVersion;

/** The sample in a context of Spring, against the emulator. The build runs it with several versions of Spring. */
class LoginConfigurationTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @BeforeEach
    void start() {
        context.registerBean(LoginSettings.class, LoginConfigurationTest::atTheEmulator);
        context.scan("sample.spring");
        context.refresh();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private static LoginSettings atTheEmulator() {
        Emulator emulator = EMULATOR.get();
        return new LoginSettings(
                emulator.defaultConfidentialClientId(),
                emulator::defaultClientSecret,
                emulator.authority("contoso"),
                HttpSettings.builder()
                        .trust(TrustSettings.pem(emulator.caCertificatePem()))
                        .build());
    }

    @Test
    void theVersionIsTheOneThatIsMeant() {
        assertThat(SpringVersion.getVersion()).startsWith(System.getProperty("openmsal.spring"));
    }

    @Test
    void allBeansShareOneApplicationAndSoItsTokens() {
        NightlyExport export = context.getBean(NightlyExport.class);
        String first = export.authorization();
        String second = export.authorization();

        assertThat(first).startsWith("Bearer ").isEqualTo(second);
        assertThat(EMULATOR.get().tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void whatHappensIsToldToListeners() {
        NightlyExport export = context.getBean(NightlyExport.class);
        export.authorization();
        export.authorization();

        assertThat(context.getBean(TokenCounter.class).acquired()).isEqualTo(2);
    }

    @Test
    void theConnectionsEndWithTheContext() {
        ApacheHttpTransport transport = context.getBean(ApacheHttpTransport.class);
        context.getBean(NightlyExport.class).authorization();

        context.close();

        assertThatThrownBy(() -> transport.send(HttpRequest.get(EMULATOR.get().baseUri())))
                .isInstanceOf(TransportClosedException.class);
    }
}

package io.openmsal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.Adapters;
import io.openmsal.ManagedIdentityApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.http.LoopbackServer;
import io.openmsal.testing.managedidentity.AzureHostEmulator;
import io.openmsal.testing.managedidentity.EmulatedHost;
import io.openmsal.testing.managedidentity.HostFault;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The views that drivers and HTTP clients take, with a real driver and a real HTTP client. */
@Timeout(120)
class SupplierViewsTest {

    private static final String DATABASE = "https://ossrdbms-aad.database.windows.net/.default";

    private final TestClock clock = new TestClock();

    private TokenCredential credential(AzureHostEmulator host) {
        return new ManagedIdentityCredential(ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .adapters(Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                        .withClock(clock, new FakeSleeper(clock))
                        .withEnvironment(host.environment()))
                .build());
    }

    @Test
    void aDriverTakesTheTokenAsItsPassword() throws Exception {
        String url = "jdbc:h2:mem:supplier-views";
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE, clock);
                Connection owner = DriverManager.getConnection(url, "owner", "owner")) {
            Supplier<String> passwords = credential(host).tokens(DATABASE);
            owner.createStatement().execute("create user app password 'emulated-token-1'");

            for (int i = 0; i < 3; i++) {
                try (Connection app = DriverManager.getConnection(url, "app", passwords.get())) {
                    assertThat(app.isValid(1)).isTrue();
                }
            }
            assertThat(host.requests()).as("one token for all connections").hasSize(1);

            clock.advance(Duration.ofDays(2));
            assertThat(passwords.get()).isEqualTo("emulated-token-2");
        }
    }

    @Test
    void anHttpClientTakesItAsItsHeader() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.IMDS, clock);
                LoopbackServer api = LoopbackServer.start((request, reply) -> reply.json(200, "{}"))) {
            Supplier<String> headers = credential(host).authorizationHeaders("https://vault.azure.net/.default");

            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(api.uri("/"))
                                    .header("Authorization", headers.get())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());

            assertThat(api.requests().get(0).headers()).containsEntry("Authorization", "Bearer emulated-token-1");
        }
    }

    @Test
    void aFailureIsThatOfTheCredential() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE, clock)) {
            host.next(HostFault.refused(403, "", "not for you"));

            assertThatThrownBy(credential(host).tokens(DATABASE)::get)
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("not for you");
        }
    }
}

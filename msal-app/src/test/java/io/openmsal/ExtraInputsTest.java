package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.shape.TokenSharing;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorRequest;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parameters and headers that a caller adds to a request, as the server gets them. */
class ExtraInputsTest {

    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private Emulator emulator;
    private PublicClientApplication desktop;
    private ConfidentialClientApplication daemon;

    @BeforeEach
    void build() {
        emulator = EMULATOR.get();
        Adapters adapters = Emulated.adapters(emulator, CLOCK, EventSink.none());
        desktop = Emulated.publicClient(emulator, adapters);
        daemon = Emulated.confidentialClient(emulator, adapters);
    }

    private EmulatorRequest last(EmulatorEndpoint endpoint) {
        List<EmulatorRequest> requests = emulator.requests().stream()
                .filter(request -> request.endpoint() == endpoint)
                .collect(Collectors.toList());
        return requests.get(requests.size() - 1);
    }

    @Test
    void arriveWhereTheyWereSentAndKeepTokensApartOnlyWhereTheyShould() {
        daemon.acquireTokenForClient(Emulated.SCOPE)
                .extraBodyParameter("slice", "one", TokenSharing.SEPARATE)
                .extraQueryParameter("dc", "west europe", TokenSharing.SHARED)
                .extraHeader("x-trace", "7", TokenSharing.SHARED)
                .execute();

        EmulatorRequest request = last(EmulatorEndpoint.TOKEN);
        assertThat(request.form()).containsEntry("slice", "one");
        assertThat(request.query()).containsEntry("dc", "west europe");
        assertThat(request.header("x-trace")).contains("7");
        assertThat(daemon.acquireTokenForClient(Emulated.SCOPE)
                        .extraBodyParameter("slice", "one", TokenSharing.SEPARATE)
                        .execute()
                        .source())
                .isEqualTo(TokenSource.CACHE);
        assertThat(daemon.acquireTokenForClient(Emulated.SCOPE).execute().source())
                .isEqualTo(TokenSource.IDENTITY_PROVIDER);
    }

    @Test
    void arriveAtTheSignInPageAndWithTheCode() {
        AtomicReference<URI> opened = new AtomicReference<>();
        Browser person = Emulated.browser(emulator, "ada@contoso.example");
        desktop.acquireTokenInteractive("User.Read")
                .browser(address -> {
                    opened.set(address);
                    return person.open(address);
                })
                .extraQueryParameter("dc", "west", TokenSharing.SHARED)
                .extraBodyParameter("slice", "one", TokenSharing.SHARED)
                .execute();

        assertThat(opened.get().getQuery()).contains("dc=west").doesNotContain("slice");
        assertThat(last(EmulatorEndpoint.TOKEN).form()).containsEntry("slice", "one");
        assertThat(last(EmulatorEndpoint.TOKEN).query()).containsEntry("dc", "west");
    }

    @Test
    void standInTheAddressThatAWebApplicationSendsTheBrowserTo() {
        URI address = daemon.signIn(URI.create("https://web.example/after"), "User.Read")
                .extraQueryParameter("dc", "west")
                .begin()
                .authorizationUri();

        assertThat(address.getQuery()).contains("dc=west");
    }

    @Test
    void cannotTakeThePlaceOfWhatTheLibrarySends() {
        assertThatThrownBy(() -> daemon.acquireTokenForClient(Emulated.SCOPE)
                        .extraBodyParameter("client_id", "another", TokenSharing.SHARED))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("reserved_extra_input"));
    }
}

package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Cancellation;
import io.openmsal.port.browser.BrowserLaunch;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncedBrowserTest {

    private static final URI ADDRESS = URI.create("https://login.example/authorize?state=x");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Shell shell = new Shell(
            InputStream.nullInputStream(),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            what -> Optional.empty(),
            new Cancellation());

    private BrowserLaunch open(BrowserLaunch.Outcome outcome) {
        return new AnnouncedBrowser(address -> new BrowserLaunch(outcome, "because"), shell).open(ADDRESS);
    }

    @Test
    void theAddressIsShownInAnyCase() {
        open(BrowserLaunch.Outcome.OPENED);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains(ADDRESS.toString());
    }

    @Test
    void aMachineWithoutABrowserIsNoReasonToGiveUp() {
        assertThat(open(BrowserLaunch.Outcome.REFUSED).outcome()).isEqualTo(BrowserLaunch.Outcome.UNKNOWN);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No browser was opened: because.");
    }
}

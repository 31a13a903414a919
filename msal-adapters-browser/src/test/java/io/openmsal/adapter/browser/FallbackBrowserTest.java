package io.openmsal.adapter.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.browser.BrowserLaunch.Outcome;
import io.openmsal.testing.browser.BrowserContract;
import io.openmsal.testing.browser.FakeBrowser;
import java.net.URI;
import org.junit.jupiter.api.Test;

class FallbackBrowserTest extends BrowserContract {

    private static final URI ADDRESS = URI.create("https://login.example.com/");

    private final FakeBrowser first = new FakeBrowser();
    private final FakeBrowser second = new FakeBrowser();
    private final Browser both = new FallbackBrowser(first, second);

    @Override
    protected Browser browserThatOpens() {
        return new FallbackBrowser(new FakeBrowser().reporting(Outcome.REFUSED, "no"), new FakeBrowser());
    }

    @Override
    protected Browser browserThatCannotOpen() {
        return new FallbackBrowser(new FakeBrowser().reporting(Outcome.REFUSED, "no"));
    }

    @Test
    void theSecondIsLeftAloneWhenTheFirstOpens() {
        assertThat(both.open(ADDRESS).outcome()).isEqualTo(Outcome.OPENED);

        assertThat(second.addresses()).isEmpty();
    }

    @Test
    void theSecondIsAskedWhenTheFirstRefuses() {
        first.reporting(Outcome.REFUSED, "no screen");

        assertThat(both.open(ADDRESS).outcome()).isEqualTo(Outcome.OPENED);
        assertThat(second.addresses()).containsExactly(ADDRESS);
    }

    @Test
    void aPageThatMayBeShowingIsNotOpenedTwice() {
        first.reporting(Outcome.UNKNOWN, "who knows");

        assertThat(both.open(ADDRESS).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(second.addresses()).isEmpty();
    }

    @Test
    void whenAllRefuseAllReasonsAreTold() {
        first.reporting(Outcome.REFUSED, "no screen");
        second.reporting(Outcome.REFUSED, "no terminal");

        assertThat(both.open(ADDRESS)).isEqualTo(new BrowserLaunch(Outcome.REFUSED, "no screen; no terminal"));
    }

    @Test
    void aRowOfNoneIsAMistake() {
        assertThatThrownBy(FallbackBrowser::new).isInstanceOf(IllegalArgumentException.class);
    }
}

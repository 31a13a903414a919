package io.openmsal.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.browser.BrowserLaunch.Outcome;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Browser} promises. Extend it and hand in yours. */
@Timeout(90)
public abstract class BrowserContract {

    private static final URI ADDRESS =
            URI.create("https://login.example.com/authorize?login_hint=ada%40contoso.com&state=4711&nonce=$(id)'%22");

    /** For subclasses. */
    protected BrowserContract() {}

    /**
     * A browser that can show pages.
     *
     * @return the browser
     */
    protected abstract Browser browserThatOpens();

    /**
     * A browser that cannot, such as one without a screen.
     *
     * @return the browser
     */
    protected abstract Browser browserThatCannotOpen();

    @Test
    void anAddressThatIsOpenedIsNotRefused() {
        assertThat(browserThatOpens().open(ADDRESS).outcome()).isNotEqualTo(Outcome.REFUSED);
    }

    @Test
    void aBrowserThatCannotBeOpenedIsAnAnswerWithAReason() {
        BrowserLaunch launch = browserThatCannotOpen().open(ADDRESS);

        assertThat(launch.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(launch.detail()).isNotBlank();
    }

    @Test
    void theDetailDoesNotRepeatTheAddress() {
        assertThat(browserThatOpens().open(ADDRESS).detail()).doesNotContain("ada", "4711");
        assertThat(browserThatCannotOpen().open(ADDRESS).detail()).doesNotContain("ada", "4711");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "javascript:alert(1)", "ms-settings:display", "/authorize", "https:///x"})
    void whatIsNoWebAddressIsRefused(String address) {
        assertThat(browserThatOpens().open(URI.create(address)).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void nobodyWaitsUntilThePageIsClosed() {
        browserThatOpens().open(ADDRESS);
    }
}

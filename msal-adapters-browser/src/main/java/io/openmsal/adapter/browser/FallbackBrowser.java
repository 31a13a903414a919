package io.openmsal.adapter.browser;

import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.browser.BrowserLaunch.Outcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several browsers in a row: the first that does not refuse has the address. One that answers {@link Outcome#UNKNOWN} ends the
 * row as well, since a page may be showing already and a second one would confuse. Safe for many threads if its members are.
 *
 * <pre>{@code
 * new FallbackBrowser(new SystemBrowser(environment), new PrintedAddress(System.err))
 * }</pre>
 */
public final class FallbackBrowser implements Browser {

    private final List<Browser> browsers;

    /**
     * Puts browsers in a row.
     *
     * @param browsers in the order to try them; at least one
     * @throws IllegalArgumentException when there is none
     */
    public FallbackBrowser(Browser... browsers) {
        if (browsers.length == 0) {
            throw new IllegalArgumentException("A fall-back needs at least one browser to try");
        }
        this.browsers = new ArrayList<>(Arrays.asList(browsers));
    }

    /** The verdict of the last browser that was asked; a refusal tells the reasons of all. */
    @Override
    public BrowserLaunch open(URI address) {
        List<String> refusals = new ArrayList<>();
        for (Browser browser : browsers) {
            BrowserLaunch launch = browser.open(address);
            if (launch.outcome() != Outcome.REFUSED) {
                return launch;
            }
            refusals.add(launch.detail());
        }
        return new BrowserLaunch(Outcome.REFUSED, String.join("; ", refusals));
    }
}

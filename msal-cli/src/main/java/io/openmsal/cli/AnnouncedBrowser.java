package io.openmsal.cli;

import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import java.net.URI;

/**
 * Shows the address to the person as well, who may have a browser where this machine has none. So a browser that cannot be
 * opened is no reason to give up: the wait goes on.
 */
final class AnnouncedBrowser implements Browser {

    private final Browser browser;
    private final Shell shell;

    AnnouncedBrowser(Browser browser, Shell shell) {
        this.browser = browser;
        this.shell = shell;
    }

    @Override
    public BrowserLaunch open(URI address) {
        shell.say("Sign in in the browser. If none opens, open this address yourself, on this machine:\n"
                + address.toASCIIString());
        BrowserLaunch launch = browser.open(address);
        if (launch.outcome() != BrowserLaunch.Outcome.REFUSED) {
            return launch;
        }
        shell.say("No browser was opened: " + launch.detail() + ".");
        return new BrowserLaunch(BrowserLaunch.Outcome.UNKNOWN, launch.detail());
    }
}

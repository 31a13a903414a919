package io.openmsal.adapter.browser;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** The last thing the browser shows: a page, or another place to go to. Immutable. */
public final class ClosingPage {

    private final String html;
    private final Optional<URI> location;

    private ClosingPage(String html, Optional<URI> location) {
        this.html = html;
        this.location = location;
    }

    /**
     * A page that is shown as it is. The answer's Content-Security-Policy lets it use inline styles and {@code data:} images,
     * and nothing else: no scripts, no forms, nothing from the network.
     *
     * @param html a complete document in HTML; sent as UTF-8
     * @return the page
     */
    public static ClosingPage html(String html) {
        return new ClosingPage(Objects.requireNonNull(html, "html"), Optional.empty());
    }

    /**
     * A place the browser is sent on to, with status 303 (RFC 9110 §15.4.4), so that it asks for it with a plain GET.
     *
     * @param address an absolute http or https address
     * @return the redirect
     * @throws IllegalArgumentException when the address is of another kind
     */
    public static ClosingPage redirectTo(URI address) {
        if (!WebAddress.isOne(address)) {
            throw new IllegalArgumentException(
                    "The browser can be sent on to an absolute http or https address only, not to one of scheme "
                            + address.getScheme());
        }
        return new ClosingPage("", Optional.of(address));
    }

    String html() {
        return html;
    }

    Optional<URI> location() {
        return location;
    }
}

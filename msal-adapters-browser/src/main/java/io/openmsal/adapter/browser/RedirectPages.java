package io.openmsal.adapter.browser;

import java.util.Optional;

/**
 * What the browser shows when it comes back from the sign-in page. Implement it to show pages of your own, or to send the
 * browser on to an address of your own.
 *
 * <p>Called on a daemon thread of its own, while the browser waits: return at once, without network or disk. When it throws,
 * returns null, or has not returned after two seconds, {@link SignInPages} is shown instead and the thread is interrupted.
 */
public interface RedirectPages {

    /**
     * After an authorization code came in. The application redeems it afterwards, so this may promise that the browser's part
     * is done, not that a token exists.
     *
     * @return what to show
     */
    ClosingPage success();

    /**
     * After the provider reported an error (RFC 6749 §4.1.2.1).
     *
     * @param error the error code, such as {@code access_denied}; text from outside, so escape it before it goes into HTML
     * @param description the provider's explanation, if it gave one; text from outside as well
     * @return what to show
     */
    ClosingPage failure(String error, Optional<String> description);
}

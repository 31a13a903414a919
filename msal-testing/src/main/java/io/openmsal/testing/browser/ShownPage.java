package io.openmsal.testing.browser;

import java.net.URI;
import java.util.Optional;

/**
 * What a browser showed at the end of a sign-in.
 *
 * @param status the HTTP status the redirect was answered with
 * @param text the body, as text
 * @param location where the browser was sent on to, if anywhere; a {@link FakeBrowser} does not go there
 */
public record ShownPage(int status, String text, Optional<URI> location) {}

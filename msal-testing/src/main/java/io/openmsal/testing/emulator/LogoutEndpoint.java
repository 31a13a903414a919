package io.openmsal.testing.emulator;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends the browser's session (OpenID Connect RP-Initiated Logout §2), has the browser tell the applications that want to hear of it
 * (Front-Channel Logout §3), and goes on to a registered URI, if one was named.
 */
final class LogoutEndpoint implements Endpoint {

    private final BrowserSessions sessions;
    private final Directory directory;
    private final MessagePages pages;

    LogoutEndpoint(BrowserSessions sessions, Directory directory, MessagePages pages) {
        this.sessions = sessions;
        this.directory = directory;
        this.pages = pages;
    }

    @Override
    public Answer serve(Call call) {
        List<URI> farewells =
                sessions.of(call.request()).map(BrowserSession::signOut).orElse(List.of());
        Optional<String> next = call.request()
                .parameter("post_logout_redirect_uri")
                .filter(directory::knowsRedirectUri)
                .map(uri -> withState(uri, call.request().parameter("state")));
        return farewells.isEmpty()
                ? next.map(Answer::redirect).orElseGet(pages::signedOut)
                : pages.signedOutElsewhere(farewells, next);
    }

    private static String withState(String uri, Optional<String> state) {
        return state.map(value -> uri + (uri.contains("?") ? "&" : "?") + FormParameters.encode(Map.of("state", value)))
                .orElse(uri);
    }
}

package io.openmsal.testing.emulator;

import java.util.Map;
import java.util.Optional;

/** Ends the browser's session (OpenID Connect RP-Initiated Logout §2) and goes on to a registered URI, if one was named. */
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
        sessions.of(call.request()).ifPresent(BrowserSession::signOut);
        Optional<String> next =
                call.request().parameter("post_logout_redirect_uri").filter(directory::knowsRedirectUri);
        return next.map(uri -> Answer.redirect(withState(uri, call.request().parameter("state"))))
                .orElseGet(pages::signedOut);
    }

    private static String withState(String uri, Optional<String> state) {
        return state.map(value -> uri + (uri.contains("?") ? "&" : "?") + FormParameters.encode(Map.of("state", value)))
                .orElse(uri);
    }
}

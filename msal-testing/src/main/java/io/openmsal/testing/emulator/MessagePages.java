package io.openmsal.testing.emulator;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pages that only say something: errors, farewells, and the form that carries an authorization response home. */
final class MessagePages {

    Answer refusal(Call call, Refusal refusal) {
        return Page.of(refusal.status(), "Sign-in problem", """
                <h1>Sorry, this did not work</h1>
                <p class="alert" role="alert">AADSTS%d: %s</p>
                <dl>
                <dt>Error</dt><dd>%s</dd>
                <dt>Correlation id</dt><dd>%s</dd>
                <dt>Time</dt><dd>%s</dd>
                </dl>
                """.formatted(
                        refusal.aadsts(),
                        Page.escape(refusal.text()),
                        Page.escape(refusal.error()),
                        Page.escape(call.correlationId()),
                        call.now()));
    }

    Answer notFound() {
        return Page.of(
                404, "Not found", "<h1>Nothing is here</h1>\n<p><a href=\"/\">What this emulator offers</a></p>\n");
    }

    /** A form left behind by an older run, or sent from another browser. */
    Answer outOfDate() {
        return Page.of(400, "Page out of date", """
                <h1>This page is out of date</h1>
                <p class="alert" role="alert">Go back to your application and sign in again.</p>
                """);
    }

    Answer signedOut() {
        return Page.of(
                200,
                "Signed out",
                "<h1>You signed out of your account</h1>\n<p>It is a good idea to close all browser windows.</p>\n");
    }

    /** The applications hear of it in frames that nobody sees; then the browser goes on, and without scripts the link does. */
    Answer signedOutElsewhere(List<URI> farewells, Optional<String> next) {
        var frames = new StringBuilder();
        farewells.forEach(farewell -> frames.append("<iframe hidden title=\"Signing out\" src=\"")
                .append(Page.escape(farewell.toString()))
                .append("\"></iframe>\n"));
        next.ifPresent(uri -> frames.append("<p><a id=\"next\" href=\"")
                .append(Page.escape(uri))
                .append("\">Back to the application</a></p>\n<script src=\"/assets/signed-out.js\"></script>\n"));
        return Page.framing(
                farewells.stream()
                        .map(farewell -> RedirectUriRule.source(farewell.toString()))
                        .distinct()
                        .collect(Collectors.joining(" ")),
                "Signed out",
                "<h1>You signed out of your account</h1>\n" + frames);
    }

    Answer deviceApproved(EmulatorApp app) {
        return Page.of(
                200,
                "Device signed in",
                "<h1>You are signed in</h1>\n<p>You have signed in to <strong>" + Page.escape(app.displayName())
                        + "</strong> on your device. You may now close this window.</p>\n");
    }

    Answer deviceDeclined() {
        return Page.of(
                200,
                "Sign-in cancelled",
                "<h1>Nothing was signed in</h1>\n<p>You cancelled. You may now close this window.</p>\n");
    }

    /** The OAuth 2.0 Form Post Response Mode; without scripts the button does what the script would. */
    Answer formPost(String redirectUri, Map<String, String> parameters) {
        var fields = new StringBuilder();
        parameters.forEach((name, value) -> fields.append(Page.hidden(name, value)));
        return Page.submittingTo(
                RedirectUriRule.source(redirectUri), "Working…", """
                <h1>Almost there</h1>
                <p>You are being taken back to your application.</p>
                <form method="post" action="%s">
                %s<div class="buttons"><button type="submit">Continue</button></div>
                </form>
                <script src="/assets/form-post.js"></script>
                """.formatted(Page.escape(redirectUri), fields));
    }
}

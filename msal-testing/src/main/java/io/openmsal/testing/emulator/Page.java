package io.openmsal.testing.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The frame around every page: layout, style, and a content security policy that lets nothing else in. */
final class Page {

    private static final String LAYOUT = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/assets/page.css">
            </head>
            <body>
            <main>
            %s</main>
            <footer>An emulator for tests. No real account is used here.</footer>
            </body>
            </html>
            """;

    private Page() {}

    /** A page whose forms come back to the emulator only. */
    static Answer of(int status, String title, String content) {
        return of(status, title, content, "'self'", "'none'");
    }

    /** A page whose forms may end, by way of a redirect, at one place outside. */
    static Answer leadingTo(String formTarget, String title, String content) {
        return of(200, title, content, "'self' " + formTarget, "'none'");
    }

    /** A page that submits its form to another place at once. */
    static Answer submittingTo(String formTarget, String title, String content) {
        return of(200, title, content, formTarget, "'self'");
    }

    /** A page with frames of other places in it. */
    static Answer framing(String frames, String title, String content) {
        return of(200, title, content, "'none'", "'self'")
                .with("Content-Security-Policy", policy("'none'", "'self'") + "; frame-src " + frames);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + escape(name) + "\" value=\"" + escape(value) + "\">\n";
    }

    static Answer stylesheet() {
        return Answer.of(200, "text/css; charset=utf-8", resource("page.css"));
    }

    static Answer formPostScript() {
        return Answer.of(200, "text/javascript; charset=utf-8", resource("form-post.js"));
    }

    static Answer signedOutScript() {
        return Answer.of(200, "text/javascript; charset=utf-8", resource("signed-out.js"));
    }

    private static Answer of(int status, String title, String content, String formAction, String scripts) {
        return Answer.of(status, "text/html; charset=utf-8", LAYOUT.formatted(escape(title), content))
                .with("Content-Security-Policy", policy(formAction, scripts))
                .with("Referrer-Policy", "no-referrer")
                .with("X-Frame-Options", "DENY");
    }

    private static String policy(String formAction, String scripts) {
        return "default-src 'none'; style-src 'self'; img-src data:; script-src " + scripts + "; form-action "
                + formAction + "; base-uri 'none'; frame-ancestors 'none'";
    }

    private static byte[] resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The emulator's " + name + " is missing from the class path.");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

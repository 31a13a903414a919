package io.openmsal.testing.emulator;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser that keeps cookies and fills in forms, and stops where it is sent away from the emulator. */
final class TestBrowser {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\">");
    private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");

    private final URI base;
    private final HttpClient http;

    TestBrowser(Emulator emulator) {
        this.base = emulator.baseUri();
        this.http = HttpClient.newBuilder()
                .sslContext(emulator.sslContext())
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
    }

    record View(int status, String body, String location, String setCookie, String policy) {

        String title() {
            Matcher title = TITLE.matcher(body);
            return title.find() ? title.group(1) : "";
        }

        String formAction() {
            Matcher action = ACTION.matcher(body);
            if (!action.find()) {
                throw new AssertionError("There is no form on the page: " + body);
            }
            return unescaped(action.group(1));
        }

        Map<String, String> hiddenFields() {
            var fields = new LinkedHashMap<String, String>();
            Matcher hidden = HIDDEN.matcher(body);
            while (hidden.find()) {
                fields.put(unescaped(hidden.group(1)), unescaped(hidden.group(2)));
            }
            return fields;
        }

        /** The parameters of the redirect this view is, from its query. */
        Map<String, String> redirectParameters() {
            return FormParameters.parse(URI.create(location).getRawQuery()).values();
        }

        private static String unescaped(String text) {
            return text.replace("&quot;", "\"")
                    .replace("&#39;", "'")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
        }
    }

    View open(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(uri)).GET());
    }

    /** Submits the form of a page with its hidden fields and what a person adds: names and values by turns. */
    View submit(View page, String... typed) throws IOException, InterruptedException {
        Map<String, String> fields = page.hiddenFields();
        for (int i = 0; i < typed.length; i += 2) {
            fields.put(typed[i], typed[i + 1]);
        }
        return send(HttpRequest.newBuilder(base.resolve(page.formAction()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(FormParameters.encode(fields))));
    }

    private View send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new View(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Location").orElse(""),
                response.headers().firstValue("Set-Cookie").orElse(""),
                response.headers().firstValue("Content-Security-Policy").orElse(""));
    }
}

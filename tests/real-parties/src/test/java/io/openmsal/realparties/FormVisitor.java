package io.openmsal.realparties;

import io.openmsal.port.browser.RedirectParameters;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person at pages that are plain forms: follows every redirect, and sends off every form, with what the person types. */
final class FormVisitor {

    private static final int MOST_PAGES = 20;
    private static final Pattern FORM =
            Pattern.compile("<form[^>]* action=\"([^\"]+)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(name|value)=\"([^\"]*)\"");

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final Map<String, String> typed;

    /**
     * Seats somebody.
     *
     * @param typed what they type, by the name of the field
     */
    FormVisitor(Map<String, String> typed) {
        this.typed = typed;
    }

    /**
     * Goes from page to page.
     *
     * @param start the first address
     * @param application where the provider sends the person back to
     * @return the parameters that the application is shown
     */
    Map<String, String> comesBack(URI start, URI application) throws IOException, InterruptedException {
        return walk(start, Optional.of(application)).orElseThrow(() -> new IOException("Nobody came back"));
    }

    /** Goes on to a page without any form. */
    void finishes(URI start) throws IOException, InterruptedException {
        walk(start, Optional.empty());
    }

    private Optional<Map<String, String>> walk(URI start, Optional<URI> application)
            throws IOException, InterruptedException {
        Optional<Step> step = Optional.of(new Step(start, Optional.empty()));
        for (int page = 0; page < MOST_PAGES && step.isPresent(); page++) {
            if (step.get().isTo(application)) {
                return Optional.of(step.get().parameters());
            }
            step = next(step.get());
        }
        step.ifPresent(last -> {
            throw new IllegalStateException("More than " + MOST_PAGES + " pages, the last of them " + last.address());
        });
        return Optional.empty();
    }

    /** Where a page leads: on by itself, or by the form on it, or no further. */
    private Optional<Step> next(Step step) throws IOException, InterruptedException {
        HttpResponse<String> page = client.send(step.request(), HttpResponse.BodyHandlers.ofString());
        Optional<String> location = page.headers().firstValue("Location");
        if (location.isPresent()) {
            return Optional.of(new Step(step.address().resolve(location.get()), Optional.empty()));
        }
        if (page.statusCode() != 200) {
            throw new IOException(step.address() + " answered " + page.statusCode() + ": " + page.body());
        }
        Matcher form = FORM.matcher(page.body());
        return form.find()
                ? Optional.of(new Step(step.address().resolve(text(form.group(1))), Optional.of(filled(form.group(2)))))
                : Optional.empty();
    }

    /**
     * The way to a page.
     *
     * @param address where it is
     * @param form what is posted there; empty for what is only opened
     */
    private record Step(URI address, Optional<String> form) {

        HttpRequest request() {
            HttpRequest.Builder request = HttpRequest.newBuilder(address);
            form.ifPresent(fields -> request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(fields)));
            return request.build();
        }

        boolean isTo(Optional<URI> application) {
            return application
                    .map(URI::toString)
                    .filter(address.toString().split("\\?", 2)[0]::equals)
                    .isPresent();
        }

        Map<String, String> parameters() {
            return RedirectParameters.parse(form.orElseGet(address::getRawQuery))
                    .asMap();
        }
    }

    private String filled(String fields) {
        Map<String, String> values = new TreeMap<>();
        Matcher input = INPUT.matcher(fields);
        while (input.find()) {
            Map<String, String> attributes = new TreeMap<>();
            Matcher attribute = ATTRIBUTE.matcher(input.group(1));
            while (attribute.find()) {
                attributes.put(attribute.group(1), text(attribute.group(2)));
            }
            String name = attributes.get("name");
            if (name != null) {
                values.put(name, typed.getOrDefault(name, attributes.getOrDefault("value", "")));
            }
        }
        return values.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String text(String markup) {
        return markup.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    }
}

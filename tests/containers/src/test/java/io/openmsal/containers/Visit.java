package io.openmsal.containers;

import io.openmsal.testing.emulator.Emulator;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody with a cookie and without a browser, who is quick. */
final class Visit {

    static final String ADA = "ada@contoso.example";
    static final String GRACE = "grace@contoso.example";

    /** What the sample's API and the one behind it say to Ada, if every token on the way was the right one. */
    static final String ORDERS_OF_ADA =
            "3 orders of Ada Lovelace, in stock for ada@contoso.example (Stock.Read), asked by orders-api";

    private final String address;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Visit(String address) {
        this.address = address;
    }

    /** Signs Ada in, and says what the application then greets with. */
    String signIn(Emulator emulator) throws IOException, InterruptedException {
        return signIn(emulator, ADA);
    }

    String signIn(Emulator emulator, String person) throws IOException, InterruptedException {
        String provider = get("/sign-in").headers().firstValue("Location").orElseThrow();
        Map<String, String> answer = emulator.signIn(URI.create(provider), person);
        String query = answer.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> back = get("/signed-in?" + query);
        if (back.statusCode() != 302) {
            throw new IllegalStateException("The sign-in ended with " + back.statusCode() + ": " + back.body());
        }
        return page("/");
    }

    String page(String path) throws IOException, InterruptedException {
        return get(path).body();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return load(URI.create(address + path));
    }

    /** Sends the form of the application's own page that signs out, from a page of so an origin. */
    HttpResponse<String> signOut(String origin) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address + "/sign-out"))
                        .header("Origin", origin)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Any address, as a frame on a page would. */
    HttpResponse<String> load(URI anywhere) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(anywhere).build(), HttpResponse.BodyHandlers.ofString());
    }
}

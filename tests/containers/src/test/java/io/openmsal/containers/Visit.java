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
    private final HttpClient client;

    Visit(String address) {
        this(address, HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
    }

    private Visit(String address, HttpClient client) {
        this.address = address;
        this.client = client;
    }

    /** The same visitor, with the same cookie, sent to another address by whatever stands in front of both. */
    Visit sentTo(String other) {
        return new Visit(other, client);
    }

    /** Signs Ada in, and says what the application then greets with. */
    String signIn(Emulator emulator) throws IOException, InterruptedException {
        return signIn(emulator, ADA);
    }

    String signIn(Emulator emulator, String person) throws IOException, InterruptedException {
        return endSignIn(emulator.signIn(beginSignIn(), person));
    }

    /** Asks to be signed in, and gives the address at the provider that this leads to. */
    URI beginSignIn() throws IOException, InterruptedException {
        return URI.create(get("/sign-in").headers().firstValue("Location").orElseThrow());
    }

    /** Comes back from the provider, and says what the application then greets with. */
    String endSignIn(Map<String, String> answer) throws IOException, InterruptedException {
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

package io.openmsal.testing.emulator;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client that knows HTTP and forms, and nothing of OAuth. */
final class WireClient {

    private final Emulator emulator;
    private final HttpClient http;

    WireClient(Emulator emulator) {
        this.emulator = emulator;
        this.http = HttpClient.newBuilder().sslContext(emulator.sslContext()).build();
    }

    record Reply(int status, HttpHeaders headers, String body) {

        JsonObject json() {
            return JsonParser.parseString(body).getAsJsonObject();
        }

        String text(String member) {
            return json().get(member).getAsString();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The first number of {@code error_codes}. */
        int aadsts() {
            return json().getAsJsonArray("error_codes").get(0).getAsInt();
        }
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    Reply post(String path, Map<String, String> form) throws IOException, InterruptedException {
        return send(post(uri(path), form));
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    HttpRequest.Builder postRequest(String path, Map<String, String> form) {
        return post(uri(path), form);
    }

    URI uri(String path) {
        return emulator.baseUri().resolve(path);
    }

    /** The form of a client credentials request by the default confidential client. */
    Map<String, String> clientCredentials() {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", emulator.defaultConfidentialClientId());
        form.put("client_secret", emulator.defaultClientSecret().reveal());
        form.put("scope", "https://graph.microsoft.com/.default");
        return form;
    }

    static Map<String, String> with(Map<String, String> form, String name, String value) {
        var changed = new LinkedHashMap<>(form);
        changed.put(name, value);
        return changed;
    }

    static Map<String, String> without(Map<String, String> form, String name) {
        var changed = new LinkedHashMap<>(form);
        changed.remove(name);
        return changed;
    }

    private static HttpRequest.Builder post(URI uri, Map<String, String> form) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(FormParameters.encode(form)));
    }
}

package io.openmsal.benchmarks.startup;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** The floor: a JVM, one POST over TLS with what the JDK has, and nothing read from the answer. */
public final class BarePost {

    private BarePost() {}

    /**
     * Gets one answer.
     *
     * @param args authority, client id, client secret
     * @throws IOException when there is none
     */
    public static void main(String[] args) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(args[0] + "/oauth2/v2.0/token").openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        byte[] form = ("grant_type=client_credentials&scope=api%3A%2F%2Fbench%2F.default&client_id=" + args[1]
                        + "&client_secret=" + args[2])
                .getBytes(StandardCharsets.UTF_8);
        connection.getOutputStream().write(form);
        System.out.println(connection.getInputStream().readAllBytes().length);
    }
}

package io.openmsal.cli.demo;

import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.testing.emulator.Emulator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Stands for a person with a browser: signs in at the emulator and posts the answer to the redirect URI. */
final class ScriptedBrowser implements Browser {

    private static final String REDIRECT_URI = "redirect_uri=";

    private final Emulator emulator;
    private final String username;

    ScriptedBrowser(Emulator emulator, String username) {
        this.emulator = emulator;
        this.username = username;
    }

    @Override
    public BrowserLaunch open(URI address) {
        Map<String, String> answer = emulator.signIn(address, username);
        Thread person = new Thread(() -> post(redirectUriOf(address), answer), "demo-browser");
        person.setDaemon(true);
        person.start();
        return new BrowserLaunch(BrowserLaunch.Outcome.OPENED, "a scripted browser");
    }

    private static URI redirectUriOf(URI address) {
        return Arrays.stream(address.getRawQuery().split("&", -1))
                .filter(pair -> pair.startsWith(REDIRECT_URI))
                .map(pair -> URLDecoder.decode(pair.substring(REDIRECT_URI.length()), StandardCharsets.UTF_8))
                .map(URI::create)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No redirect URI is in the address"));
    }

    private static void post(URI redirectUri, Map<String, String> answer) {
        String form = answer.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) redirectUri.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            try (OutputStream body = connection.getOutputStream()) {
                body.write(form.getBytes(StandardCharsets.US_ASCII));
            }
            connection.getResponseCode();
            connection.disconnect();
        } catch (IOException nobodyListens) {
            throw new IllegalStateException("The redirect did not arrive", nobodyListens);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

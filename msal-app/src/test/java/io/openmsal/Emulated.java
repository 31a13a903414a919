package io.openmsal;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.RetryPolicy;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Applications that talk to the emulator over real connections, at a time that the test decides. */
final class Emulated {

    static final String SCOPE = "https://graph.microsoft.com/.default";

    private Emulated() {}

    static HttpSettings settings(Emulator emulator) {
        return HttpSettings.builder()
                .trust(TrustSettings.pem(emulator.caCertificatePem()))
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    static Adapters adapters(Emulator emulator, TestClock clock, EventSink events) {
        return Adapters.jdkOnly(settings(emulator), events)
                .withClock(clock, new FakeSleeper(clock))
                .withBrowser(browser(emulator, "ada@contoso.example"));
    }

    static PublicClientApplication publicClient(Emulator emulator, Adapters adapters) {
        return PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(adapters)
                .build();
    }

    static ConfidentialClientApplication confidentialClient(Emulator emulator, Adapters adapters) {
        return ConfidentialClientApplication.builder(
                        emulator.defaultConfidentialClientId(),
                        ClientCredentials.secret(emulator.defaultClientSecret().reveal()))
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(adapters)
                .build();
    }

    /** A person who signs in at once: the page is filled in at the emulator, and the answer is posted to the loopback port. */
    static Browser browser(Emulator emulator, String username) {
        return address -> {
            Thread person = new Thread(() -> post(redirectUri(address), emulator.signIn(address, username)), "person");
            person.setDaemon(true);
            person.start();
            return new BrowserLaunch(BrowserLaunch.Outcome.OPENED, "a person who signs in at once");
        };
    }

    static URI redirectUri(URI authorizationUri) {
        for (String pair : authorizationUri.getRawQuery().split("&")) {
            if (pair.startsWith("redirect_uri=")) {
                return URI.create(
                        java.net.URLDecoder.decode(pair.substring("redirect_uri=".length()), StandardCharsets.UTF_8));
            }
        }
        throw new IllegalArgumentException("no redirect_uri");
    }

    static int post(URI target, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) target.resolve("/").toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            return connection.getResponseCode();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

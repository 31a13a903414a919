package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What every flow sends, word for word. Servers, proxies and policies of enterprises depend on it, so it changes only when somebody
 * means it to: run this test with {@code -Dwire.accept=true}, read what changed in {@code wire.txt}, and commit it with its reason.
 */
class WireTest {

    private static final Path WRITTEN_DOWN = Path.of("src/test/resources/io/openmsal/wire.txt");
    private static final URI REDIRECT = URI.create("https://app.example/back");

    /** What is another value each time, or on each machine. Headers and parameters alike; the rest is written down as it is. */
    private static final Pattern CHANGING = Pattern.compile(
            "client-request-id|x-client-(ver|os|cpu)|code|code_verifier|"
                    + "code_challenge|state|nonce|refresh_token|assertion|client_assertion|client_secret|password|device_code|user_federated_identity_credential");

    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private final Emulator emulator = EMULATOR.get();
    private final StringBuilder sent = new StringBuilder();
    private final Browser person = Emulated.browser(emulator, "ada@contoso.example");
    private final Adapters adapters = Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
            .withClock(CLOCK, new FakeSleeper(CLOCK))
            .withTransport(writingDown(emulator.transport()))
            .withBrowser(address -> {
                sent.append("the browser is sent to ").append(shown(address));
                return person.open(address);
            });
    private final PublicClientApplication desktop = Emulated.publicClient(emulator, adapters);
    private final ConfidentialClientApplication server = Emulated.confidentialClient(emulator, adapters);

    @Test
    void everyFlowSendsWhatItSentBefore() throws IOException {
        begin("an application's own token, by secret");
        server.acquireTokenForClient(Emulated.SCOPE).execute();
        begin("the same from the cache");
        server.acquireTokenForClient(Emulated.SCOPE).execute();
        begin("the same with a claims challenge");
        server.acquireTokenForClient(Emulated.SCOPE)
                .claims("{\"access_token\":{\"nbf\":{\"essential\":true}}}")
                .execute();

        begin("a person in the browser");
        Account ada = desktop.acquireTokenInteractive("User.Read")
                .loginHint("ada@contoso.example")
                .execute()
                .account()
                .orElseThrow();
        begin("silently, when the token has expired");
        CLOCK.advance(Duration.ofHours(2));
        AuthenticationResult silent =
                desktop.acquireTokenSilent(ada, "User.Read").execute();
        assertThat(silent.account()).contains(ada);

        begin("a code on another device");
        desktop.acquireTokenByDeviceCode(
                        code -> emulator.approveDeviceCode(code.userCode(), "ada@contoso.example"), "User.Read")
                .execute();

        begin("user name and password");
        desktop.acquireTokenByUsernamePassword("ada@contoso.example", Secret.of("ada-password"), "User.Read")
                .execute();

        begin("a web application, in two steps");
        PendingSignIn pending = server.signIn(REDIRECT, "User.Read").begin();
        sent.append("the browser is sent to ").append(shown(pending.authorizationUri()));
        server.acquireTokenByAuthorizationCode(
                        pending, emulator.signIn(pending.authorizationUri(), "ada@contoso.example"))
                .execute();

        begin("on behalf of a person");
        emulator.consent("ada@contoso.example", desktop.clientId(), "api://orders/read");
        emulator.consent("ada@contoso.example", server.clientId(), "User.Read");
        sent.append("(the caller's token:)\n");
        Secret assertion = Secret.of(
                desktop.acquireTokenSilent(ada, "api://orders/read").execute().accessToken());
        server.acquireTokenOnBehalfOf(assertion, "User.Read").execute();

        compare(sent.toString());
    }

    private void begin(String flow) {
        sent.append("\n## ").append(flow).append("\n\n");
    }

    private HttpTransport writingDown(HttpTransport real) {
        return request -> {
            sent.append(request.method()).append(' ').append(shown(request.uri()));
            request.headers().asMap().forEach((name, values) -> line(name, String.join(", ", values)));
            writeBody(request);
            return real.send(request);
        };
    }

    private void writeBody(HttpRequest request) {
        if (request.body().length > 0) {
            sent.append("    --\n");
            parameters(new String(request.body(), StandardCharsets.UTF_8)).forEach(this::line);
        }
    }

    private String shown(URI address) {
        StringBuilder shown =
                new StringBuilder(address.getScheme() + "://" + address.getHost() + withoutIds(address.getPath()));
        shown.append('\n');
        if (address.getRawQuery() != null) {
            parameters(address.getRawQuery())
                    .forEach((name, value) -> shown.append("    ? ")
                            .append(name)
                            .append(" = ")
                            .append(stable(name, value))
                            .append('\n'));
        }
        return shown.toString();
    }

    private void line(String name, String value) {
        sent.append("    ")
                .append(name)
                .append(" = ")
                .append(stable(name, value))
                .append('\n');
    }

    private static String stable(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        return CHANGING.matcher(lower).matches() ? "{" + lower + "}" : withoutIds(value);
    }

    private static String withoutIds(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "{id}")
                .replaceAll("http://localhost:\\d+", "http://localhost:{port}");
    }

    private static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : encoded.split("&")) {
            String[] both = pair.split("=", 2);
            parameters.put(decoded(both[0]), both.length > 1 ? decoded(both[1]) : "");
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void compare(String now) throws IOException {
        if (Boolean.getBoolean("wire.accept")) {
            Files.writeString(WRITTEN_DOWN, now);
        }
        assertThat(now)
                .as("what every flow sends; see the comment of this test")
                .isEqualTo(Files.readString(WRITTEN_DOWN));
    }
}

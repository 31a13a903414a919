package io.openmsal.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeBrowserTest extends BrowserContract {

    private final FakeBrowser browser = new FakeBrowser();
    private final ServerSocket redirectUri = openSocket();

    @Override
    protected Browser browserThatOpens() {
        return new FakeBrowser();
    }

    @Override
    protected Browser browserThatCannotOpen() {
        return new FakeBrowser().reporting(Outcome.REFUSED, "no screen");
    }

    private static ServerSocket openSocket() {
        try {
            return new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @BeforeEach
    void patience() throws Exception {
        redirectUri.setSoTimeout(10_000);
    }

    @AfterEach
    void close() throws Exception {
        redirectUri.close();
    }

    private URI address(String more) {
        return URI.create("https://login.example.com/authorize?state=a%20state&redirect_uri=http%3A%2F%2Flocalhost%3A"
                + redirectUri.getLocalPort() + more);
    }

    private String requestThenAnswer(String answer) throws Exception {
        try (Socket socket = redirectUri.accept()) {
            socket.setSoTimeout(10_000);
            StringBuilder request = new StringBuilder();
            while (!request.toString().endsWith("end")) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                request.append((char) next);
                if (request.toString().startsWith("GET") && request.toString().endsWith("\r\n\r\n")) {
                    break;
                }
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            return request.toString();
        }
    }

    @Test
    void itRemembersTheAddresses() {
        browser.open(URI.create("https://login.example.com/?a=b%26c&d"));

        assertThat(FakeBrowser.parametersOf(browser.onlyAddress()))
                .containsEntry("a", "b&c")
                .containsEntry("d", "");
        browser.open(URI.create("https://login.example.com/2"));
        assertThat(browser.addresses()).hasSize(2);
        assertThatThrownBy(browser::onlyAddress).isInstanceOf(AssertionError.class);
    }

    @Test
    void itComesBackByFormPostWithTheStateOfTheAddress() throws Exception {
        browser.signingInWithCode("the end");

        browser.open(address("&response_mode=form_post"));

        assertThat(requestThenAnswer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\ndone"))
                .startsWith("POST / ")
                .contains("application/x-www-form-urlencoded", "code=the+end");
        assertThat(browser.nextPage().text()).isEqualTo("done");
    }

    @Test
    void itComesBackInTheQueryWhereNoFormPostIsAskedFor() throws Exception {
        browser.failingWith("access_denied", "not today");

        browser.open(address(""));

        assertThat(requestThenAnswer(
                        "HTTP/1.1 303 See Other\r\nLocation: https://example.com/\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("GET /?")
                .contains("error=access_denied", "error_description=not+today", "state=a+state");
        assertThat(browser.nextPage().location()).hasValue(URI.create("https://example.com/"));
    }

    @Test
    void aBrowserThatDidNotOpenSignsNobodyIn() {
        browser.signingInWithCode("x").reporting(Outcome.UNKNOWN, "who knows");

        assertThat(browser.open(address("")).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(browser.addresses()).hasSize(1);
    }

    @Test
    void aRedirectThatFailsIsLoud() throws Exception {
        URI address = address("");
        redirectUri.close();
        browser.signingInWithCode("x");

        browser.open(address);

        assertThatThrownBy(browser::nextPage).isInstanceOf(AssertionError.class);
    }
}

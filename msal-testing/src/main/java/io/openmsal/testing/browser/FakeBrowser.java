package io.openmsal.testing.browser;

import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A browser without a screen. It remembers which addresses it was given, and when told how, it signs in: it sends the answer
 * to the {@code redirect_uri} of the address, from a thread of its own, just as the real one would. Safe for many threads.
 *
 * <pre>{@code
 * var browser = new FakeBrowser().signingInWithCode("a-code");
 * ...
 * assertThat(FakeBrowser.parametersOf(browser.onlyAddress())).containsEntry("prompt", "select_account");
 * assertThat(browser.nextPage().status()).isEqualTo(200);
 * }</pre>
 */
public final class FakeBrowser implements Browser {

    private static final int PATIENCE_MILLIS = 10_000;

    private final List<URI> addresses = new CopyOnWriteArrayList<>();
    private final BlockingQueue<FutureTask<ShownPage>> redirects = new LinkedBlockingQueue<>();
    private volatile BrowserLaunch launch = new BrowserLaunch(BrowserLaunch.Outcome.OPENED, "a fake browser");
    private volatile Optional<Function<URI, Map<String, String>>> person = Optional.empty();

    /** Makes a browser that opens every address, and in front of which nobody sits. */
    public FakeBrowser() {}

    /**
     * Says how each attempt to open it goes from now on. Only when it opened does anybody sign in.
     *
     * @param outcome the verdict
     * @param detail what the verdict says for people
     * @return this browser
     */
    public FakeBrowser reporting(BrowserLaunch.Outcome outcome, String detail) {
        launch = new BrowserLaunch(outcome, detail);
        return this;
    }

    /**
     * Puts somebody in front of it.
     *
     * @param answer from the address that was opened to the parameters of the authorization response; nothing is added
     * @return this browser
     */
    public FakeBrowser signingIn(Function<URI, Map<String, String>> answer) {
        person = Optional.of(answer);
        return this;
    }

    /**
     * Puts somebody in front of it who signs in: the response has this code and the state of the address.
     *
     * @param code the authorization code
     * @return this browser
     */
    public FakeBrowser signingInWithCode(String code) {
        return signingIn(address -> withState(address, Map.of("code", code)));
    }

    /**
     * Puts somebody in front of it who does not sign in: the response has this error and the state of the address.
     *
     * @param error such as {@code access_denied} (RFC 6749 §4.1.2.1)
     * @param description the provider's explanation
     * @return this browser
     */
    public FakeBrowser failingWith(String error, String description) {
        return signingIn(address -> withState(address, Map.of("error", error, "error_description", description)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>When somebody signs in, the address needs a {@code redirect_uri} of scheme http; the response goes there by form post
     * if the address says {@code response_mode=form_post}, and in the query otherwise.
     */
    @Override
    public BrowserLaunch open(URI address) {
        if (address.getHost() == null || !List.of("http", "https").contains(String.valueOf(address.getScheme()))) {
            return new BrowserLaunch(BrowserLaunch.Outcome.REFUSED, "only http and https addresses are opened");
        }
        addresses.add(address);
        if (launch.outcome() == BrowserLaunch.Outcome.OPENED) {
            person.ifPresent(answer -> {
                FutureTask<ShownPage> redirect = new FutureTask<>(() -> comeBack(address, answer.apply(address)));
                redirects.add(redirect);
                Thread thread = new Thread(redirect, "fake-browser");
                thread.setDaemon(true);
                thread.start();
            });
        }
        return launch;
    }

    /**
     * Every address it was given, also when it reported a refusal.
     *
     * @return in order; a copy
     */
    public List<URI> addresses() {
        return List.copyOf(addresses);
    }

    /**
     * The address it was given.
     *
     * @return the one and only
     * @throws AssertionError when there was none, or more than one
     */
    public URI onlyAddress() {
        if (addresses.size() != 1) {
            throw new AssertionError("The browser was opened " + addresses.size() + " times, not once: " + addresses);
        }
        return addresses.get(0);
    }

    /**
     * The page at the end of the next sign-in that was not asked for yet; waits for it up to ten seconds.
     *
     * @return what was shown
     * @throws AssertionError when nobody signed in, or the redirect could not be sent
     * @throws InterruptedException when the waiting thread was interrupted
     */
    public ShownPage nextPage() throws InterruptedException {
        FutureTask<ShownPage> redirect = redirects.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (redirect == null) {
            throw new AssertionError("Nobody signed in at this browser: tell it how with signingInWithCode(...)");
        }
        try {
            return redirect.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError("The browser could not come back to the redirect URI", failed);
        }
    }

    /**
     * The query of an address.
     *
     * @param address such as one from {@link #addresses()}
     * @return names to values, decoded, in order
     */
    public static Map<String, String> parametersOf(URI address) {
        return FormText.ofQuery(address);
    }

    private static Map<String, String> withState(URI address, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        Optional.ofNullable(parametersOf(address).get("state")).ifPresent(state -> all.put("state", state));
        return all;
    }

    private static ShownPage comeBack(URI address, Map<String, String> parameters) throws IOException {
        Map<String, String> query = parametersOf(address);
        URI redirectUri = URI.create(
                Objects.requireNonNull(query.get("redirect_uri"), "the address has no redirect_uri to come back to"));
        boolean formPost = "form_post".equals(query.get("response_mode"));
        String form = FormText.of(parameters);
        URI target = formPost ? redirectUri : URI.create(withPath(redirectUri) + "?" + form);
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        if (formPost) {
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            try (OutputStream body = connection.getOutputStream()) {
                body.write(form.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new ShownPage(
                    status,
                    text,
                    Optional.ofNullable(connection.getHeaderField("Location")).map(URI::create));
        }
    }

    private static String withPath(URI redirectUri) {
        return redirectUri.getRawPath().isEmpty() ? redirectUri + "/" : redirectUri.toString();
    }
}

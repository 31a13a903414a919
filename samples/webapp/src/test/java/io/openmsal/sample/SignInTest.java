package io.openmsal.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One browser with several tabs, and addresses that others have made up. */
class SignInTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private static DeployedSample sample;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void deploy(@TempDir Path folder) throws Exception {
        sample = new DeployedSample(EMULATOR.get(), folder);
    }

    @AfterAll
    static void undeploy() throws Exception {
        sample.close();
    }

    /** What the provider sends the browser back with. */
    private String begun() throws Exception {
        URI provider =
                URI.create(get("/sign-in").headers().firstValue("Location").orElseThrow());
        return EMULATOR.get().signIn(provider, "ada@contoso.example").entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private void assertFinished(String answer) throws Exception {
        HttpResponse<String> response = get("/signed-in?" + answer);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).hasValue(sample.address() + "/");
        assertThat(get("/").body()).contains("Welcome, ada@contoso.example");
    }

    private void assertRefused(String answer) throws Exception {
        HttpResponse<String> response = get("/signed-in" + answer);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("The sign-in failed", "href=sign-in")
                .doesNotContain("canary");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(sample.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0"})
    void twoTabsAreFinishedInEitherOrder(int first, int second) throws Exception {
        List<String> tabs = List.of(begun(), begun());

        assertFinished(tabs.get(first));
        assertFinished(tabs.get(second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?state=", "?state=canary", "?code=canary&state=canary"})
    void anAnswerThatNobodyAskedForTouchesNothing(String forged) throws Exception {
        String answer = begun();

        assertRefused(forged);

        assertFinished(answer);
    }

    @Test
    void aParameterThatComesTwiceIsRefusedAndTouchesNothing() throws Exception {
        String answer = begun();

        assertRefused("?" + answer + "&code=canary");
        assertRefused("?state=canary&" + answer);

        assertFinished(answer);
    }

    @Test
    void anAnswerFinishesOneSignInOnce() throws Exception {
        String answer = begun();
        assertFinished(answer);

        assertRefused("?" + answer);
    }

    @Test
    void ofMoreThanAHandfulTheOldestGivesWay() throws Exception {
        List<String> tabs = new ArrayList<>();
        for (int tab = 0; tab < 6; tab++) {
            tabs.add(begun());
        }

        assertRefused("?" + tabs.get(0));
        for (String answer : tabs.subList(1, 6)) {
            assertFinished(answer);
        }
    }

    @Test
    void whoComesWithoutASessionIsRefused() throws Exception {
        assertRefused("?code=canary&state=canary");
    }
}

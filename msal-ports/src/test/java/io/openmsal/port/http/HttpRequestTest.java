package io.openmsal.port.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.http.HttpRequest.Resending;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestTest {

    private static final URI TOKEN_ENDPOINT =
            URI.create("https://login.example.com:8443/common/userrealm/jane%40x?slice=s3cret#f");

    private final HttpRequest post =
            HttpRequest.post(TOKEN_ENDPOINT, "application/x-www-form-urlencoded", "client_secret=hunter2&ä");

    @Test
    void itPrintsMethodAndHostAndNothingElse() {
        assertThat(post.withHeader("Authorization", "Bearer t0ken")).hasToString("POST https://login.example.com:8443");
        assertThat(HttpRequest.get(URI.create("http://169.254.169.254/metadata?a=b")))
                .hasToString("GET http://169.254.169.254");
    }

    @Test
    void aPostHasATypeAndItsBodyInUtf8() {
        assertThat(post.method()).isEqualTo("POST");
        assertThat(post.headers().first("Content-Type")).hasValue("application/x-www-form-urlencoded");
        assertThat(post.body()).isEqualTo("client_secret=hunter2&ä".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aGetHasNeither() {
        HttpRequest get = HttpRequest.get(TOKEN_ENDPOINT);

        assertThat(get.method()).isEqualTo("GET");
        assertThat(get.headers()).isEqualTo(HttpHeaders.empty());
        assertThat(get.body()).isEmpty();
    }

    @Test
    void theBodyItGivesAwayIsACopy() {
        post.body()[0] = 'X';

        assertThat(post.body()).startsWith('c');
    }

    @Test
    void unlessSaidOtherwiseItMayBeSentAgainAndHasAllTheTimeThereIs() {
        assertThat(post.resending()).isEqualTo(Resending.ALLOWED);
        assertThat(post.deadline()).isSameAs(Deadline.none());
        assertThat(post.cancellation()).isSameAs(Cancellation.none());
    }

    @Test
    void everyChangeMakesANewRequestThatKeepsTheRest() {
        Deadline deadline = Deadline.after(Clock.systemUTC(), Duration.ofSeconds(5));
        Cancellation cancellation = new Cancellation();

        HttpRequest changed = post.within(deadline, cancellation)
                .withResending(Resending.ONLY_IF_UNSENT)
                .withHeader("Accept", "application/json");

        assertThat(changed.deadline()).isSameAs(deadline);
        assertThat(changed.cancellation()).isSameAs(cancellation);
        assertThat(changed.resending()).isEqualTo(Resending.ONLY_IF_UNSENT);
        assertThat(changed.headers().asMap()).containsOnlyKeys("Accept", "Content-Type");
        assertThat(changed.uri()).isEqualTo(TOKEN_ENDPOINT);
        assertThat(changed.body()).isEqualTo(post.body());
        assertThat(post.headers().asMap()).containsOnlyKeys("Content-Type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "ftp://example.com/", "https:///token?secret=hunter2", "mailto:ada@example.com"})
    void anythingButAnAbsoluteWebAddressIsRefused(String address) {
        assertThatThrownBy(() -> HttpRequest.get(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hunter2", "ada");
    }
}

package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.ResponseTooLargeException;
import io.openmsal.port.http.TransportClosedException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server says, it ends in a failure of the library's that names the server, and nothing of it is kept. */
class BadAnswersTest {

    private final Flows flows = new Flows(
            EntraAuthority.of("https://login.microsoftonline.com/contoso.example"),
            ClientCredential.secret(Secret.of("canary-secret")));

    private void acquire() {
        flows.clientCredentials.acquire(
                null, Scopes.requested("https://graph.example/.default"), CachePolicy.DEFAULT, flows::call);
    }

    private void signIn() {
        flows.refreshToken.acquire(
                flows.authority,
                Secret.of("canary-refresh"),
                Scopes.requested("User.Read"),
                RequestShape.PLAIN,
                flows.call());
    }

    @Test
    void everyTruncationOfATokenAnswerIsAServiceFailureAndLeavesNothingBehind() {
        String whole = Answers.personal("canary-token").json();

        IntStream.range(0, whole.length()).forEach(length -> {
            flows.http.reply(200, whole.substring(0, length));
            assertThatThrownBy(this::signIn)
                    .as("after %d characters", length)
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("login.microsoftonline.com answered 200")
                    .message()
                    .doesNotContain("canary");
        });
        assertThat(flows.cache.accounts(flows.authority.environment())).isEmpty();
    }

    @Test
    void thePageAboutARefusalIsHandedOnWithoutTheSecretThatItRepeats() {
        flows.http.reply(
                400,
                "{\"error\":\"invalid_request\",\"error_uri\":\"https://login.example/error?code=90014&was="
                        + "eyJhbGciOiJub25lIn0.eyJjYW5hcnkiOjF9.\"}");

        assertThatThrownBy(this::acquire)
                .isInstanceOfSatisfying(
                        MsalServiceException.class,
                        refused -> assertThat(refused.serviceError().errorUri())
                                .contains("https://login.example/error?code=90014&was=[token]"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, json_parse_failed",
        "204, json_parse_failed",
        "302, http_status_not_200",
        "400, http_status_not_200",
        "404, http_status_not_200",
        "407, http_status_not_200",
        "500, service_not_available",
        "502, service_not_available",
        "503, service_not_available"
    })
    void htmlIsAServiceFailureWithTheStatus(int status, String code) {
        flows.http.reply(new HttpResponse(
                status,
                HttpHeaders.empty().with("Content-Type", "text/html; charset=utf-8"),
                "<html>canary</html>".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(this::acquire)
                .isInstanceOfSatisfying(MsalServiceException.class, failure -> {
                    assertThat(failure.errorCode()).isEqualTo(code);
                    assertThat(failure.serviceError().status()).isEqualTo(status);
                })
                .hasMessageContaining("text/html")
                .hasMessageContaining("login.microsoftonline.com")
                .message()
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "\"text\"",
                "{}",
                "{\"access_token\":null}",
                "{\"access_token\":7}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":\"canary\",\"expires_in\":-1}",
                "{\"access_token\":\"canary\",\"expires_in\":99999999999}",
                "{\"error\":{}}",
                "{\"error\":\"x\",\"error_codes\":\"y\",\"error_description\":[]}"
            })
    void jsonOfAnotherShapeIsAServiceFailure(String body) {
        flows.http.reply(200, body);

        assertThatThrownBy(this::acquire)
                .isInstanceOf(MsalServiceException.class)
                .message()
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 500})
    void tokensThatComeWithAStatusThatIsNoSuccessAreNotTaken(int status) {
        flows.http.reply(status, Answers.personal("canary-token").json());

        assertThatThrownBy(this::signIn)
                .isInstanceOf(MsalException.class)
                .message()
                .doesNotContain("canary");
        assertThat(flows.cache.accounts(flows.authority.environment())).isEmpty();
    }

    @Test
    void tokensThatComeWithAnErrorAreNotTaken() {
        flows.http.reply(
                200,
                Answers.personal("canary-token").with("error", "server_error").json());

        assertThatThrownBy(this::signIn)
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining("server_error")
                .message()
                .doesNotContain("canary");
        assertThat(flows.cache.accounts(flows.authority.environment())).isEmpty();
    }

    @Test
    void oddButUsableAnswersAreUsed() {
        flows.http.reply(
                200,
                "{\"access_token\":\"t\",\"expires_in\":\"3599\",\"ext_expires_in\":true,\"refresh_in\":\"soon\"}");

        var result = flows.clientCredentials.acquire(null, Scopes.requested("s"), CachePolicy.DEFAULT, flows::call);

        assertThat(result.tokenType()).isEqualTo("Bearer");
        assertThat(result.expiresAt()).isEqualTo(flows.clock.instant().plusSeconds(3599));
        assertThat(result.refreshAt()).isEmpty();
    }

    @Test
    void anAnswerThatIsTooLargeIsAServiceFailure() {
        flows.http.fail(new ResponseTooLargeException("login.microsoftonline.com", 1_048_576));

        assertThatThrownBy(this::acquire).isInstanceOfSatisfying(MsalServiceException.class, failure -> {
            assertThat(failure.errorCode()).isEqualTo("response_too_large");
            assertThat(failure.serviceError().status()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 503})
    void anAnswerThatIsTooLargeForUsIsOneWhateverTheTransportAllows(int status) {
        flows.http.reply(new HttpResponse(status, HttpHeaders.empty(), new byte[5 * 1024 * 1024]));

        assertThatThrownBy(this::acquire)
                .isInstanceOfSatisfying(
                        MsalServiceException.class,
                        failure -> assertThat(failure.serviceError().status()).isEqualTo(status));
    }

    @Test
    void silenceIsATransportFailureOrATimeoutByWhoseLimitItWas() {
        flows.http.fail(new SocketTimeoutException("read timed out"));
        assertThatThrownBy(this::acquire)
                .isInstanceOf(MsalTransportException.class)
                .hasMessageContaining("took too long");

        flows.http.replyWith(request -> {
            flows.clock.advance(Duration.ofSeconds(61));
            throw new IllegalStateException("any failure after the deadline");
        });
        assertThatThrownBy(this::acquire).isInstanceOf(MsalTimeoutException.class);
    }

    @Test
    void aTransportThatBreaksItsContractIsATransportFailure() {
        flows.http.replyWith(request -> {
            throw new NullPointerException("canary-secret");
        });

        assertThatThrownBy(this::acquire)
                .isInstanceOf(MsalTransportException.class)
                .hasMessageContaining("NullPointerException")
                .message()
                .doesNotContain("canary");
    }

    @Test
    void aClosedTransportIsNamedAsTheReason() {
        flows.http.fail(new TransportClosedException());

        assertThatThrownBy(this::acquire)
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessage(
                        "The client credentials request at login.microsoftonline.com was not sent, because the transport is"
                                + " closed. Build the application with a new one, and close that after its last call.")
                .hasCauseInstanceOf(TransportClosedException.class);
    }

    @Test
    void aResetIsATransportFailureWithANextStep() {
        flows.http.fail(new IOException("connection reset"));

        assertThatThrownBy(this::acquire)
                .isInstanceOfSatisfying(
                        MsalException.class,
                        failure -> assertThat(failure.correlationId()).contains("correlation-1"))
                .isInstanceOf(MsalTransportException.class)
                .hasMessageContaining("client credentials request at login.microsoftonline.com")
                .hasMessageContaining("Try again later");
    }

    @Test
    void aServerThatEchoesSecretsDoesNotGetThemIntoTheMessage() {
        flows.http.reply(
                400,
                Answers.error(
                        "invalid_client",
                        "bad secret canary-secret and token eyJhbGciOiJub25lIn0.eyJjYW5hcnkiOjF9.canary"));

        assertThatThrownBy(this::acquire)
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining("bad secret [secret]")
                .message()
                .doesNotContain("canary");
    }
}

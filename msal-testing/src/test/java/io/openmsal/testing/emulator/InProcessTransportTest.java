package io.openmsal.testing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.RequestNotSentException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The emulator without a connection answers as it does over one. */
class InProcessTransportTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private final Emulator emulator = EMULATOR.get();

    private HttpResponse askForAToken() throws IOException {
        return emulator.transport()
                .send(HttpRequest.post(
                        URI.create(emulator.authority("contoso") + "/oauth2/v2.0/token"),
                        "application/x-www-form-urlencoded",
                        "grant_type=client_credentials&client_id=" + emulator.defaultConfidentialClientId()
                                + "&client_secret="
                                + emulator.defaultClientSecret().reveal()
                                + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"));
    }

    @Test
    void aTokenRequestIsAnsweredAndWrittenDown() throws Exception {
        HttpResponse response = askForAToken();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).contains("\"access_token\"");
        assertThat(response.headers().first("content-type")).hasValue("application/json; charset=utf-8");
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.parameter("grant_type")).hasValue("client_credentials"));
    }

    @Test
    void aFaultThatWaitsThereMeetsThisRequestToo() throws Exception {
        emulator.nextTokenRequest(Fault.status(503));

        assertThat(askForAToken().status()).isEqualTo(503);
    }

    @Test
    void whatBreaksAConnectionIsAnIoException() {
        emulator.nextTokenRequest(Fault.reset());
        assertThatThrownBy(this::askForAToken).isInstanceOf(SocketException.class);

        emulator.nextTokenRequest(Fault.truncated());
        assertThatThrownBy(this::askForAToken).isInstanceOf(EOFException.class);
    }

    @Test
    void anyOtherHostIsOutOfReachByName() {
        HttpRequest elsewhere = HttpRequest.get(URI.create("https://login.microsoftonline.com/common"));

        assertThatThrownBy(() -> emulator.transport().send(elsewhere))
                .isInstanceOf(RequestNotSentException.class)
                .hasMessageContaining("login.microsoftonline.com");
        assertThat(emulator.requests()).isEmpty();
    }
}

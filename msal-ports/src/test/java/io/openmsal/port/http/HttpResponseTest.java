package io.openmsal.port.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpResponseTest {

    @Test
    void itPrintsStatusAndSizeAndNothingElse() {
        HttpResponse response = new HttpResponse(
                200,
                HttpHeaders.empty().with("Set-Cookie", "s3cret"),
                "{\"access_token\":\"t0ken\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(response).hasToString("HTTP 200, 24 bytes");
    }

    @Test
    void theBodyIsReadAsUtf8AndBrokenBytesDoNotThrow() {
        assertThat(response(new byte[] {(byte) 0xC3, (byte) 0xA4}).text()).isEqualTo("ä");
        assertThat(response(new byte[] {'a', (byte) 0xFF}).text()).isEqualTo("a\uFFFD");
    }

    @Test
    void theBodyIsCopied() {
        byte[] bytes = {'a'};
        HttpResponse response = response(bytes);

        bytes[0] = 'b';

        assertThat(response.text()).isEqualTo("a");
    }

    private static HttpResponse response(byte[] body) {
        return new HttpResponse(400, HttpHeaders.empty(), body);
    }
}

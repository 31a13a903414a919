package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.port.Cancellation;
import io.openmsal.testing.http.FakeHttpTransport;
import org.junit.jupiter.api.Test;

class DeviceAuthorizationRequestTest {

    private static final String CODE = "{\"user_code\":\"ABCD-EFGH\",\"device_code\":\"device-secret\","
            + "\"verification_uri\":\"https://microsoft.com/devicelogin\",\"expires_in\":900,\"interval\":5}";

    private final FakeHttpTransport http = new FakeHttpTransport();
    private final PublicClientApplication desktop = PublicClientApplication.builder("client-1")
            .authority("https://login.microsoftonline.com/contoso.example")
            .transport(http)
            .build();

    @Test
    void getsACodeWithAllThatWasAskedFor() {
        http.reply(200, CODE);

        DeviceCode code = desktop.deviceAuthorization("User.Read")
                .tenant("fabrikam.example")
                .claims("{\"access_token\":{\"acrs\":{\"essential\":true}}}")
                .clientClaims("{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}")
                .extraQueryParameter("dc", "1")
                .extraHeader("x-gateway", "blue")
                .correlationId("c-1")
                .begin();

        assertThat(code.userCode()).isEqualTo("ABCD-EFGH");
        assertThat(http.onlyRequest().uri().getPath()).startsWith("/fabrikam.example/");
        assertThat(http.onlyRequest().uri().getQuery()).contains("dc=1");
        assertThat(http.onlyRequest().header("x-gateway")).contains("blue");
        assertThat(http.onlyRequest().header("client-request-id")).contains("c-1");
        assertThat(http.onlyRequest().formParameter("claims").orElseThrow()).contains("acrs", "xms_cc");
    }

    @Test
    void isEndedByACancellation() {
        Cancellation ending = new Cancellation();
        ending.cancel();

        assertThatThrownBy(() -> desktop.deviceAuthorization("User.Read")
                        .cancellation(ending)
                        .begin())
                .isInstanceOf(MsalCancelledException.class);
        assertThat(http.requests()).isEmpty();
    }
}

package io.openmsal.testing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import org.junit.jupiter.api.Test;

class FakePinnedTransportsTest {

    private static final String THUMBPRINT = "ab".repeat(20);

    private final FakeHttpTransport http = new FakeHttpTransport().reply(200, "{}");
    private final FakePinnedTransports pinned = new FakePinnedTransports(http);

    @Test
    void itRemembersWhichCertificateARequestWasMeantFor() throws Exception {
        var transport = pinned.trusting(THUMBPRINT);
        assertThat(pinned.trusted()).as("nothing was sent").isEmpty();

        assertThat(transport
                        .send(HttpRequest.get(URI.create("https://host.example/")))
                        .status())
                .isEqualTo(200);

        assertThat(pinned.trusted()).containsExactly(THUMBPRINT);
    }

    @Test
    void whatTheAdapterRefusesIsRefused() {
        assertThatThrownBy(() -> pinned.trusting("AA:BB")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pinned.trusting("AB".repeat(20))).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.cache.CacheStatistics;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CacheBoundsTest {

    private final AtomicInteger requests = new AtomicInteger();

    private ConfidentialClientApplication daemonThatKeeps(int atMost) {
        return ConfidentialClientApplication.builder("client", ClientCredentials.secret("secret"))
                .authority("https://login.microsoftonline.com/contoso.example")
                .transport(request -> new HttpResponse(
                        200,
                        HttpHeaders.empty().with("Content-Type", "application/json"),
                        ("{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"token-"
                                        + requests.incrementAndGet() + "\"}")
                                .getBytes(StandardCharsets.UTF_8)))
                .cacheAtMost(atMost)
                .build();
    }

    private static String tokenOf(ConfidentialClientApplication daemon, String tenant) {
        return daemon.acquireTokenForClient("api/.default")
                .tenant(tenant)
                .execute()
                .accessToken();
    }

    @Test
    void aTenantThatHadToMakeRoomIsAskedForAgain() {
        ConfidentialClientApplication daemon = daemonThatKeeps(2);
        for (int tenant = 0; tenant < 5; tenant++) {
            tokenOf(daemon, "tenant-" + tenant);
        }

        assertThat(tokenOf(daemon, "tenant-4")).isEqualTo("token-5");
        assertThat(tokenOf(daemon, "tenant-0")).isEqualTo("token-6");
        assertThat(daemon.cacheStatistics()).isEqualTo(new CacheStatistics(1, 6, 4, 2, 0));
    }

    @Test
    void statisticsTellHitsFromMisses() {
        ConfidentialClientApplication daemon = daemonThatKeeps(10);
        tokenOf(daemon, "tenant-0");
        tokenOf(daemon, "tenant-0");
        tokenOf(daemon, "tenant-0");

        assertThat(requests).hasValue(1);
        assertThat(daemon.cacheStatistics()).isEqualTo(new CacheStatistics(2, 1, 0, 1, 0));
    }

    @Test
    void aCacheThatKeepsNothingIsRefused() {
        assertThatThrownBy(() -> daemonThatKeeps(0))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("Keep at least 1");
    }
}

package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.authority.Region;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.time.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** An application's own tokens from a region are kept as if they came from the centre. */
class RegionalTokensTest {

    private static final Scopes GRAPH = Scopes.requested("https://graph.example/.default");
    private static final EntraAuthority CENTRAL =
            EntraAuthority.of("https://login.microsoftonline.com/contoso.example");

    @Test
    void theRegionIsAskedAndTheCacheDoesNotKnow() {
        Flows flows = new Flows(
                CENTRAL.inRegion(Region.named("westus2")), ClientCredential.secret(() -> Secret.of("canary-secret")));
        flows.http.reply(200, Answers.own("token-1").json());

        flows.clientCredentials.acquire(null, GRAPH, CachePolicy.DEFAULT, flows::call);

        assertThat(flows.http.onlyRequest().uri())
                .hasToString("https://westus2.login.microsoft.com/contoso.example/oauth2/v2.0/token");
        ClientCredentialsFlow central =
                new ClientCredentialsFlow(Flows.CLIENT_ID, CENTRAL, flows.cache, flows.redemption, flows.clock);
        assertThat(central.acquire(null, GRAPH, CachePolicy.DEFAULT, flows::call)
                        .source())
                .isEqualTo(TokenSource.CACHE);
    }

    @Test
    void anAssertionIsAddressedToTheCentre() throws Exception {
        FakeAssertionSigner signer = new FakeAssertionSigner(TestCertificates.valid(
                TestClock.START.minus(Duration.ofDays(1)), TestClock.START.plus(Duration.ofDays(1))));
        Flows flows = new Flows(CENTRAL.inRegion(Region.named("westus2")), ClientCredential.certificate(signer));
        flows.http.reply(200, Answers.own("token-1").json());

        flows.clientCredentials.acquire(null, GRAPH, CachePolicy.DEFAULT, flows::call);

        String assertion =
                flows.http.onlyRequest().formParameter("client_assertion").orElseThrow();
        String claims = new String(Base64.getUrlDecoder().decode(assertion.split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(JsonObject.parse(flows.codec, claims).string("aud"))
                .contains("https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token");
    }
}

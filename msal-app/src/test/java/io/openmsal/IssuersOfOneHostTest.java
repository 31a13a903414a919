package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.http.FakeHttpTransport;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Providers whose issuers stand on one host and end alike, such as {@code https://login.example/{tenant}/v2.0}. */
class IssuersOfOneHostTest {

    private static final String CLIENT_ID = "app";
    private static final String API = "api://orders/.default";

    private final MemoryTokenStore store = new MemoryTokenStore();
    private final FakeHttpTransport http = new FakeHttpTransport();

    private ConfidentialClientApplication at(String issuer) {
        return ConfidentialClientApplication.builder(CLIENT_ID, ClientCredentials.secret("a-secret"))
                .oidcAuthority(issuer)
                .adapters(Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                        .withTransport(http))
                .tokenStore(store)
                .build();
    }

    private void publish(String issuer) {
        http.reply(
                200,
                "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + issuer + "/authorize\","
                        + "\"token_endpoint\":\"" + issuer + "/token\"}");
    }

    private void issue(String token) {
        http.reply(200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    }

    private void signIn(String issuer, String token) {
        String claims = "{\"iss\":\"" + issuer + "\",\"aud\":\"" + CLIENT_ID + "\",\"sub\":\"ada\",\"exp\":9999999999}";
        String idToken = base64("{\"alg\":\"RS256\"}") + "." + base64(claims) + "." + base64("signature");
        http.reply(
                200,
                "{\"access_token\":\"" + token
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"r-" + token
                        + "\",\"scope\":\"openid orders\",\"id_token\":\"" + idToken + "\"}");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepTheirTokensApartInOneStore() {
        String contoso = "https://login.example/contoso/v2.0";
        String fabrikam = "https://login.example/fabrikam/v2.0";
        publish(contoso);
        issue("of-contoso");
        at(contoso).acquireTokenForClient(API).execute();
        publish(fabrikam);
        issue("of-fabrikam");

        assertThat(at(fabrikam).acquireTokenForClient(API).execute().accessToken())
                .isEqualTo("of-fabrikam");
        assertThat(at(contoso).acquireTokenForClient(API).execute().accessToken())
                .isEqualTo("of-contoso");
    }

    @Test
    void doNotKnowEachOthersPeople() {
        String contoso = "https://login.example/contoso/v2.0";
        String fabrikam = "https://login.example/fabrikam/v2.0";
        publish(contoso);
        signIn(contoso, "of-ada");
        Account ada = at(contoso)
                .acquireTokenByRefreshToken(Secret.of("migrated"), "orders")
                .execute()
                .account()
                .orElseThrow();
        int sent = http.requests().size();

        assertThatThrownBy(() -> at(fabrikam).acquireTokenSilent(ada, "orders").execute())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("must not see its tokens");
        assertThat(http.requests()).as("nothing of hers was sent there").hasSize(sent);
        assertThat(at(contoso).acquireTokenSilent(ada, "orders").execute().source())
                .isEqualTo(TokenSource.CACHE);
    }

    @Test
    void mayHaveCapitalLettersAndTheNextProcessFindsTheirTokens() {
        String issuer = "https://login.example/oauth2/ausAbC1";
        publish(issuer);
        issue("of-the-first-process");
        at(issuer).acquireTokenForClient(API).execute();
        int sent = http.requests().size();

        assertThat(at(issuer).acquireTokenForClient(API).execute().accessToken())
                .isEqualTo("of-the-first-process");
        assertThat(at(issuer)
                        .acquireTokenForClient(API)
                        .tenant("oauth2/ausAbC1".toUpperCase(Locale.ROOT))
                        .execute()
                        .accessToken())
                .isEqualTo("of-the-first-process");
        assertThat(http.requests()).hasSize(sent);
    }
}

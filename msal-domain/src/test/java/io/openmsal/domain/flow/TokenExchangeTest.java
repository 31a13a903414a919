package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.authority.OnBehalfOfProtocol;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.testing.http.SentRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On behalf of a person at any OpenID Connect provider: by the exchange of tokens (RFC 8693), where the provider knows it. */
class TokenExchangeTest {

    private static final Scopes ORDERS = Scopes.requested("orders");
    private static final String ISSUER = "https://idp.example/realms/it";
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private static Authority provider(String... grants) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", ISSUER);
        metadata.put("authorization_endpoint", ISSUER + "/auth");
        metadata.put("token_endpoint", ISSUER + "/token");
        if (grants.length > 0) {
            metadata.put("grant_types_supported", List.of(grants));
        }
        GsonJsonCodec codec = new GsonJsonCodec();
        return OidcAuthority.of(ISSUER, LoopbackHttp.REFUSED).withMetadata(codec, codec.write(metadata));
    }

    private static Flows flows(Authority authority) {
        return new Flows(authority, ClientCredential.secret(() -> Secret.of("client-secret")));
    }

    private static Answers exchanged(String accessToken) {
        return Answers.own(accessToken).with("issued_token_type", ACCESS_TOKEN);
    }

    private static Answers ofAda(String accessToken) {
        return exchanged(accessToken)
                .claim("iss", ISSUER)
                .claim("aud", Flows.CLIENT_ID)
                .claim("sub", "ada")
                .claim("preferred_username", "ada@contoso.example");
    }

    private static AuthenticationResult acquire(Flows flows, String assertion) {
        return acquire(flows, assertion, CachePolicy.DEFAULT);
    }

    private static AuthenticationResult acquire(Flows flows, String assertion, CachePolicy policy) {
        return flows.onBehalfOf.acquire(null, Secret.of(assertion), ORDERS, policy, flows::call);
    }

    @Nested
    class WhichWayIsTaken {

        private SentRequest requestAt(Authority authority) {
            Flows flows = flows(authority);
            flows.http.reply(200, exchanged("token-1").json());
            acquire(flows, "header.ada.signature");
            return flows.http.onlyRequest();
        }

        @Test
        void isTheExchangeWhereTheMetadataListsIt() {
            SentRequest sent = requestAt(provider("authorization_code", EXCHANGE));

            assertThat(sent.uri()).hasToString(ISSUER + "/token");
            assertThat(sent.formParameters())
                    .containsOnly(
                            Map.entry("client_id", Flows.CLIENT_ID),
                            Map.entry("client_secret", "client-secret"),
                            Map.entry("grant_type", EXCHANGE),
                            Map.entry("subject_token", "header.ada.signature"),
                            Map.entry("subject_token_type", ACCESS_TOKEN),
                            Map.entry("requested_token_type", ACCESS_TOKEN),
                            Map.entry(
                                    "scope", ORDERS.plus(Scopes.OPENID_CONNECT).toString()),
                            Map.entry("client_info", "1"));
        }

        @Test
        void isTheExchangeWhereTheApplicationSaysSo() {
            assertThat(requestAt(provider().withOnBehalfOf(OnBehalfOfProtocol.TOKEN_EXCHANGE))
                            .formParameter("grant_type"))
                    .contains(EXCHANGE);
        }

        @Test
        void isMicrosoftsWhereNothingIsSaid() {
            assertThat(requestAt(provider()).formParameters())
                    .containsEntry("requested_token_use", "on_behalf_of")
                    .containsEntry("assertion", "header.ada.signature");
        }

        @Test
        void isTheBareAssertionOfAnotherIssuerWhereTheApplicationSaysSo() {
            assertThat(requestAt(provider(EXCHANGE).withOnBehalfOf(OnBehalfOfProtocol.JWT_BEARER))
                            .formParameters())
                    .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                    .containsEntry("assertion", "header.ada.signature")
                    .doesNotContainKeys("requested_token_use", "subject_token");
        }
    }

    @Nested
    class AnAnswer {

        private final Flows flows = flows(provider(EXCHANGE));

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "urn:ietf:params:oauth:token-type:id_token",
                    "urn:ietf:params:oauth:token-type:refresh_token",
                    "urn:ietf:params:oauth:token-type:jwt"
                })
        void ofAnotherTypeOfTokenIsRefusedAndNothingIsKept(String type) {
            flows.http
                    .reply(200, ofAda("canary").with("issued_token_type", type).json())
                    .reply(200, ofAda("token-1").json());

            assertThatThrownBy(() -> acquire(flows, "ada"))
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining("idp.example")
                    .hasMessageContaining(type)
                    .message()
                    .doesNotContain("canary");
            assertThat(acquire(flows, "ada").accessToken()).isEqualTo("token-1");
        }

        @Test
        void thatDoesNotSayWhatWasIssuedIsRefused() {
            flows.http.reply(200, ofAda("canary").without("issued_token_type").json());

            assertThatThrownBy(() -> acquire(flows, "ada"))
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining("did not say");
        }

        @Test
        void thatIsNoTokenToPresentIsRefused() {
            flows.http.reply(200, ofAda("canary").with("token_type", "N_A").json());

            assertThatThrownBy(() -> acquire(flows, "ada"))
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining("N_A");
        }

        @Test
        void isKeptForTheSameAssertionAndForNoOther() {
            flows.http
                    .reply(200, ofAda("of-ada").json())
                    .reply(200, ofAda("of-ada-later").json());

            acquire(flows, "ada in the morning");

            AuthenticationResult again = acquire(flows, "ada in the morning");
            assertThat(again.accessToken()).isEqualTo("of-ada");
            assertThat(again.source()).isEqualTo(TokenSource.CACHE);
            assertThat(again.account().orElseThrow().username()).isEqualTo("ada@contoso.example");
            assertThat(acquire(flows, "ada in the evening").accessToken()).isEqualTo("of-ada-later");
            assertThat(flows.http.requests()).hasSize(2);
        }
    }

    @Nested
    class WhenTheProviderDoesNotSayWhoThePersonIs {

        private final Flows flows = flows(provider(EXCHANGE));

        @Test
        void theTokenServesTheSameAssertionAllTheSame() {
            flows.http
                    .reply(200, exchanged("of-ada").json())
                    .reply(200, exchanged("of-grace").json());
            acquire(flows, "ada");
            acquire(flows, "grace");

            AuthenticationResult again = acquire(flows, "ada");

            assertThat(again.accessToken()).isEqualTo("of-ada");
            assertThat(again.source()).isEqualTo(TokenSource.CACHE);
            assertThat(again.account()).isEmpty();
            assertThat(acquire(flows, "grace").accessToken()).isEqualTo("of-grace");
            assertThat(flows.http.requests()).hasSize(2);
            assertThat(flows.cache.accounts("idp.example")).isEmpty();
        }

        @Test
        void itIsRenewedWhenItHasExpired() {
            flows.http
                    .reply(200, exchanged("token-1").json())
                    .reply(200, exchanged("token-2").json());
            acquire(flows, "ada");
            flows.clock.advance(Duration.ofHours(1));

            assertThat(acquire(flows, "ada").accessToken()).isEqualTo("token-2");
        }

        @Test
        void whoWasNamedOnceStaysKnown() {
            CachePolicy force = new CachePolicy(true, RequestShape.PLAIN, MinimumLifetime.standard());
            flows.http
                    .reply(200, exchanged("token-1").json())
                    .reply(200, ofAda("token-2").json())
                    .reply(200, exchanged("token-3").json());
            acquire(flows, "ada");
            acquire(flows, "ada", force);
            acquire(flows, "ada", force);

            AuthenticationResult again = acquire(flows, "ada");

            assertThat(again.accessToken()).isEqualTo("token-3");
            assertThat(again.account().orElseThrow().homeAccountId()).isEqualTo("ada");
        }

        @Test
        void noSessionBeginsSinceItIsOnePersonsAndTheMessageSaysHowToLearnWhose() {
            flows.http.reply(200, exchanged("canary").json());
            Secret session = flows.random.unguessable();

            assertThatThrownBy(() -> flows.longRunning.begin(
                            null, session, Secret.of("ada"), ORDERS, RequestShape.PLAIN, flows.call()))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("unknown_owner"))
                    .hasMessageContainingAll("idp.example", "ID token", "openid", "acquireTokenOnBehalfOf")
                    .message()
                    .doesNotContain("canary");
            assertThat(flows.longRunning.end(null, session)).isFalse();
        }

        @Test
        void theApplicationsOwnTokensAreForgottenWithoutIt() {
            flows.http.reply(200, exchanged("token-1").json());
            acquire(flows, "ada");

            flows.clientCredentials.forgetTokens();

            assertThat(acquire(flows, "ada").source()).isEqualTo(TokenSource.CACHE);
        }
    }
}

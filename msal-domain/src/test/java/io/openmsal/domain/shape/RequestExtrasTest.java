package io.openmsal.domain.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.ExtendedKey;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestExtrasTest {

    private static final RequestExtras NONE = RequestExtras.none();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id",
                "grant_type",
                "scope",
                "client_secret",
                "client_assertion",
                "refresh_token",
                "Token_Type",
                "req_cnf",
                "claims",
                "client_info",
                "redirect_uri",
                "fmi_path",
                "response_type",
                "response_mode",
                "state",
                "nonce",
                "code",
                "code_challenge",
                "code_challenge_method",
                "code_verifier",
                "max_age",
                "prompt",
                "login_hint",
                "domain_hint",
                "device_code",
                "username",
                "password",
                "assertion",
                "client_assertion_type",
                "requested_token_use",
                "requested_token_type",
                "subject_token",
                "subject_token_type",
                "user_id",
                "user_federated_identity_credential",
                "key_id",
                "p"
            })
    void aParameterThatTheLibrarySetsIsRefusedInBodyAndQuery(String name) {
        assertThatThrownBy(() -> NONE.withBodyParameter(name, "x", TokenSharing.SEPARATE))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("reserved_extra_input"))
                .hasMessageContaining(name);
        assertThatThrownBy(() -> NONE.withQueryParameter(name, "x", TokenSharing.SHARED))
                .isInstanceOf(MsalConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "content-TYPE", "client-request-id", "Host", "Cookie", "x-client-SKU"})
    void aHeaderThatTheLibrarySetsIsRefused(String name) {
        assertThatThrownBy(() -> NONE.withHeader(name, "x", TokenSharing.SHARED))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining(name);
    }

    @Test
    void aHeaderThatWouldBreakOutOfItsLineIsRefused() {
        for (String value : new String[] {"a\r\nHost: evil.example", "a\nb", "\u0000", "\u00e9", ""}) {
            assertThatThrownBy(() -> NONE.withHeader("x-trace", value, TokenSharing.SHARED))
                    .isInstanceOf(MsalConfigurationException.class);
        }
        assertThatThrownBy(() -> NONE.withHeader("x trace:", "v", TokenSharing.SHARED))
                .isInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void anInputWithoutNameOrValueIsRefused() {
        assertThatThrownBy(() -> NONE.withBodyParameter(" ", "x", TokenSharing.SEPARATE))
                .isInstanceOf(MsalConfigurationException.class);
        assertThatThrownBy(() -> NONE.withQueryParameter("x", "", TokenSharing.SEPARATE))
                .isInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void eachGoesToItsPlace() {
        RequestExtras extras = NONE.withBodyParameter("in_body", "a b", TokenSharing.SHARED)
                .withQueryParameter("in_query", "c&d", TokenSharing.SHARED)
                .withHeader("x-header", "e", TokenSharing.SHARED);
        Form body = new Form();
        extras.addTo(body);
        HttpRequest request = extras.addTo(HttpRequest.get(URI.create("https://login.example/token?p=policy")));

        assertThat(body.encode()).isEqualTo("in_body=a+b");
        assertThat(request.uri()).hasToString("https://login.example/token?p=policy&in_query=c%26d");
        assertThat(request.headers().first("X-Header")).contains("e");
    }

    @Test
    void aValueThatTheServerEchoesIsKeptOutOfMessages() {
        Form body = new Form();
        NONE.withBodyParameter("extra", "canary-value", TokenSharing.SHARED).addTo(body);

        assertThat(body.secrets()).contains(Secret.of("canary-value"));
        assertThat(NONE.withBodyParameter("extra", "canary-value", TokenSharing.SHARED))
                .hasToString("[extra]");
    }

    @Test
    void onlyThoseThatKeepTokensApartChangeTheKind() {
        RequestExtras shared = NONE.withBodyParameter("trace", "1", TokenSharing.SHARED);
        RequestExtras both = shared.withBodyParameter("key1", "value1", TokenSharing.SEPARATE)
                .withQueryParameter("key2", "value2", TokenSharing.SEPARATE);

        assertThat(RequestShape.PLAIN.with(shared).kind()).isSameAs(TokenKind.BEARER);
        assertThat(RequestShape.PLAIN.with(both).kind().extendedKey())
                .isEqualTo(ExtendedKey.of(Map.of("key1", "value1", "key2", "value2")));
    }

    @Test
    void requestsThatDifferInSharedInputsLookForTheSameTokenButAreNotTheSameRequest() {
        RequestShape one = RequestShape.PLAIN.with(NONE.withHeader("x-trace", "1", TokenSharing.SHARED));
        RequestShape two = RequestShape.PLAIN.with(NONE.withHeader("x-trace", "2", TokenSharing.SHARED));

        assertThat(one.kind()).isEqualTo(two.kind());
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void theSameNameInTwoPlacesThatBothKeepTokensApartIsRefusedAsAmbiguous() {
        RequestExtras twice = NONE.withBodyParameter("slice", "a", TokenSharing.SEPARATE)
                .withQueryParameter("slice", "b", TokenSharing.SEPARATE);

        assertThatThrownBy(() -> RequestShape.PLAIN.with(twice))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("slice");
    }
}

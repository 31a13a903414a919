package io.openmsal.domain.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nonce of a web API, in either of the headers that it may stand in. */
class PopNonceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PoP nonce=\"n-1\"",
                "pop realm=\"api\" , NONCE = n-1",
                "PoP error=\"invalid_nonce\", nonce=\"\\n-1\", nonce=\"n-2\"",
                "Bearer nonce=\"other\", PoP nonce=\"n-1\", Basic realm=\"PoP nonce=x\"",
                "Negotiate YWJjZA==, PoP, PoP nonce=\"n-1\", PoP nonce=\"n-2\"",
            })
    void isFoundInTheChallengeOfARefusal(String header) {
        assertThat(PopNonce.fromWwwAuthenticate(header)).contains("n-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PoP",
                "PoP nonce=\"\"",
                "PoP nextnonce=\"n-1\"",
                "Bearer nonce=\"n-1\"",
                "nonce=\"n-1\"",
                "PoP nonce=\"n-1",
                "PoP nonce=\"n-1\" realm=\"api\"",
                "\u0000\u20ac",
            })
    void isNotGuessedFromAnythingElse(String header) {
        assertThat(PopNonce.fromWwwAuthenticate(header)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nextnonce=\"n-1\"",
                "nextnonce=n-1",
                " , NextNonce = \"n-1\" , ",
                "qop=auth, nextnonce=\"n-1\", nc=00000001",
            })
    void theNextIsFoundInTheAnswerToARequestThatWasAccepted(String header) {
        assertThat(PopNonce.fromAuthenticationInfo(header)).contains("n-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "nextnonce",
                "nextnonce=",
                "nextnonce=\"\"",
                "nonce=\"n-1\"",
                "nextnonce=\"n-1",
                "nextnonce=\"n-1\", and more",
                "\u0000\u20ac",
            })
    void theNextIsNotGuessedFromAnythingElse(String header) {
        assertThat(PopNonce.fromAuthenticationInfo(header)).isEmpty();
    }

    @Test
    void aListOfParametersIsNoChallengeAndAChallengeIsNoListOfParameters() {
        assertThat(PopNonce.fromWwwAuthenticate("nextnonce=\"n-1\", nonce=\"n-1\""))
                .isEmpty();
        assertThat(PopNonce.fromAuthenticationInfo("PoP nextnonce=\"n-1\"")).isEmpty();
    }
}

package io.openmsal.domain.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsChallengeTest {

    private static final String CLAIMS = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1604106651\"}}}";
    private static final String BASE64 = Base64.getEncoder().encodeToString(CLAIMS.getBytes(StandardCharsets.UTF_8));
    /** Its base64 has each character in which the alphabets differ, and padding. */
    private static final String AWKWARD = "{\"\":\"~>>>???\"}";

    private static void found(String header) {
        assertThat(ClaimsChallenge.fromWwwAuthenticate(header)).contains(CLAIMS);
    }

    private static void nothingIn(String header) {
        assertThat(ClaimsChallenge.fromWwwAuthenticate(header)).isEmpty();
    }

    @Test
    void anApisChallengeIsFoundAmongItsOtherParameters() {
        found("Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\","
                + " client_id=\"00000003-0000-0000-c000-000000000000\","
                + " errorDescription=\"Continuous access evaluation said, \\\"again\\\", with code: A=B\","
                + " error=\"insufficient_claims\", claims=\"" + BASE64 + "\"");
    }

    @Test
    void namesAreReadInAnyCaseAndBlanksAndEmptyElementsAreAllowed() {
        found(" ,, bEARER\tClaims = \"" + BASE64 + "\" ,, ERROR\t=insufficient_claims , ");
    }

    @Test
    void itIsFoundAmongChallengesOfOtherSchemes() {
        String bearer = "Bearer error=\"insufficient_claims\", claims=\"" + BASE64 + "\"";
        found("Negotiate, " + bearer);
        found("Negotiate YWJjZA==, " + bearer + ", Basic realm=\"Bearer error=x, claims=y\"");
        found("Basic realm=\"a, b\", " + bearer + ", NTLM");
        found("Bearer, " + bearer);
        found("Bearer error=\"invalid_token\", claims=\"b3RoZXI=\", " + bearer);
        found(bearer + ", Bearer error=\"insufficient_claims\", claims=\"e30=\"");
    }

    @Test
    void bothAlphabetsAreReadPaddedOrNot() {
        byte[] bytes = AWKWARD.getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : new Base64.Encoder[] {
            Base64.getEncoder(),
            Base64.getUrlEncoder(),
            Base64.getEncoder().withoutPadding(),
            Base64.getUrlEncoder().withoutPadding()
        }) {
            assertThat(ClaimsChallenge.fromWwwAuthenticate(
                            "Bearer error=\"insufficient_claims\", claims=\"" + encoder.encodeToString(bytes) + "\""))
                    .contains(AWKWARD);
        }
        assertThat(Base64.getEncoder().encodeToString(bytes))
                .contains("+")
                .contains("/")
                .endsWith("=");
    }

    @Test
    void quotedCharactersAreUnquoted() {
        found("Bearer error=\"insufficient\\_claims\", claims=\"\\" + BASE64 + "\"");
    }

    @Test
    void otherErrorsAndSchemesAreNotClaimsChallenges() {
        nothingIn("Bearer error=\"invalid_token\", claims=\"" + BASE64 + "\"");
        nothingIn("Bearer claims=\"" + BASE64 + "\"");
        nothingIn("Bearer error=\"insufficient_claims\"");
        nothingIn("Basic error=\"insufficient_claims\", claims=\"" + BASE64 + "\"");
        nothingIn("Bearer error=\"insufficient_claims\", Basic claims=\"" + BASE64 + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "=",
                "\"",
                "Bearer",
                "Bearer error",
                "Bearer error=",
                "Bearer error=\"insufficient_claims",
                "Bearer error=\"insufficient_claims\", claims=\"",
                "Bearer error=\"insufficient_claims\", claims=\"e30=\\",
                "Bearer error=\"insufficient_claims\" claims=\"e30=\"",
                "Bearer error=\"insufficient_claims\", claims=\"\"",
                "Bearer error=\"insufficient_claims\", claims=\"not base64!\"",
                "Bearer error=\"insufficient_claims\", claims=\"AAAAA\"",
                "Bearer error=\"insufficient_claims\", claims=\"bm8gSlNPTg==\"",
                "Bearer error=\"insufficient_claims\", claims=\"e//9fQ==\"",
                "Bearer Basic error=\"insufficient_claims\", claims=\"e30=\"",
                "\u0000\u0001\u20ac",
            })
    void whatCannotBeReadIsNoChallenge(String garbage) {
        nothingIn(garbage);
    }
}

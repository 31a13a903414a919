package io.openmsal.domain.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.port.json.JsonCodec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsParameterTest {

    private final JsonCodec codec = new GsonJsonCodec();
    private final ClaimsParameter capable = new ClaimsParameter(codec, List.of("CP1"));

    @ParameterizedTest
    @ValueSource(strings = {"{\"access_token\" : {}}", " {} "})
    void aChallengeIsSentAsItIsWhenThereAreNoCapabilities(String challenge) {
        assertThat(new ClaimsParameter(codec, List.of()).answering(Optional.of(challenge)))
                .contains(challenge);
    }

    @Test
    void nothingIsSentWithoutEither() {
        assertThat(new ClaimsParameter(codec, List.of()).answering(Optional.empty()))
                .isEmpty();
        assertThat(new ClaimsParameter(codec, List.of()).answering(Optional.of(" ")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "[\"canary\"]", "eyJjYW5hcnkiOnt9fQ=="})
    void whatIsNoObjectIsRefusedAlsoWithoutCapabilities(String challenge) {
        assertThatThrownBy(() -> new ClaimsParameter(codec, List.of()).answering(Optional.of(challenge)))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("invalid_claims"))
                .hasMessageContaining("decoded from base64")
                .hasMessageNotContaining("canary");
    }

    @Test
    void capabilitiesAloneAreWhatMsalForPythonSends() throws Exception {
        same(capable.answering(Optional.empty()), "{\"access_token\": {\"xms_cc\": {\"values\": [\"CP1\"]}}}");
        same(capable.answering(Optional.of(" ")), "{\"access_token\": {\"xms_cc\": {\"values\": [\"CP1\"]}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {\"access_token\":{\"xms_cc\":{\"values\":[\"CP1\",\"CP2\"]}}}",
                "{\"access_token\":null} | {\"access_token\":{\"xms_cc\":{\"values\":[\"CP1\",\"CP2\"]}}}",
                "{\"id_token\":{\"auth_time\":null},\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1604106651\"}}}"
                        + " | {\"id_token\":{\"auth_time\":null},\"access_token\":{\"nbf\":{\"essential\":true,"
                        + "\"value\":\"1604106651\"},\"xms_cc\":{\"values\":[\"CP1\",\"CP2\"]}}}",
                "{\"access_token\":{\"xms_cc\":{\"values\":[\"old\"],\"essential\":true},\"b\":1}}"
                        + " | {\"access_token\":{\"xms_cc\":{\"values\":[\"CP1\",\"CP2\"]},\"b\":1}}",
            })
    void capabilitiesJoinWhatTheChallengeAsksFor(String challenge, String sent) throws Exception {
        same(new ClaimsParameter(codec, List.of("CP1", "CP2")).answering(Optional.of(challenge)), sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "canary | not a JSON object",
                "[\"canary\"] | not a JSON object",
                "{\"access_token\":{\"canary\":1} | not a JSON object",
                "{\"access_token\":\"canary\"} | access_token is not an object",
            })
    void aChallengeWithNoPlaceForThemIsRefusedWithoutBeingQuoted(String challenge, String why) {
        assertThatThrownBy(() -> capable.answering(Optional.of(challenge)))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("invalid_claims"))
                .hasMessageContaining(why)
                .hasMessageNotContaining("canary");
    }

    @Test
    void claimsOfTheApplicationAreMergedIntoChallengeAndCapabilitiesAndWinWhereBothSayOneThing() throws Exception {
        RequestShape shape = RequestShape.answering("{\"access_token\":{\"nbf\":{\"value\":\"1\"},\"a\":1},\"b\":2}")
                .withClientClaims("{\"access_token\":{\"a\":7,\"own\":null},\"id_token\":{}}");

        same(
                capable.of(shape),
                "{\"access_token\":{\"nbf\":{\"value\":\"1\"},\"a\":7,\"xms_cc\":{\"values\":[\"CP1\"]},\"own\":null},"
                        + "\"b\":2,\"id_token\":{}}");
    }

    @Test
    void claimsOfTheApplicationThatAreNoObjectAreRefusedWithoutBeingQuoted() {
        for (String claims : new String[] {"canary", "[\"canary\"]", "7"}) {
            assertThatThrownBy(() -> capable.of(RequestShape.PLAIN.withClientClaims(claims)))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("invalid_claims"))
                    .hasMessageNotContaining("canary");
        }
    }

    private void same(Optional<String> sent, String expected) throws Exception {
        assertThat(codec.read(sent.orElseThrow())).isEqualTo(codec.read(expected));
    }
}

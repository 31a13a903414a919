package io.openmsal.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import io.openmsal.testing.json.JsonCodecContract;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GsonJsonCodecTest extends JsonCodecContract {

    @Override
    protected JsonCodec codec() {
        return new GsonJsonCodec();
    }

    static List<Arguments> faults() {
        return List.of(
                Arguments.of("{'a':1,'secret':\nsecret-value}", "Not JSON, at line 2 column 1"),
                Arguments.of("{'secret':1,'secret':2}", "A JSON object has one key twice, at line 1 column 21"),
                Arguments.of("{'secret':'secret-value", "Not JSON, at line 1 column 24"),
                Arguments.of("{'secret':", "The JSON text ends too early, at line 1 column 11"),
                Arguments.of("{'line 9 column 9':}", "Not JSON, at line 1 column 20"),
                Arguments.of("[1] secret-value", "Something follows the JSON value, at line 1 column 6"),
                Arguments.of("[1] {}", "Something follows the JSON value, at line 1 column 6"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theMessageSaysTheFaultAndThePlaceAndQuotesNothing(String text, String message) {
        assertThatThrownBy(() -> codec().read(text.replace('\'', '"')))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    @Test
    void aByteOrderMarkBeforeTheDocumentIsSkipped() throws Exception {
        assertThat(codec().read("\ufeff{}")).isEqualTo(Map.of());
    }

    @Test
    void numbersOfOtherClassesAreWritten() {
        assertThat(codec().write(new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThat(codec().write(new AtomicLong(7))).isEqualTo("7");
        assertThat(codec().write(2.5f)).isEqualTo("2.5");
    }
}

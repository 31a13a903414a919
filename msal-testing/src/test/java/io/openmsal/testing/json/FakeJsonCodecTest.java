package io.openmsal.testing.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeJsonCodecTest extends JsonCodecContract {

    @Override
    protected JsonCodec codec() {
        return new FakeJsonCodec();
    }

    @Test
    void itRemembersWhatItReadAndWrote() throws Exception {
        FakeJsonCodec codec = new FakeJsonCodec();

        codec.write(codec.read("{ \"a\": 1 }"));

        assertThat(codec.textsRead()).containsExactly("{ \"a\": 1 }");
        assertThat(codec.textsWritten()).containsExactly("{\"a\":1}");
        assertThat(codec).hasToString("1 texts read, 1 written");
    }

    @Test
    void itFailsOnceWhenTold() throws Exception {
        FakeJsonCodec codec = new FakeJsonCodec().failNextRead("scripted");

        assertThatThrownBy(() -> codec.read("{}"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("scripted");
        assertThat(codec.read("{}")).isEqualTo(Map.of());
    }
}

package io.openmsal.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtendedKeyTest {

    @ParameterizedTest
    @CsvSource({
        "fmi_path, SomeFmiPath/FmiCredentialPath, cojvfy5tzae3njpkvcebguvvx5vvmnj8hphqrbogjoi",
        "fmi_path, SomeFmiPath/Path, hai-va57u1u3bj1elra_dz5bpghftdmyv5vuyfopbqo",
        "fmi_path, agent-app-id, a0ry_zl4gccsdp7gnw927x8s0mrmnodv6tyilt0u07m",
        "fmi_path, value, n_lucewkadzv_nybtg-2wtorgf2nrns6ihlfa7vbuzg",
        "fmi_pat, hvalue, tjtm16m-suk2_bkniblr25lyuki40qyceco7knuyu0k",
        "fmi_path, agent-é, ku6bg3kdrs3wxlufj_jhzephtstlj78ig8ri_z3qex0",
        "é, é, xskzaoz4ibr3mznftyxctvg1ptuh-0fuzpty7ndbfls"
    })
    void isWhatTheOtherMsalsComputeForOneInput(String name, String value, String hash) {
        assertThat(ExtendedKey.of(Map.of(name, value))).isEqualTo(hash);
    }

    @Test
    void isWhatTheOtherMsalsComputeForSeveralInputsWhateverTheirOrder() {
        assertThat(ExtendedKey.of(Map.of("key2", "value2", "key1", "value1")))
                .isEqualTo("latlwkpewb_a0rcsmjvkecqt0_huumkw4sflzociike");
        assertThat(ExtendedKey.of(Map.of("cd", "e", "a", "b")))
                .isEqualTo("cybgactkrvlzlen1aiwzwl3ay5krkyixommrobc-ri4");
        assertThat(ExtendedKey.of(Map.of(
                        "key7", "value7", "key3", "value3", "key5", "value5", "key4", "value4", "key6", "value6")))
                .isEqualTo("prrdp31y37ufw3lo7hly0oimjjvg_34m9ji30ocu4tw");
    }

    @Test
    void isEmptyWithoutInputs() {
        assertThat(ExtendedKey.of(Map.of())).isEmpty();
    }
}

package io.openmsal.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class FewEntriesTest {

    private final Map<String, Object> usual = new LinkedHashMap<>();
    private final Map<String, Object> few;

    FewEntriesTest() {
        usual.put("sub", "ada");
        usual.put("auth_time", 1_700_000_000L);
        usual.put("acr", null);
        usual.put("", "a name may be empty");
        few = FewEntries.of(usual);
    }

    @Test
    void equalsTheMapItWasMadeOfInItsOrder() {
        assertThat(few).isEqualTo(usual).hasSameHashCodeAs(usual).hasToString(usual.toString());
        assertThat(usual).isEqualTo(few);
        assertThat(few.keySet()).containsExactly("sub", "auth_time", "acr", "");
        assertThat(few).hasSize(4);
    }

    @Test
    void findsWhatIsThereAndNothingElse() {
        usual.forEach((name, value) -> {
            assertThat(few.get(new String(name.toCharArray()))).isEqualTo(value);
            assertThat(few.containsKey(name)).isTrue();
        });
        assertThat(few.get("ada")).isNull(); // a value
        assertThat(few.containsKey("ada")).isFalse();
        assertThat(few.get(null)).isNull();
        assertThat(few.containsKey(1)).isFalse();
    }

    @Test
    void keepsNoHoldOfTheMapItWasMadeOf() {
        usual.put("sub", "grace");
        usual.remove("auth_time");

        assertThat(few).containsEntry("sub", "ada").containsKey("auth_time");
    }

    @Test
    void cannotBeChanged() {
        assertThatThrownBy(() -> few.put("sub", "grace")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> few.remove("sub")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> few.entrySet().iterator().next().setValue("grace"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void endsWhereItsEntriesEnd() {
        assertThatThrownBy(() -> FewEntries.of(Map.of()).entrySet().iterator().next())
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void hasOneObjectForANameThatMostPeopleHave() {
        Map<String, Object> other = FewEntries.of(Map.of(new String("sub".toCharArray()), "grace"));

        assertThat(other.keySet().iterator().next())
                .isSameAs(few.keySet().iterator().next());
    }

    @Test
    void keepsANameThatSomebodyMadeUpAsItCame() {
        String name = new String("made-up".toCharArray());

        assertThat(FewEntries.of(Map.of(name, 1)).keySet().iterator().next()).isSameAs(name);
    }

    @Test
    void isAHashMapWhereThereAreMany() {
        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 0; i < 65; i++) {
            many.put("claim-" + i, i);
        }

        Map<String, Object> copy = FewEntries.of(many);

        assertThat(copy).isNotInstanceOf(FewEntries.class).isEqualTo(many);
        assertThatThrownBy(() -> copy.put("one", "more")).isInstanceOf(UnsupportedOperationException.class);
        many.remove("claim-64");
        assertThat(FewEntries.of(many)).isInstanceOf(FewEntries.class).isEqualTo(many);
        assertThat(copy).hasSize(65);
    }

    @Test
    void isWrittenIntoAnObjectStreamAsAMapThatAllJvmsKnow() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(few);
        }
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(objects.readObject())
                    .isExactlyInstanceOf(LinkedHashMap.class)
                    .isEqualTo(usual);
        }
    }
}

package io.openmsal.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.account.Account;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code UserFederatedCredentialFlowTest} cannot show: names that share a sum. */
class NamesakesTest {

    private static final String NAME = "name@contoso.example";

    private final String neighbour = neighbourOf(NAME);

    private static String neighbourOf(String name) {
        Namesakes sums = new Namesakes(1);
        for (int i = 0; ; i++) {
            sums.add(person("somebody", "neighbour-" + i));
            if (sums.of(name) != 0) {
                return "neighbour-" + i;
            }
        }
    }

    private static Account person(String id, String username) {
        return new Account(id + ".t1", "login.windows.net", username, Map.of());
    }

    private static long ofNameAmong(Account... people) {
        Namesakes sums = new Namesakes(1);
        for (Account person : people) {
            sums.add(person);
        }
        return sums.of(NAME);
    }

    @Test
    void whoIsGivenTheNameInPlaceOfOneThatSharesItsSumChangesIt() {
        assertThat(ofNameAmong(person("ada", NAME), person("bob", NAME)))
                .isNotEqualTo(ofNameAmong(person("ada", NAME), person("bob", neighbour)));
    }

    @Test
    void soDoTwoWhoExchangeTheirNames() {
        assertThat(ofNameAmong(person("ada", neighbour), person("bob", NAME)))
                .isNotEqualTo(ofNameAmong(person("ada", NAME), person("bob", neighbour)));
    }

    @Test
    void theSamePeopleComeToTheSameInAnyOrderAndCase() {
        assertThat(ofNameAmong(person("bob", neighbour), person("ada", "NAME@contoso.example")))
                .isEqualTo(ofNameAmong(person("ada", NAME), person("bob", neighbour)));
    }

    @Test
    void whoComesToAHundredThousandOthersSeldomChangesTheSumOfAnotherName() {
        Namesakes sums = new Namesakes(100_000);
        for (int i = 0; i < 100_000; i++) {
            sums.add(person("newcomer-" + i, "newcomer-" + i + "@contoso.example"));
        }

        long changed = IntStream.range(0, 1000)
                .filter(i -> sums.of("known-" + i + "@contoso.example") != 0)
                .count();
        assertThat(changed).as("of a thousand, a fifth").isLessThan(300);
    }

    @Test
    void asManySumsAreMadeAsAnyMemoryHasRoomFor() {
        Namesakes sums = new Namesakes(Integer.MAX_VALUE);
        sums.add(person("ada", NAME));

        assertThat(sums.of(NAME)).isNotZero();
    }
}

package io.openmsal.adapter.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LateSecureRandomTest {

    private final LateSecureRandom random = new LateSecureRandom();

    @Test
    void itIsThatOfTheJvm() {
        assertThat(random.getAlgorithm()).isEqualTo(new SecureRandom().getAlgorithm());
    }

    @Test
    void everyWayOfAskingGivesSomethingElseEachTime() {
        Set<Object> numbers = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            numbers.add(Arrays.hashCode(bytes));
            numbers.add(random.nextLong());
            numbers.add(random.nextDouble());
            numbers.add(Arrays.hashCode(random.generateSeed(8)));
        }

        assertThat(numbers).hasSizeGreaterThan(395);
    }

    /** A seed adds to what is there and never takes its place. */
    @Test
    void aSeedDoesNotMakeItPredictable() {
        LateSecureRandom other = new LateSecureRandom();
        random.setSeed(7);
        other.setSeed(7);
        random.setSeed(new byte[] {1, 2, 3});
        other.setSeed(new byte[] {1, 2, 3});

        assertThat(random.nextLong()).isNotEqualTo(other.nextLong());
    }
}

package io.openmsal.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    @Test
    void orderAndRepetitionMakeNoDifference() {
        assertThat(Scopes.requested("b", "a", "b"))
                .isEqualTo(Scopes.parse(" a   b "))
                .hasToString("a b");
    }

    @Test
    void upperCaseComesFirstAsInTheSharedCacheFormat() {
        assertThat(Scopes.requested("profile.Read", "User.Read")).hasToString("User.Read profile.Read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "profile", "offline_access"})
    void reservedScopesAreRefusedWithTheReason(String reserved) {
        assertThatThrownBy(() -> Scopes.requested("User.Read", reserved))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining(reserved)
                .hasMessageContaining("Leave it out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "User.Read Mail.Read", "a\tb", "a\n"})
    void blankAndJoinedScopesAreRefused(String scope) {
        assertThatThrownBy(() -> Scopes.requested(scope)).isInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void noneAtAllIsRefusedUnlessAPersonOnlySignsIn() {
        assertThatThrownBy(() -> Scopes.requested())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("only a sign-in needs none");
        assertThat(Scopes.ofSignIn()).isEqualTo(Scopes.none());
    }

    @Test
    void containingAgreesWithSetsForRandomScopes() {
        Random random = new Random(42);
        for (int round = 0; round < 2_000; round++) {
            Set<String> left = randomSet(random);
            Set<String> right = randomSet(random);
            assertThat(Scopes.of(left).containsAll(Scopes.of(right))).isEqualTo(left.containsAll(right));
            Set<String> union = new TreeSet<>(left);
            union.addAll(right);
            assertThat(Scopes.of(left).plus(Scopes.of(right)).values()).isEqualTo(union);
            Set<String> rest = new HashSet<>(left);
            rest.removeAll(right);
            assertThat(Scopes.of(left).minus(Scopes.of(right)).values()).isEqualTo(rest);
        }
    }

    private static Set<String> randomSet(Random random) {
        Set<String> set = new HashSet<>();
        int size = random.nextInt(6);
        for (int i = 0; i < size; i++) {
            set.add(String.valueOf((char) ('a' + random.nextInt(8))));
        }
        return set;
    }
}

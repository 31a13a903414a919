package io.openmsal.domain.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Secret;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PkceTest {

    @Test
    void theChallengeOfRfc7636AppendixB() {
        assertThat(Pkce.challengeOf(Secret.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void theChallengeThatMsalForPythonMakes() {
        assertThat(Pkce.challengeOf(Secret.of("_6E7-smZCQjtnqaVWDg215NwhKdGc98kz4BLex0XOR~")))
                .isEqualTo("VGl7_FhLK_rex3yxeZjyKRqWlnJ-JVFhD4kFUoFL5TI");
    }

    @Test
    void theNonceIsSentAsAHash() {
        assertThat(Pkce.hashOfNonce(Secret.of("dmjKLEUMaCnebiNl")))
                .isEqualTo("837d4f055b37f0ad3a1dbdffb83cb8b190d26155ac3abce6b18941c1d84532cf");
    }

    @Test
    void verifiersHaveTheLengthAndTheAlphabetOfRfc7636AndDoNotRepeat() {
        RandomValues random = new RandomValues(new SecureRandom());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String verifier = random.unguessable().reveal();
            assertThat(verifier).matches("[A-Za-z0-9_-]{43}");
            assertThat(seen.add(verifier)).isTrue();
        }
    }

    @Test
    void idsAreRandomUuids() {
        UUID id = UUID.fromString(new RandomValues(new SecureRandom()).next());

        assertThat(id.version()).isEqualTo(4);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void correlationIdsAreUuidsOfTheSameKind() {
        UUID one = UUID.fromString(RandomValues.correlationId());
        UUID other = UUID.fromString(RandomValues.correlationId());

        assertThat(one.version()).isEqualTo(4);
        assertThat(one.variant()).isEqualTo(2);
        assertThat(one).isNotEqualTo(other);
    }
}

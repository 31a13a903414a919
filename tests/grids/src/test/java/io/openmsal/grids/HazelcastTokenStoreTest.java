package io.openmsal.grids;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.Race;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Three members of Hazelcast, two in this process and one in another. */
class HazelcastTokenStoreTest extends GridContract {

    private HazelcastMember here;
    private HazelcastProcess elsewhere;

    @Override
    Grid grid() throws Exception {
        here = HazelcastMember.first();
        HazelcastMember besides = HazelcastMember.joined(here.invitation());
        elsewhere = HazelcastProcess.joined(here.invitation());
        assertThat(here.members()).isEqualTo(3);
        return new Grid(here::cache, besides::cache, () -> {
            elsewhere.close();
            besides.close();
            here.close();
        });
    }

    @Test
    void twoProcessesThatRaceLoseNoUpdate() throws Exception {
        TokenStore store = store();
        TokenStore another = another(store);
        elsewhere.count("race", 100);

        Race.of(4, thread -> {
            for (int i = 0; i < 25; i++) {
                (thread % 2 == 0 ? store : another).update("race", HazelcastProcess::incremented);
            }
        });
        elsewhere.awaitCounted();

        assertThat(text(store, "race")).isEqualTo("200");
    }

    @Test
    void whatWasAcknowledgedOutlivesTheMemberThatHeldIt() throws Exception {
        TokenStore store = store();
        try (HazelcastProcess victim = HazelcastProcess.joined(here.invitation())) {
            for (int i = 0; i < 50; i++) {
                String content = "content-" + i;
                store.update("partition-" + i, present -> content.getBytes(StandardCharsets.US_ASCII));
            }

            victim.kill();
        }

        for (int i = 0; i < 50; i++) {
            assertThat(text(store, "partition-" + i)).isEqualTo("content-" + i);
        }
    }

    private static String text(TokenStore store, String partition) throws Exception {
        return new String(store.read(partition).orElseThrow().bytes(), StandardCharsets.US_ASCII);
    }
}

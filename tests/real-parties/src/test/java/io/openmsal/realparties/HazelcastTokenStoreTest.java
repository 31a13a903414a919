package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.cache.JCacheTokenStore;
import io.openmsal.port.store.TokenStore;
import io.openmsal.realparties.grid.GridMember;
import io.openmsal.realparties.grid.GridProcess;
import io.openmsal.testing.store.Race;
import io.openmsal.testing.store.TokenStoreContract;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store in a data grid of three Hazelcast members, two in this process and one in another. */
@Timeout(180)
class HazelcastTokenStoreTest extends TokenStoreContract {

    private static GridMember here;
    private static GridMember besides;
    private static GridProcess elsewhere;

    @BeforeAll
    static void startMembers() throws Exception {
        here = GridMember.first();
        besides = GridMember.joined(here.invitation());
        elsewhere = GridProcess.joined(here.invitation());
        assertThat(here.members()).isEqualTo(3);
    }

    @AfterAll
    static void stopMembers() {
        if (elsewhere != null) {
            elsewhere.close();
        }
        for (GridMember member : new GridMember[] {besides, here}) {
            if (member != null) {
                member.close();
            }
        }
    }

    @Override
    protected TokenStore store() {
        here.cache().clear();
        return new JCacheTokenStore(here.cache());
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return new JCacheTokenStore(besides.cache());
    }

    @Override
    protected boolean layBeyondReading(String partition) {
        here.cache().put(partition, "somebody else's");
        return true;
    }

    @Test
    void twoProcessesThatRaceLoseNoUpdate() throws Exception {
        TokenStore store = store();
        TokenStore another = another(store);
        elsewhere.count("race", 100);

        Race.of(4, thread -> {
            for (int i = 0; i < 25; i++) {
                (thread % 2 == 0 ? store : another).update("race", GridProcess::incremented);
            }
        });
        elsewhere.awaitCounted();

        assertThat(text(store, "race")).isEqualTo("200");
    }

    @Test
    void whatWasAcknowledgedOutlivesTheMemberThatHeldIt() throws Exception {
        TokenStore store = store();
        try (GridProcess victim = GridProcess.joined(here.invitation())) {
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

package io.openmsal.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.openmsal.benchmarks.ForgetfulStore;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.FakeTokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TrailTest {

    private static final String ADA = "msal_user_ada";

    private final FakeTokenStore store = new FakeTokenStore().put(ADA, json("{\"AccessToken\":{}}"));

    @Test
    void marksLieInTheDocumentOfThePerson() throws Exception {
        Trail trail = trail(store);
        trail.leave();
        trail.leave();

        assertThat(new Marks(store).read(ADA)).containsOnly(entry("process-0-1", 2L));
        assertThat(new String(store.content(ADA), StandardCharsets.UTF_8)).contains("AccessToken");
        assertThat(trail.last()).isEqualTo(2);
    }

    @Test
    void aMarkThatWasAcknowledgedAndIsGoneIsNoticedByTheNext() throws Exception {
        Trail trail = trail(new ForgetfulStore(store, 2));
        trail.leave();
        trail.leave();

        assertThatThrownBy(trail::leave)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Mark 2 of process-0-1 was acknowledged and is lost; there is 1");
    }

    @Test
    void marksThatTheStoreRefusedAreNotCounted() throws Exception {
        Trail trail = trail(store);
        trail.leave();
        store.failNextWrite(new IOException("down"));
        assertThatThrownBy(trail::leave).isInstanceOf(IOException.class);
        trail.leave();

        assertThat(trail.last()).isEqualTo(3);
        assertThat(trail.acknowledged()).isEqualTo(2);
    }

    @Test
    void aDocumentThatIsGoneIsLostAndNoServerThatIsDown() throws Exception {
        Trail trail = trail(store);
        trail.leave();
        store.delete(ADA);

        assertThatThrownBy(trail::leave)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The document of the person is gone");
    }

    private static Trail trail(TokenStore store) {
        return new Trail(store, ADA, "process-0-1");
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

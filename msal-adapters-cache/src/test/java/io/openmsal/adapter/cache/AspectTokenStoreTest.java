package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.json.FakeJsonCodec;
import io.openmsal.testing.store.TokenStoreContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AspectTokenStoreTest extends TokenStoreContract {

    private static final String PARTITION = "the-one";

    private final KeptText aspect = new KeptText();

    @Override
    protected TokenStore store() {
        return over(aspect);
    }

    @Override
    protected List<String> partitionNames() {
        return List.of(PARTITION);
    }

    private static AspectTokenStore over(TokenCacheAccessAspect aspect) {
        return new AspectTokenStore("client-1", aspect, PARTITION, new FakeJsonCodec());
    }

    /** As aspects are, with a note of every call. */
    private static final class KeptText implements TokenCacheAccessAspect {

        private final List<String> calls = new ArrayList<>();
        private String kept = "";

        @Override
        public void beforeCacheAccess(TokenCacheAccessContext context) {
            calls.add("before " + context.account().orElse("-") + " " + context.hasCacheChanged());
            context.tokenCache().deserialize(kept);
        }

        @Override
        public void afterCacheAccess(TokenCacheAccessContext context) {
            calls.add("after " + context.account().orElse("-") + " " + context.hasCacheChanged());
            if (context.hasCacheChanged()) {
                kept = context.tokenCache().serialize();
            }
        }
    }

    private static byte[] documentOf(String... people) {
        StringBuilder accounts = new StringBuilder();
        for (String person : people) {
            accounts.append(accounts.length() == 0 ? "" : ",")
                    .append("\"" + person + "\":{\"home_account_id\":\"" + person + "\"}");
        }
        return ("{\"Account\":{" + accounts + "}}").getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    class TheHooks {

        @Test
        void standAroundEachAccessAndHearOfAChangeAfterwardsOnly() throws Exception {
            AspectTokenStore store = over(aspect);

            store.update(PARTITION, present -> documentOf("ada"));
            store.read(PARTITION);
            store.update(PARTITION, present -> present.orElseThrow());
            store.delete(PARTITION);

            assertThat(aspect.calls)
                    .containsExactly(
                            "before - false",
                            "after ada true",
                            "before - false",
                            "after ada false",
                            "before - false",
                            "after ada false",
                            "before - false",
                            "after - true");
            assertThat(aspect.kept).isEmpty();
        }

        @Test
        void areToldTheApplicationAndWhoseCacheItIsWhenItIsOnePersons() throws Exception {
            AspectTokenStore store = over(aspect);

            store.update(PARTITION, present -> documentOf("ada", "grace"));
            store.update(PARTITION, present -> "no JSON".getBytes(StandardCharsets.UTF_8));

            assertThat(aspect.calls)
                    .filteredOn(call -> call.startsWith("after"))
                    .containsOnly("after - true");
            over(new TokenCacheAccessAspect() {
                        @Override
                        public void beforeCacheAccess(TokenCacheAccessContext context) {
                            assertThat(context.clientId()).isEqualTo("client-1");
                            context.tokenCache().deserialize(null);
                        }

                        @Override
                        public void afterCacheAccess(TokenCacheAccessContext context) {
                            assertThat(context.clientId()).isEqualTo("client-1");
                        }
                    })
                    .read(PARTITION);
        }

        @Test
        void keepJsonAsItIsSoThatOtherMsalsReadIt() throws Exception {
            over(aspect).update(PARTITION, present -> documentOf("ada"));

            assertThat(aspect.kept).isEqualTo("{\"Account\":{\"ada\":{\"home_account_id\":\"ada\"}}}");
        }

        @Test
        void areBothCalledWhenTheChangeFails() {
            IOException failure = new IOException("scripted");

            assertThatThrownBy(() -> over(aspect).update(PARTITION, present -> {
                        throw failure;
                    }))
                    .isSameAs(failure);

            assertThat(aspect.calls).containsExactly("before - false", "after - false");
        }

        @Test
        void thatFailAreAStoreThatFailsAndNothingTheySaidIsRepeated() {
            for (boolean before : new boolean[] {true, false}) {
                AspectTokenStore store = over(new TokenCacheAccessAspect() {
                    @Override
                    public void beforeCacheAccess(TokenCacheAccessContext context) {
                        failIf(before);
                    }

                    @Override
                    public void afterCacheAccess(TokenCacheAccessContext context) {
                        failIf(!before);
                    }

                    private void failIf(boolean now) {
                        if (now) {
                            throw new IllegalStateException("canary");
                        }
                    }
                });

                assertThatThrownBy(() -> store.update(PARTITION, present -> documentOf("ada")))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining(before ? "before" : "after")
                        .hasMessageContaining("IllegalStateException")
                        .hasMessageNotContaining("canary")
                        .hasNoCause();
                assertThatThrownBy(() -> store.read(PARTITION)).isInstanceOf(IOException.class);
            }
        }

        @Test
        void knowOnePartitionAndNoOther() {
            assertThatThrownBy(() -> over(aspect).read("another")).isInstanceOf(IllegalArgumentException.class);
            assertThat(aspect.calls).isEmpty();
        }

        @Test
        void areHandedNothingThatPrintsTokens() throws Exception {
            over(new TokenCacheAccessAspect() {
                        @Override
                        public void beforeCacheAccess(TokenCacheAccessContext context) {
                            context.tokenCache().deserialize("canary");
                        }

                        @Override
                        public void afterCacheAccess(TokenCacheAccessContext context) {
                            assertThat(context.toString() + context.tokenCache())
                                    .contains("client-1")
                                    .doesNotContain("canary");
                        }
                    })
                    .read(PARTITION);
        }
    }
}

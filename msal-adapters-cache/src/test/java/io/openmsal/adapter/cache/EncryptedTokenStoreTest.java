package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.FakeTokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What encryption adds to a store. */
class EncryptedTokenStoreTest {

    private static final EncryptionKey OLD = new EncryptionKey("2025", filled(1));
    private static final EncryptionKey NEW = new EncryptionKey("2026", filled(2));

    private final FakeTokenStore inner = new FakeTokenStore();
    private final TokenStore store = new EncryptedTokenStore(inner, EncryptionKeys.of(OLD));

    @BeforeEach
    void storeOne() throws Exception {
        store.update("p", present -> bytes("secret-content"));
    }

    @Nested
    class WhatIsStored {

        @Test
        void itSaysWhichKeyAndNothingOfTheContent() {
            String sealed = new String(inner.content("p"), StandardCharsets.ISO_8859_1);

            assertThat(sealed).startsWith("OMSE\u0001\u00042025").doesNotContain("secret", "content");
            assertThat(sealed).hasSize(4 + 1 + 1 + 4 + 12 + "secret-content".length() + 16);
        }

        @Test
        void theSameContentNeverLooksTheSame() throws Exception {
            store.update("q", present -> bytes("secret-content"));

            assertThat(inner.content("q")).isNotEqualTo(inner.content("p"));
        }

        @Test
        void anUpdateThatChangesNothingRewritesNothing() throws Exception {
            byte[] before = inner.content("p");

            store.update("p", Optional::orElseThrow);

            assertThat(inner.content("p")).isEqualTo(before);
        }

        @Test
        void anUpdateThatWasOvertakenIsAppliedToWhatTheOtherWrote() throws Exception {
            byte[] others = elsewhere("p", "other");
            inner.overtakeNextUpdate(present -> others);

            var stored = store.update("p", present -> bytes(text(present.orElseThrow()) + "+mine"));

            assertThat(text(stored.bytes())).isEqualTo("other+mine");
            assertThat(read(store)).isEqualTo("other+mine");
        }
    }

    @Test
    void whetherThereIsRoomForOnePartitionAloneIsTheInnerStoresToSay() {
        TokenStore ofOne = new SingleFileTokenStore(Path.of("cache.json"), "cache");

        assertThat(new EncryptedTokenStore(ofOne, EncryptionKeys.of(NEW)).onlyPartition())
                .contains("cache");
        assertThat(store.onlyPartition()).isEmpty();
    }

    @Nested
    class WhenTheKeyIsReplaced {

        private final TokenStore rotated = new EncryptedTokenStore(inner, EncryptionKeys.of(NEW, OLD));

        @Test
        void theOldOneStillReadsAndTheNewOneWrites() throws Exception {
            assertThat(read(rotated)).isEqualTo("secret-content");

            rotated.update("p", present -> bytes("two"));

            assertThat(keyIdOf("p")).isEqualTo("2026");
            assertThat(read(rotated)).isEqualTo("two");
        }

        @Test
        void anUpdateThatChangesNothingBringsTheContentToTheNewKey() throws Exception {
            rotated.update("p", Optional::orElseThrow);

            assertThat(keyIdOf("p")).isEqualTo("2026");
            assertThat(read(new EncryptedTokenStore(inner, EncryptionKeys.of(NEW))))
                    .isEqualTo("secret-content");
        }

        @Test
        void keysOfACallbackAreAskedForEachTime() throws Exception {
            AtomicReference<EncryptionKeys> vault = new AtomicReference<>(EncryptionKeys.of(OLD));
            TokenStore live = new EncryptedTokenStore(inner, new EncryptionKeys() {
                @Override
                public EncryptionKey current() throws IOException {
                    return vault.get().current();
                }

                @Override
                public Optional<EncryptionKey> key(String id) throws IOException {
                    return vault.get().key(id);
                }
            });
            live.update("q", present -> bytes("one"));
            vault.set(EncryptionKeys.of(NEW, OLD));
            live.update("q", present -> bytes("two"));

            assertThat(keyIdOf("q")).isEqualTo("2026");
        }

        @Test
        void contentOfAMissingKeyIsRefusedByItsIdAndStays() {
            TokenStore tooNew = new EncryptedTokenStore(inner, EncryptionKeys.of(NEW));
            byte[] before = inner.content("p");

            assertThatThrownBy(() -> tooNew.read("p"))
                    .isInstanceOfSatisfying(
                            UndecryptableContentException.class,
                            refused -> assertThat(refused.missingKeyId()).contains("2025"))
                    .hasMessageContaining("the key 2025")
                    .hasMessageContaining("Add it as an earlier key");
            assertThatThrownBy(() -> tooNew.update("p", present -> bytes("x")))
                    .isInstanceOf(UndecryptableContentException.class);
            assertThat(inner.content("p")).isEqualTo(before);
        }

        @Test
        void anotherKeyOfTheSameIdIsRefused() {
            TokenStore confused =
                    new EncryptedTokenStore(inner, EncryptionKeys.of(new EncryptionKey("2025", filled(3))));

            assertThatThrownBy(() -> confused.read("p"))
                    .isInstanceOf(UndecryptableContentException.class)
                    .hasMessageContaining("another key has the id 2025");
        }
    }

    @Nested
    class WhenTheContentWasTamperedWith {

        @Test
        void everySingleBitThatFlipsIsNoticed() {
            byte[] sealed = inner.content("p");
            for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
                byte[] flipped = sealed.clone();
                flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                isRefusedAndStays(flipped);
            }
        }

        @Test
        void everyTruncationAndAnAdditionIsNoticed() {
            byte[] sealed = inner.content("p");
            for (int length = 0; length < sealed.length; length++) {
                isRefusedAndStays(Arrays.copyOf(sealed, length));
            }
            isRefusedAndStays(Arrays.copyOf(sealed, sealed.length + 1));
        }

        @Test
        void contentOfAnotherPartitionIsNoticed() throws Exception {
            store.update("q", present -> bytes("of q"));

            isRefusedAndStays(inner.content("q"));
        }

        @Test
        void plainContentIsNotTakenForEncrypted() {
            isRefusedAndStays(bytes("{\"AccessToken\": {}}"));
        }

        @Test
        void deletingIsTheWayOut() throws Exception {
            inner.put("p", bytes("{}"));

            store.delete("p");
            store.update("p", present -> bytes("new"));

            assertThat(read(store)).isEqualTo("new");
        }

        private void isRefusedAndStays(byte[] content) {
            inner.put("p", content);

            assertThatThrownBy(() -> store.read("p"))
                    .isInstanceOf(UndecryptableContentException.class)
                    .hasMessageNotContaining("secret");
            assertThatThrownBy(() -> store.update("p", present -> bytes("x")))
                    .isInstanceOf(UndecryptableContentException.class);
            assertThat(inner.content("p")).isEqualTo(content);
        }
    }

    private byte[] elsewhere(String partition, String content) throws IOException {
        FakeTokenStore elsewhere = new FakeTokenStore();
        new EncryptedTokenStore(elsewhere, EncryptionKeys.of(OLD)).update(partition, present -> bytes(content));
        return elsewhere.content(partition);
    }

    private String keyIdOf(String partition) throws IOException {
        return Envelope.parse(inner.content(partition)).keyId();
    }

    private static String read(TokenStore from) throws IOException {
        return text(from.read("p").orElseThrow().bytes());
    }

    private static byte[] filled(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

package io.openmsal.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.digest.Sha256;
import io.openmsal.port.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnBehalfOfKeyTest {

    private static OnBehalfOfKey key(String assertion) {
        return OnBehalfOfKey.of("cid", "cloud", "t1", Secret.of(assertion));
    }

    private static String hashOf(String text) {
        return Sha256.base64Url(Sha256.of(text));
    }

    /** Short, as long as the piece that is hashed at a time, one less, one more, several pieces, and beyond ASCII at either end. */
    static List<String> assertions() {
        List<String> texts = new ArrayList<>(List.of("", "a", "\u00fc", "\ud83d\ude00"));
        for (int length : new int[] {1023, 1024, 1025, 2048, 5000}) {
            texts.add("x".repeat(length));
            texts.add("\u00e9" + "x".repeat(length));
            texts.add("x".repeat(length) + "\u00e9");
        }
        return texts;
    }

    private final OnBehalfOfKeys keys = new OnBehalfOfKeys();

    @ParameterizedTest
    @MethodSource("assertions")
    void knowsTheAssertionAsItsHash(String assertion) {
        assertThat(key(assertion).assertionHash()).isEqualTo(hashOf(assertion));
        keys.keyOf("cid", "cloud", "t1", Secret.of("what was hashed before"));
        assertThat(keys.keyOf("cid", "cloud", "t1", Secret.of(assertion))).isEqualTo(key(assertion));
    }

    @Test
    void isThatOfTheDocumentThatItWasWrittenInto() {
        OnBehalfOfKey key = key("one");

        assertThat(OnBehalfOfKey.ofHash("cid", "cloud", "t1", key.assertionHash()))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(key).hasSameHashCodeAs(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hash-1", "not base64!", "dpLDrTVAu4A8Ags67mbNiIcSMjTqDG5xQ8Ct1z_0M", "AAAA"})
    void isNoneWhereADocumentSaysSomethingElseThanSuchAHash(String said) {
        assertThat(OnBehalfOfKey.ofHash("cid", "cloud", "t1", said)).isEmpty();
    }

    @Test
    void everyPartOfItCounts() {
        Secret assertion = Secret.of("one");

        assertThat(List.of(
                        OnBehalfOfKey.of("other", "cloud", "t1", assertion),
                        OnBehalfOfKey.of("cid", "other", "t1", assertion),
                        OnBehalfOfKey.of("cid", "cloud", "other", assertion),
                        key("other")))
                .doesNotContain(key("one"));
    }

    @Test
    void doesNotShowTheAssertion() {
        assertThat(key("canary").toString()).contains("cid", "cloud", "t1").doesNotContain("canary");
    }

    @Test
    void moreThreadsThanThereIsRoomForHashAtOnce() {
        ExecutorService pool = Executors.newFixedThreadPool(40);
        try {
            List<CompletableFuture<Boolean>> right = IntStream.range(0, 4000)
                    .mapToObj(String::valueOf)
                    .map(text -> CompletableFuture.supplyAsync(
                            () -> keys.keyOf("cid", "cloud", "t1", Secret.of(text))
                                    .equals(key(text)),
                            pool))
                    .toList();

            assertThat(right).allMatch(CompletableFuture::join);
        } finally {
            pool.shutdownNow();
        }
    }
}

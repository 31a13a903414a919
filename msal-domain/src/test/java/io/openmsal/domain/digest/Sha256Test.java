package io.openmsal.domain.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Sha256Test {

    /** Short, as long as the piece that is hashed at a time, one less, one more, several pieces, and beyond ASCII at every place. */
    static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of("", "a", "ü", "\ud83d\ude00"));
        for (int length : new int[] {1023, 1024, 1025, 2048, 5000}) {
            texts.add("x".repeat(length));
            texts.add("é" + "x".repeat(length));
            texts.add("x".repeat(length) + "é");
        }
        return texts;
    }

    @Test
    void aKnownHashInBothForms() {
        assertThat(Sha256.hex(Sha256.of("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.base64Url(Sha256.of("abc"))).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theKeyOfATextIsItsHash(String text) {
        assertThat(Sha256.keyOf(text)).isEqualTo(Sha256.base64Url(Sha256.of(text)));
    }

    @Test
    void oneTextLeavesNothingBehindForTheNext() {
        String key = Sha256.keyOf("one");
        Sha256.keyOf("a much longer text that is hashed in between, with an ü");

        assertThat(Sha256.keyOf("one")).isEqualTo(key);
    }

    @Test
    void moreThreadsThanThereIsRoomForHashAtOnce() {
        ExecutorService pool = Executors.newFixedThreadPool(40);
        try {
            List<CompletableFuture<Boolean>> right = IntStream.range(0, 4000)
                    .mapToObj(String::valueOf)
                    .map(text -> CompletableFuture.supplyAsync(
                            () -> Sha256.keyOf(text).equals(Sha256.base64Url(Sha256.of(text))), pool))
                    .toList();

            assertThat(right).allMatch(CompletableFuture::join);
        } finally {
            pool.shutdownNow();
        }
    }
}

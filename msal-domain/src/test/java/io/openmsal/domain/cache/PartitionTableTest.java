package io.openmsal.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class PartitionTableTest {

    private static final Scopes SCOPES = Scopes.requested("api/.default");

    private final LongAdder evictions = new LongAdder();
    private final PartitionTable<Shelf.Key, Shelf> table = new PartitionTable<>(100, evictions, PlaceListener.NOBODY);

    private Shelf open(int number) {
        return table.open(new Shelf(new Shelf.Key(number)), 0);
    }

    private Shelf openWithTokenUntil(int number, long expiresAt, long now) {
        Shelf shelf = table.open(new Shelf(new Shelf.Key(number)), now);
        shelf.put(
                new AccessToken(Secret.of("s"), "Bearer", SCOPES, "cid", "t", "t", 0, expiresAt, expiresAt, 0),
                SCOPES,
                0);
        return shelf;
    }

    @Test
    void behavesLikeAMapWhateverComesAndGoes() {
        Random random = new Random(3);
        Map<Integer, Shelf> expected = new HashMap<>();
        for (int step = 0; step < 50_000; step++) {
            int number = random.nextInt(90);
            switch (random.nextInt(4)) {
                case 0 -> {
                    table.remove(new Shelf.Key(number));
                    expected.remove(number);
                }
                case 1 -> {
                    Shelf shelf = open(number);
                    assertThat(shelf).isSameAs(expected.getOrDefault(number, shelf));
                    expected.put(number, shelf);
                }
                default -> assertThat(table.get(new Shelf.Key(number))).isSameAs(expected.get(number));
            }
            assertThat(table.size()).isEqualTo(expected.size());
        }
        assertThat(table.values()).containsExactlyInAnyOrderElementsOf(expected.values());
        assertThat(evictions.sum()).isZero();
    }

    @Test
    void neverHoldsMoreThanItMay() {
        for (int number = 0; number < 10_000; number++) {
            open(number);
            assertThat(table.size()).isLessThanOrEqualTo(100);
        }
        assertThat(table.size()).isEqualTo(100);
        assertThat(evictions.sum()).isEqualTo(9_900);
        assertThat(table.get(new Shelf.Key(9_999))).isNotNull();
    }

    @Test
    void keepsWhatIsUsedAgainAndAgain() {
        open(-1);
        for (int number = 0; number < 10_000; number++) {
            open(number);
            assertThat(table.get(new Shelf.Key(-1))).isNotNull();
        }
    }

    @Test
    void letsWhatIsOverGoBeforeAnythingElseAndWithoutCountingIt() {
        for (int number = 0; number < 50; number++) {
            openWithTokenUntil(number, 1_000, 500);
            openWithTokenUntil(1_000 + number, 9_000, 500);
        }
        for (int number = 2_000; number < 2_050; number++) {
            openWithTokenUntil(number, 9_000, 2_000);
        }
        for (int number = 0; number < 50; number++) {
            assertThat(table.get(new Shelf.Key(number))).isNull();
            assertThat(table.get(new Shelf.Key(1_000 + number))).isNotNull();
        }
        assertThat(evictions.sum()).isZero();
    }

    @Test
    void nobodyMissesWhatIsThereWhileOthersComeAndGo() throws Exception {
        // first those that go, so that they leave their stones on the way to those that stay
        for (int number = 14; number < 34; number++) {
            open(number);
        }
        List<Shelf> staying = new ArrayList<>();
        for (int number = 0; number < 14; number++) {
            staying.add(open(number));
        }
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch looking = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> missed = threads.submit(() -> {
                int misses = 0;
                while (!over.get()) {
                    for (Shelf shelf : staying) {
                        misses += table.get(new Shelf.Key(shelf.key.number())) == shelf ? 0 : 1;
                    }
                    looking.countDown();
                }
                return misses;
            });
            looking.await();
            for (int number = 34; number < 100_000; number++) {
                table.remove(new Shelf.Key(number - 20));
                open(number);
            }
            over.set(true);
            assertThat(missed.get()).isZero();
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void nobodyIsGivenAnothersPartitionWhileOthersCome() throws Exception {
        PartitionTable<Shelf.Key, Shelf> large =
                new PartitionTable<>(Integer.MAX_VALUE, evictions, PlaceListener.NOBODY);
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch looking = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> strangers = threads.submit(() -> {
                int given = 0;
                Shelf.Key absent = new Shelf.Key(7 * 1_000_000);
                while (!over.get()) {
                    given += large.get(absent) == null ? 0 : 1;
                    looking.countDown();
                }
                return given;
            });
            looking.await();
            for (int round = 0; round < 20_000; round++) {
                for (int number = 0; number < 6; number++) {
                    large.open(new Shelf(new Shelf.Key(7 * number)), 0);
                }
                large.removeIf(shelf -> true);
            }
            over.set(true);
            assertThat(strangers.get()).isZero();
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }
}

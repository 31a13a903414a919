package io.openmsal.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnsavedTest {

    private static final String CLOUD = "login.windows.net";
    private static final PartitionKey ONE = key(0);

    private final Unsaved unsaved = new Unsaved();

    private static PartitionKey key(int number) {
        return new PartitionKey.OfApplication(new AppKey("cid", CLOUD), "tenant-" + number);
    }

    private static CacheChange change(int number) {
        return new FamilyRefused(new AppKey("app-" + number, CLOUD));
    }

    /** As changes come and go where the store fails each. */
    private void addAndFail(PartitionKey key, CacheChange change) {
        unsaved.add(key, change);
        unsaved.finish(unsaved.take(key), 0);
    }

    @Test
    void theOldestOfAHundredChangesOfOnePartitionThatCouldNotBeSavedMakeRoom() {
        for (int i = 0; i < 150; i++) {
            addAndFail(ONE, change(i));
        }

        assertThat(unsaved.take(ONE).changes())
                .hasSize(100)
                .startsWith(change(50))
                .endsWith(change(149));
    }

    @Test
    void whatMerelyWaitsMakesNoRoom() {
        unsaved.add(key(20_000), change(0));
        for (int i = 0; i < 10_010; i++) {
            addAndFail(key(i), change(i));
        }
        for (int i = 0; i < 150; i++) {
            unsaved.add(ONE, change(i));
        }

        assertThat(unsaved.take(ONE).changes()).hasSize(150);
        assertThat(unsaved.take(key(20_000)).changes()).hasSize(1);
    }

    @Test
    void theOldestOfTenThousandPartitionsThatCouldNotBeSavedMakeRoom() {
        for (int i = 0; i < 10_010; i++) {
            addAndFail(key(i), change(i));
        }

        assertThat(unsaved.some(Integer.MAX_VALUE))
                .hasSize(10_000)
                .doesNotContain(key(9))
                .contains(key(10));
    }

    @Test
    void whatCouldNotBeSavedStaysInFrontOfWhatCameMeanwhile() {
        unsaved.add(ONE, change(1));
        unsaved.add(ONE, change(2));
        Unsaved.Batch batch = unsaved.take(ONE);
        unsaved.add(ONE, change(3));

        unsaved.finish(batch, 1);

        assertThat(unsaved.take(ONE).changes()).containsExactly(change(2), change(3));
    }

    @Test
    void whatFailedOnceCountsAsFailedUntilItIsSaved() {
        unsaved.add(ONE, change(1));
        Unsaved.Batch first = unsaved.take(ONE);
        assertThat(unsaved.hasFailed(ONE)).isFalse();
        unsaved.finish(first, 0);
        assertThat(unsaved.hasFailed(ONE)).isTrue();

        Unsaved.Batch again = unsaved.take(ONE);
        unsaved.add(ONE, change(2));
        Unsaved.Batch beside = unsaved.take(ONE);
        unsaved.finish(beside, 1);
        assertThat(unsaved.hasFailed(ONE)).isTrue();
        assertThat(unsaved.isWaiting(ONE)).isFalse();

        unsaved.finish(again, 1);
        assertThat(unsaved.hasFailed(ONE)).isFalse();
    }
}

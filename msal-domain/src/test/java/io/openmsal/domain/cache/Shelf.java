package io.openmsal.domain.cache;

/** A partition for tests of tables. */
final class Shelf extends Partition<Shelf.Key> {

    /** A key whose hash is poor, so that many keys want the same place. */
    record Key(int number) {

        @Override
        public int hashCode() {
            return number % 7;
        }
    }

    Shelf(Key key) {
        super(key);
    }
}

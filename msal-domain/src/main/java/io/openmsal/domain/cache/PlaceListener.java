package io.openmsal.domain.cache;

/** Told by a {@link PartitionTable}, under its lock, what lies where. */
interface PlaceListener {

    /** Who does not care. */
    PlaceListener NOBODY = new PlaceListener() {

        @Override
        public void laidOut(Places places) {}

        @Override
        public void changed(int place) {}
    };

    /** Everything has got another place. */
    void laidOut(Places places);

    /** Something came to a place of the latest layout, or changed there, or went. */
    void changed(int place);
}

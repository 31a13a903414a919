package io.openmsal.domain.cache;

import io.openmsal.port.store.TokenStore;
import java.io.IOException;

/** A store in which something happens, once, just before one of the deletions. */
final class BetweenStore extends PassingStore {

    private final Runnable event;
    private int until;

    BetweenStore(TokenStore store, int deletion, Runnable event) {
        super(store);
        this.until = deletion;
        this.event = event;
    }

    @Override
    public void delete(String partition) throws IOException {
        happen();
        super.delete(partition);
    }

    @Override
    public boolean deleteUnchanged(String partition, String version) throws IOException {
        happen();
        return super.deleteUnchanged(partition, version);
    }

    private void happen() {
        until--;
        if (until == 0) {
            event.run();
        }
    }
}

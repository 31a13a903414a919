package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.port.store.StoredPartition;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The cache in a store as one document for each partition, each a small document of the shared form; in the process are those that
 * were used last. Reads and writes touch the partitions they are about and no other. Safe for many threads.
 */
final class PartitionDocuments implements StoredCache {

    /** How many partitions that an outage left behind are written after one that was written well. */
    private static final int MOST_CAUGHT_UP = 8;

    private final StoredDocuments documents;
    private final Clock clock;
    private final StoreOptions options;
    private final StoreHealth health;
    private final Index index;
    private final PartitionTable<PartitionKey, Stamp> stamps;
    private final Unsaved unsaved = new Unsaved();

    PartitionDocuments(
            StoredDocuments documents, Clock clock, CacheBounds bounds, StoreOptions options, StoreHealth health) {
        this.documents = documents;
        this.clock = clock;
        this.options = options;
        this.health = health;
        this.index = new Index(bounds);
        this.stamps = new PartitionTable<>(bounds.mostPartitions(), new LongAdder());
    }

    @Override
    public Index index() {
        return index;
    }

    @Override
    public Index trusted(PartitionKey key) {
        long now = clock.millis();
        if (health.isResting(now)) {
            return index;
        }
        Stamp stamp = stamps.get(key);
        if (stamp == null ? key.isIn(index) : stamp.trust.hasRunOut(now)) {
            catchUp(key);
        }
        return index;
    }

    @Override
    public void catchUp(PartitionKey key) {
        try {
            if (unsaved.isOf(key)) {
                save(key);
                health.hasWritten();
            } else {
                read(key);
                health.hasRead();
            }
        } catch (IOException | RuntimeException failure) {
            if (options.failsWithStore()) {
                stamp(key).trust.end(clock.millis());
            }
            health.couldNotRead(failure, clock.millis());
        }
    }

    private void read(PartitionKey key) throws IOException {
        Optional<StoredPartition> present = documents.read(key.name());
        Stamp stamp = stamp(key);
        if (!present.isPresent()) {
            stamp.takeAbsence(index, clock.millis());
        } else if (stamp.isOf(present.get().version(), index)) {
            stamp.trust.renew(clock.millis());
        } else {
            stamp.take(documents.parsed(present.get()), index, clock.millis());
        }
    }

    @Override
    public void catchUpWithPeople() {
        try {
            saveSome(Integer.MAX_VALUE);
            for (String name : documents.names()) {
                if (name.startsWith(PartitionKey.PEOPLE)) {
                    readPerson(name);
                }
            }
            health.hasRead();
        } catch (IOException | RuntimeException failure) {
            health.couldNotRead(failure, clock.millis());
        }
    }

    private void readPerson(String name) throws IOException {
        Optional<StoredPartition> present = documents.read(name);
        if (!present.isPresent()) {
            return;
        }
        StoredDocuments.Version latest = documents.parsed(present.get());
        for (UserPartition person : latest.document().index().users()) {
            PartitionKey key = new PartitionKey.OfPerson(person.account());
            if (key.name().equals(name)) {
                stamp(key).take(latest, index, clock.millis());
            }
        }
    }

    @Override
    public void change(CacheChange change) {
        PartitionKey key = change.partition();
        unsaved.add(key, change);
        try {
            save(key);
            saveSome(MOST_CAUGHT_UP);
            health.hasWritten();
        } catch (IOException | RuntimeException failure) {
            change.applyTo(index);
            health.couldNotWrite(failure, clock.millis());
        }
    }

    private void save(PartitionKey key) throws IOException {
        List<CacheChange> due = unsaved.take(key);
        int done = 0;
        try {
            for (CacheChange change : due) {
                change.applyTo(this);
                done++;
            }
        } finally {
            unsaved.putBack(key, due.subList(done, due.size()));
        }
    }

    private void saveSome(int most) throws IOException {
        for (PartitionKey key : unsaved.some(most)) {
            save(key);
        }
    }

    private Stamp stamp(PartitionKey key) {
        return stamps.open(key, fresh -> new Stamp(fresh, options.trust()), 0);
    }

    // What changes are made of

    /** Changes the document of one partition. */
    void update(PartitionKey key, Consumer<UnifiedCacheDocument> change) throws IOException {
        StoredDocuments.Version written = documents.update(key.name(), change);
        stamp(key).take(written, index, clock.millis());
    }

    /**
     * Removes what was got on behalf of a person, and then the person: in this order, since only their document tells what was
     * got on their behalf, and a removal that broke off is made again.
     */
    void removePerson(Account account, Consumer<UnifiedCacheDocument> removal) throws IOException {
        PartitionKey.OfPerson key = new PartitionKey.OfPerson(account);
        Optional<StoredPartition> present = documents.read(key.name());
        if (present.isPresent()) {
            for (String name : documents.parsed(present.get()).document().assertionPartitions()) {
                documents.delete(name);
            }
        }
        List<String> named = new ArrayList<>();
        update(key, document -> {
            named.clear();
            named.addAll(document.assertionPartitions());
            removal.accept(document);
        });
        for (String name : named) {
            documents.delete(name);
        }
        key.removeFrom(index);
    }

    /** Removes all partitions of an application's own tokens. */
    void removeApplication(AppKey app) throws IOException {
        for (String name : documents.names()) {
            if (name.startsWith(PartitionKey.OfApplication.namesBeginWith(app))) {
                documents.delete(name);
            }
        }
        index.removeApp(app);
    }
}

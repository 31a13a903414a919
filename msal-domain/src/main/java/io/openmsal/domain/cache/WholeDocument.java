package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.port.store.StoredPartition;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cache in a store as one document that other MSALs can open, and all of it in the process. Safe for many threads.
 */
final class WholeDocument implements StoredCache {

    private static final int MOST_UNSAVED = 10_000;

    private final StoredDocuments documents;
    private final Clock clock;
    private final StoreHealth health;
    private final Trust trust;
    private final Queue<CacheChange> unsaved = new ConcurrentLinkedQueue<>();

    /** Held from taking what waits until it is written: a change that was made later must not be undone by one that was made before. */
    private final Turn turn = new Turn();

    private volatile Index index = new Index(CacheBounds.NONE);
    private volatile String seenVersion = Stamp.ABSENT;
    private final AtomicLong lastTicket = new AtomicLong();
    private long shown;

    WholeDocument(StoredDocuments documents, Clock clock, StoreOptions options, StoreHealth health) {
        this.documents = documents;
        this.clock = clock;
        this.health = health;
        this.trust = new Trust(options.trust());
    }

    @Override
    public Index index() {
        return index;
    }

    @Override
    public Index trusted(PartitionKey key) {
        long now = clock.millis();
        if (!health.isResting(now) && trust.hasRunOut(now)) {
            catchUp();
        }
        return index;
    }

    @Override
    public void catchUp(PartitionKey key) {
        catchUp();
    }

    /** There is room for the whole document. */
    @Override
    public void catchUpWithPeople(Consumer<Account> met) {
        catchUp();
    }

    @Override
    public void catchUpWithPeopleAtOnce() {
        catchUp();
    }

    private void catchUp() {
        // numbered before that is looked at: an answer does not take the place of a change that fails meanwhile
        long ticket = lastTicket.incrementAndGet();
        try {
            if (unsaved.isEmpty()) {
                read(ticket);
            } else {
                save();
            }
        } catch (IOException | RuntimeException failure) {
            if (!(failure instanceof UnreadableDocumentException)) {
                trust.end(clock.millis());
            }
            health.couldNotRead(failure, clock.millis());
        }
    }

    private void read(long ticket) throws IOException {
        Optional<StoredPartition> present = documents.read(TokenCache.WHOLE_CACHE);
        String version = present.map(StoredPartition::version).orElse(Stamp.ABSENT);
        if (!version.equals(seenVersion)) {
            take(
                    ticket,
                    present.isPresent()
                            ? documents.parsed(TokenCache.WHOLE_CACHE, present.get())
                            : documents.nothing());
        }
        trust.renew(clock.millis());
        health.hasRead(TokenCache.WHOLE_CACHE);
    }

    private void save() throws IOException {
        StoreLeftAloneException meanwhile = turn.take();
        try {
            saveInTurn(meanwhile);
        } finally {
            turn.end();
        }
    }

    private void saveInTurn(@Nullable StoreLeftAloneException meanwhile) throws IOException {
        List<CacheChange> due = new ArrayList<>(unsaved);
        if (due.isEmpty()) {
            // whoever had the turn before wrote it along
            return;
        }
        if (meanwhile != null) {
            throw meanwhile;
        }
        try {
            write(due);
        } catch (IOException | RuntimeException failure) {
            turn.couldNotSave(failure);
            throw failure;
        }
        turn.hasSaved();
        health.hasWritten(TokenCache.WHOLE_CACHE);
    }

    private void write(List<CacheChange> due) throws IOException {
        long ticket = lastTicket.incrementAndGet();
        boolean taken = take(
                ticket,
                documents.update(
                        TokenCache.WHOLE_CACHE,
                        document -> due.forEach(change -> change.applyTo(document)),
                        UnifiedCacheDocument::end));
        // those in front and no others: a later change may equal one of them
        due.forEach(saved -> unsaved.remove());
        if (!taken) {
            read(lastTicket.incrementAndGet());
        }
        trust.renew(clock.millis());
    }

    /** An answer to a question that was put before one whose answer is already here may be older, and is not taken. */
    private synchronized boolean take(long ticket, StoredDocuments.Version latest) {
        if (ticket < shown) {
            return false;
        }
        shown = ticket;
        index = latest.document().index();
        seenVersion = latest.version();
        return true;
    }

    /** Makes a change at hand that the store has not got, and that answers which are on their way do not undo. The next hit that may ask saves it. */
    private synchronized void show(CacheChange change) {
        shown = lastTicket.incrementAndGet();
        change.applyTo(index);
        trust.end(clock.millis());
    }

    @Override
    public boolean isUnsaved(PartitionKey key) {
        return !unsaved.isEmpty();
    }

    @Override
    public void change(CacheChange change) {
        unsaved.add(change);
        StoreLeftAloneException meanwhile = turn.take();
        try {
            saveInTurn(meanwhile);
        } catch (IOException | RuntimeException failure) {
            show(change);
            while (unsaved.size() > MOST_UNSAVED) {
                unsaved.poll();
            }
            health.couldNotWrite(failure, clock.millis());
        } finally {
            turn.end();
        }
    }
}

package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.port.store.StoredPartition;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cache in a store as one document for each partition, each a small document of the shared form; in the process are those that
 * were used last. Reads and writes touch the partitions they are about and no other. Safe for many threads.
 */
final class PartitionDocuments implements StoredCache {

    /** How many failed reads in a row of people end it: the store would be slow to fail for each. */
    private static final int MOST_FAILURES = 3;

    /** How many partitions that an outage left behind are written after one that was written well. */
    private static final int MOST_CAUGHT_UP = 8;

    private static final int MOST_ATTEMPTS = 100;

    /** How often an answer that was overtaken is asked for again: whoever waits for it would ask for as long as others keep writing. */
    private static final int MOST_READ_AGAIN = 3;

    private final StoredDocuments documents;
    private final Clock clock;
    private final StoreOptions options;
    private final StoreHealth health;
    private final Index index;
    private final Stamps stamps;
    private final Unsaved unsaved = new Unsaved();

    /** Numbers the questions to the store: its answers come in any order. */
    private final AtomicLong lastTicket = new AtomicLong();

    PartitionDocuments(
            StoredDocuments documents, Clock clock, CacheBounds bounds, StoreOptions options, StoreHealth health) {
        this.documents = documents;
        this.clock = clock;
        this.options = options;
        this.health = health;
        this.index = new Index(bounds);
        this.stamps = new Stamps(bounds);
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
            if (unsaved.isWaiting(key)) {
                save(key);
            } else if (readUnlessNewer(key)) {
                health.hasRead(key.name());
            }
        } catch (IOException | RuntimeException failure) {
            if (isOfTheStore(failure)) {
                // whoever asks next, once the store has rested, shall ask it; a document beyond reading would be read
                // for each hit
                stamp(key).trust.end(clock.millis());
            }
            health.couldNotRead(failure, clock.millis());
        }
    }

    /**
     * Reads what is stored, unless what is at hand is newer since the store has not got it yet. The question is numbered before that is looked
     * at, so that a change which fails only then is numbered behind it.
     *
     * @return whether the store was asked
     */
    private boolean readUnlessNewer(PartitionKey key) throws IOException {
        long ticket = lastTicket.incrementAndGet();
        if (unsaved.hasFailed(key)) {
            return false;
        }
        read(key, ticket);
        return true;
    }

    private void read(PartitionKey key, long ticket) throws IOException {
        Stamp stamp = stamp(key);
        if (!isShown(stamp, ticket)) {
            readAgain(stamp);
        }
    }

    /**
     * An answer that was overtaken may be older than what is at hand, and may be newer: only one to a question that is put now tells. Where that
     * is overtaken as well, again and again, whoever asks next asks the store, unless the copy is believed for good.
     */
    private void readAgain(Stamp stamp) throws IOException {
        for (int attempt = 0; attempt < MOST_READ_AGAIN; attempt++) {
            long ticket = lastTicket.incrementAndGet();
            if (unsaved.hasFailed(stamp.key) || isShown(stamp, ticket)) {
                return;
            }
        }
        stamp.trust.end(clock.millis());
    }

    /** Asks the store, and says whether what it answered is at hand now. */
    private boolean isShown(Stamp stamp, long ticket) throws IOException {
        String name = stamp.key.name();
        Optional<StoredPartition> present = documents.read(name);
        if (!present.isPresent()) {
            return stamp.takeAbsence(ticket, index, clock.millis());
        }
        if (stamp.isOf(present.get().version(), index)) {
            stamp.trust.renew(clock.millis());
            return true;
        }
        return isShown(stamp, ticket, documents.parsed(name, present.get()));
    }

    /** An answer that a removal has overtaken tells of what is gone. */
    private boolean isShown(Stamp stamp, long ticket, StoredDocuments.Version latest) {
        PartitionKey whole = stamp.key.goesWith(latest.document().index());
        if (unsaved.isToGo(whole)) {
            return stamp.takeAbsence(ticket, index, clock.millis());
        }
        if (wasRemovedSince(ticket, whole) || !stamp.take(ticket, latest, index, clock.millis())) {
            return false;
        }
        if (wasRemovedSince(ticket, whole)) {
            // in this very moment, perhaps with its person; whoever misses them asks the store
            stamp.takeAbsence(lastTicket.incrementAndGet(), index, clock.millis());
            whole.removeFrom(index);
        }
        return true;
    }

    private boolean wasRemovedSince(long ticket, PartitionKey whole) {
        Stamp removed = stamps.get(whole);
        return removed != null && removed.wasRemovedSince(ticket);
    }

    @Override
    public void catchUpWithPeople(Consumer<Account> met) {
        saveOthers(Integer.MAX_VALUE);
        List<Exception> failures = new ArrayList<>();
        try {
            readPeople(documents.names(), met, failures);
        } catch (IOException | RuntimeException failure) {
            failures.add(failure);
        }
        if (failures.stream().noneMatch(PartitionDocuments::isOfTheStore)) {
            health.hasRead();
        }
        for (Exception failure : failures) {
            if (failure instanceof UnreadableDocumentException one) {
                health.leftOut(one);
            } else {
                health.couldNotRead(failure, clock.millis());
            }
        }
    }

    @Override
    public void catchUpWithPeopleAtOnce() {
        // as many readings as there are people
    }

    /** Documents beyond reading hide nobody else; a store that fails again and again is left alone. */
    private void readPeople(Set<String> names, Consumer<Account> met, List<Exception> failures) throws IOException {
        for (String name : names) {
            if (name.startsWith(PartitionKey.PEOPLE)) {
                if (!attempt(() -> readPerson(name, met), failures)) {
                    return;
                }
            }
        }
        for (UserPartition known : index.users()) {
            PartitionKey key = new PartitionKey.OfPerson(known.account());
            if (!names.contains(key.name())) {
                // signed out elsewhere, or signed in here since: their document tells
                if (!attempt(() -> readUnlessNewer(key), failures)) {
                    return;
                }
            }
        }
    }

    /** Says whether it is worth going on. */
    private static boolean attempt(Reading reading, List<Exception> failures) {
        try {
            reading.read();
        } catch (IOException failure) {
            failures.add(failure);
        }
        return failures.stream().filter(PartitionDocuments::isOfTheStore).count() < MOST_FAILURES;
    }

    private static boolean isOfTheStore(Exception failure) {
        return !(failure instanceof UnreadableDocumentException);
    }

    private interface Reading {
        void read() throws IOException;
    }

    private void readPerson(String name, Consumer<Account> met) throws IOException {
        long ticket = lastTicket.incrementAndGet();
        Optional<StoredPartition> present = documents.read(name);
        if (!present.isPresent()) {
            return;
        }
        StoredDocuments.Version latest = documents.parsed(name, present.get());
        health.couldBeRead(name);
        for (UserPartition person : latest.document().index().users()) {
            PartitionKey key = new PartitionKey.OfPerson(person.account());
            if (key.name().equals(name) && !unsaved.hasFailed(key)) {
                Stamp stamp = stamp(key);
                if (!isShown(stamp, ticket, latest)) {
                    readAgain(stamp);
                }
                tell(stamp, key, person.account(), met);
            }
        }
    }

    /** What is at hand is of the latest answer, which may be of later than this person was read, or that they are gone. Or others have their room by now. */
    private void tell(Stamp stamp, PartitionKey key, Account read, Consumer<Account> met) {
        UserPartition shown = index.user(read);
        if (shown != null) {
            met.accept(shown.account());
        } else if (stamp.isStored() && !unsaved.hasFailed(key)) {
            met.accept(read);
        }
    }

    @Override
    public boolean isUnsaved(PartitionKey key) {
        return unsaved.hasFailed(key);
    }

    @Override
    public void change(CacheChange change) {
        PartitionKey key = change.partition();
        dropOutdatedBy(change);
        unsaved.add(key, change);
        Turn turn = unsaved.turnOf(key);
        StoreLeftAloneException meanwhile = turn.take();
        boolean written;
        try {
            written = saveInTurn(turn, key, meanwhile);
        } catch (IOException | RuntimeException failure) {
            stamp(key).show(lastTicket.incrementAndGet(), change, index, clock.millis());
            health.couldNotWrite(failure, clock.millis());
            return;
        } finally {
            turn.end();
        }
        if (written) {
            saveOthers(MOST_CAUGHT_UP);
        }
    }

    /** What is being saved at this moment must not land behind the change that undoes it. */
    private void dropOutdatedBy(CacheChange change) {
        for (PartitionKey busy : unsaved.dropOutdatedBy(change)) {
            Turn turn = unsaved.turnOf(busy);
            turn.take();
            try {
                unsaved.dropOutdatedBy(change);
            } finally {
                turn.end();
            }
        }
    }

    private void save(PartitionKey key) throws IOException {
        Turn turn = unsaved.turnOf(key);
        StoreLeftAloneException meanwhile = turn.take();
        try {
            saveInTurn(turn, key, meanwhile);
        } finally {
            turn.end();
        }
    }

    /**
     * Saves what waits of a partition.
     *
     * @param meanwhile what the store did to those who had the turn before; it is left alone then
     * @return whether there was something that the store has got now
     */
    private boolean saveInTurn(Turn turn, PartitionKey key, @Nullable StoreLeftAloneException meanwhile)
            throws IOException {
        Unsaved.Batch due = unsaved.take(key);
        boolean written = false;
        int done = 0;
        try {
            for (CacheChange change : due.changes()) {
                if (meanwhile != null && change.reachesStore()) {
                    throw meanwhile;
                }
                unsaved.begin(due);
                change.applyTo(this);
                written |= change.reachesStore();
                done++;
            }
        } catch (IOException | RuntimeException failure) {
            turn.couldNotSave(failure);
            throw failure;
        } finally {
            unsaved.finish(due, done);
        }
        if (written) {
            turn.hasSaved();
            health.hasWritten(key.name());
        }
        return written;
    }

    /**
     * Saves what others could not before, unless that has failed a moment ago. Whoever comes along with a change of their own does not
     * fail with it: a single document may be beyond reading for good. It goes to the end of those that wait.
     */
    private void saveOthers(int most) {
        if (!health.mayCatchUp(clock.millis())) {
            return;
        }
        try {
            for (PartitionKey key : unsaved.some(most)) {
                saveIfFree(key);
            }
            if (unsaved.isEmpty()) {
                health.hasCaughtUp();
            }
        } catch (IOException | RuntimeException failure) {
            health.couldNotCatchUp(failure, clock.millis());
        }
    }

    /** Somebody who is at it already does it for everybody. */
    private void saveIfFree(PartitionKey key) throws IOException {
        Turn turn = unsaved.turnOf(key);
        if (turn.takeIfFree()) {
            try {
                saveInTurn(turn, key, null);
            } finally {
                turn.end();
            }
        }
    }

    private Stamp stamp(PartitionKey key) {
        return stamps.open(new Stamp(key, options.trust()));
    }

    // What changes are made of

    /** Changes the document of one partition. One that then holds nothing of anybody does not stay. */
    void update(PartitionKey key, Consumer<UnifiedCacheDocument> change) throws IOException {
        Stamp stamp = stamp(key);
        long ticket = lastTicket.incrementAndGet();
        StoredDocuments.Version latest = documents.update(key.name(), change, key::end);
        for (int attempt = 0; isEmpty(latest) && attempt < MOST_ATTEMPTS; attempt++) {
            boolean deleted = documents.deleteUnchanged(key.name(), latest.version());
            latest = deleted ? documents.nothing() : documents.latest(key.name());
        }
        if (unsaved.isLeftBehind(key)) {
            // what is at hand has changes that the store lacks, and is shown what it has when those are saved
            return;
        }
        if (!stamp.takeWritten(ticket, lastTicket.incrementAndGet(), latest, index, clock.millis())) {
            // somebody asked later and was answered before this was written
            readUnlessNewer(key);
        }
    }

    private static boolean isEmpty(StoredDocuments.Version latest) {
        return !latest.version().equals(Stamp.ABSENT) && latest.document().holdsNothing();
    }

    /**
     * Removes what was got on behalf of a person, and then the person: in this order, since only their document tells what was
     * got on their behalf, and a removal that broke off is made again.
     */
    void removePerson(Account account, Consumer<UnifiedCacheDocument> removal) throws IOException {
        PartitionKey.OfPerson key = new PartitionKey.OfPerson(account);
        for (String name : notedBy(key)) {
            remove(name, () -> true);
        }
        key.removeFrom(index);
        List<String> named = new ArrayList<>();
        try {
            update(key, document -> {
                named.clear();
                named.addAll(document.assertionPartitions());
                removal.accept(document);
            });
        } catch (UnreadableDocumentException unreadable) {
            removeUnread(key);
        }
        for (String name : named) {
            remove(name, () -> !notedBy(key).contains(name));
        }
        noteRemoval(key);
        index.removeOnBehalfOf(account);
    }

    /**
     * Says that a partition was removed, and all that goes with it, before that is forgotten at hand, for good: an answer which is still on its way then is
     * either forgotten along, with whom it brought back, or known to be too late.
     */
    private void noteRemoval(PartitionKey whole) {
        stamp(whole).noteRemoval(lastTicket.incrementAndGet(), index);
    }

    /** A document beyond reading tells nothing. */
    private List<String> notedBy(PartitionKey.OfPerson key) throws IOException {
        try {
            return documents.latest(key.name()).document().assertionPartitions();
        } catch (UnreadableDocumentException unreadable) {
            return Collections.emptyList();
        }
    }

    /**
     * Deletes documents of assertions that are over by what their person's document notes, and only then the notes: whoever is removed meanwhile
     * takes all of it along. No call fails with it, since what stays for a while longer is over.
     */
    void sweep(PartitionKey.OfPerson key, List<String> over, long now) {
        Map<String, Boolean> swept = new LinkedHashMap<>();
        for (String name : over) {
            try {
                swept.put(name, isSwept(name, now));
            } catch (IOException | RuntimeException beyondReading) {
                // or the store is down: neither is told, since nobody needs what is there
                swept.put(name, false);
                break;
            }
        }
        try {
            update(key, document -> swept.forEach((name, gone) -> document.settleAssertionPartition(name, gone, now)));
        } catch (IOException | RuntimeException leftToTheNextCall) {
            // the notes are still there
        }
    }

    private boolean isSwept(String name, long now) throws IOException {
        Optional<StoredPartition> present = documents.read(name);
        return !present.isPresent()
                || (documents.parsed(name, present.get()).document().isOverAt(now)
                        && documents.deleteUnchanged(name, present.get().version()));
    }

    /** Removes what was got with one assertion, or in one session, and its person's note of it. */
    void removeAssertion(PartitionKey.OfAssertion key) throws IOException {
        Account person = ownerOf(key);
        remove(key.name(), () -> true);
        read(key, lastTicket.incrementAndGet());
        if (person != null) {
            update(new PartitionKey.OfPerson(person), document -> document.forgetAssertionPartition(key.name()));
        }
    }

    /** What nobody can read, nobody can take something out of; who signs out wants it gone. */
    private void removeUnread(PartitionKey key) throws IOException {
        documents.delete(key.name());
        read(key, lastTicket.incrementAndGet());
    }

    private @Nullable Account ownerOf(PartitionKey.OfAssertion key) throws IOException {
        try {
            OnBehalfOfPartition kept =
                    documents.latest(key.name()).document().index().onBehalfOf(key.assertion());
            return kept == null ? null : kept.account;
        } catch (UnreadableDocumentException unreadable) {
            return null;
        }
    }

    /** Removes all partitions of an application's own tokens. */
    void removeApplication(AppKey app) throws IOException {
        for (String name : documents.names()) {
            if (name.startsWith(PartitionKey.OfApplication.namesBeginWith(app))) {
                remove(name, () -> true);
            }
        }
        noteRemoval(PartitionKey.OfApplication.ofAllTenants(app));
        index.removeApp(app);
    }

    /** Says whether what has been read is still to go; asked between reading and deleting. */
    @FunctionalInterface
    private interface Doom {
        boolean holds() throws IOException;
    }

    /** Deletes what is there at one instant; what another process stores after that instant is not touched. */
    private void remove(String name, Doom doom) throws IOException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<StoredPartition> present;
            try {
                present = documents.read(name);
            } catch (UnreadableDocumentException unreadable) {
                documents.delete(name);
                return;
            }
            if (!present.isPresent()
                    || !doom.holds()
                    || documents.deleteUnchanged(name, present.get().version())) {
                return;
            }
        }
        throw new IOException("Other processes keep writing to what is to be removed. It is removed later.");
    }
}

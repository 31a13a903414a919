package io.openmsal.adapter.cache;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One partition in one place: read at any time, changed under the lock. What is not whole is read once more under the lock,
 * and when nobody is writing it, set aside and taken for nothing.
 */
final class LockedPartition {

    private static final int MOST_ATTEMPTS = 100;
    private static final int MOST_LOOKS = 200;
    private static final long PAUSE_MILLIS = 20;
    private static final int MARK_LETTERS = 12;

    private final HeldContent place;
    private final WriteLock lock;
    private final StoredForm form;
    private final EventSink events;

    LockedPartition(HeldContent place, WriteLock lock, StoredForm form, EventSink events) {
        this.place = place;
        this.lock = lock;
        this.form = form;
        this.events = events;
    }

    boolean exists() throws IOException {
        return place.exists();
    }

    Optional<StoredPartition> read() throws IOException {
        try {
            Optional<byte[]> stored = begun();
            return stored.isPresent() ? Optional.of(new Whole(stored.get()).partition()) : Optional.empty();
        } catch (UnreadableContentException perhapsBeingWritten) {
            return lock.holding(this::wholeOrSetAside).whole.map(Whole::partition);
        }
    }

    /** What is stored once somebody has begun to write, if that is about to happen. Nothing is waited for under the lock where nothing is. */
    private Optional<byte[]> begun() throws IOException {
        Optional<byte[]> stored = place.read();
        for (int look = 0; look < MOST_LOOKS && stored.filter(form::isNothing).isPresent(); look++) {
            if (place.isSettled()) {
                return Optional.empty();
            }
            pause();
            stored = place.read();
        }
        return stored;
    }

    StoredPartition update(PartitionChange change) throws IOException {
        return lock.holding(() -> {
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                Look look = wholeOrSetAside();
                Optional<Whole> present = look.whole;
                byte[] next = change.apply(present.map(whole -> whole.content.clone()))
                        .clone();
                if (present.isPresent() && present.get().isAlready(next)) {
                    return present.get().partition();
                }
                byte[] stored = form.wrap(next);
                if (place.replace(look.stored, stored)) {
                    return new StoredPartition(next, ContentVersion.of(stored));
                }
            }
            throw new StoreBusyException("Somebody who does not use its lock keeps writing to " + place
                    + ". Try again; if it stays so, give each its own file.");
        });
    }

    void delete() throws IOException {
        lock.holding(() -> {
            place.delete();
            return true;
        });
    }

    boolean deleteUnchanged(String version) throws IOException {
        return lock.holding(() -> {
            Optional<byte[]> stored = place.read();
            if (!stored.isPresent() || !ContentVersion.of(stored.get()).equals(version)) {
                return false;
            }
            place.delete();
            return true;
        });
    }

    /** Only under the lock: without it, somebody may be writing just now. */
    private Look wholeOrSetAside() throws IOException {
        for (int look = 0; look < MOST_LOOKS; look++) {
            Optional<byte[]> stored = place.read();
            if (!stored.isPresent()) {
                return Look.NOTHING;
            }
            try {
                return new Look(stored, Optional.of(new Whole(stored.get())));
            } catch (UnreadableContentException unreadable) {
                if (!place.isSettled()) {
                    pause();
                } else if (form.isNothing(stored.get())) {
                    return new Look(stored, Optional.empty());
                } else {
                    setAside(stored.get(), unreadable);
                    return Look.NOTHING;
                }
            }
        }
        throw new StoreBusyException("Somebody who does not use its lock is in the middle of writing to " + place
                + ". Try again; if it stays so, give each its own file.");
    }

    private void setAside(byte[] stored, UnreadableContentException why) throws IOException {
        String aside = place.setAside(ContentVersion.of(stored).substring(0, MARK_LETTERS));
        events.tell(Event.of(Event.Level.WARNING, "store.set_aside")
                .with("bytes", stored.length)
                .with("reason", String.valueOf(why.getMessage()))
                // the name may be that of an account
                .withPersonal("file", place.toString())
                .withPersonal("moved_to", aside));
    }

    private void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while somebody was writing to " + place);
        }
    }

    /** What is there, and what is stored in it: an empty file can be there in which nothing is. */
    private static final class Look {

        static final Look NOTHING = new Look(Optional.empty(), Optional.empty());

        private final Optional<byte[]> stored;
        private final Optional<Whole> whole;

        Look(Optional<byte[]> stored, Optional<Whole> whole) {
            this.stored = stored;
            this.whole = whole;
        }
    }

    /** What is stored, and what that means. */
    private final class Whole {

        private final byte[] stored;
        private final byte[] content;

        Whole(byte[] stored) throws IOException {
            if (form.isNothing(stored)) {
                throw new UnreadableContentException("it is empty", null);
            }
            this.stored = stored;
            this.content = form.unwrap(stored);
        }

        boolean isAlready(byte[] next) throws IOException {
            return Arrays.equals(content, next) && form.isCurrent(stored);
        }

        StoredPartition partition() {
            return new StoredPartition(content, ContentVersion.of(stored));
        }
    }
}

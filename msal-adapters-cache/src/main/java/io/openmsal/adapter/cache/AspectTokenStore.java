package io.openmsal.adapter.cache;

import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A {@link TokenStore} of one partition over a {@link TokenCacheAccessAspect}, so that what was written for MSAL4J serves here, and
 * what MSAL4J kept is read.
 *
 * <p>Safe for many threads: one access at a time goes through the aspect. Between processes it is as safe as the aspect
 * itself, which is to say that the last one to write wins, unless it holds a lock from the first hook to the second. Each read
 * asks the aspect, and nothing is remembered.
 */
public final class AspectTokenStore implements TokenStore {

    private final String clientId;
    private final TokenCacheAccessAspect aspect;
    private final String partition;
    private final JsonCodec codec;
    private final StoredForm form = new TextForm();
    private final Lock lock = new ReentrantLock();

    /**
     * Makes a store; calls nobody yet.
     *
     * @param clientId the application, for the aspect to know
     * @param aspect keeps the text
     * @param partition the name of the one partition that the text is
     * @param codec reads from the text whose it is, when the aspect asks
     * @throws IllegalArgumentException when the partition name is not one the port allows
     */
    public AspectTokenStore(String clientId, TokenCacheAccessAspect aspect, String partition, JsonCodec codec) {
        this.clientId = Objects.requireNonNull(clientId, "clientId");
        this.aspect = Objects.requireNonNull(aspect, "aspect");
        this.partition = PartitionName.checked(partition);
        this.codec = Objects.requireNonNull(codec, "codec");
    }

    @Override
    public Optional<StoredPartition> read(String name) throws IOException {
        checked(name);
        return access(cache -> false).map(AspectTokenStore::stored);
    }

    @Override
    public StoredPartition update(String name, PartitionChange change) throws IOException {
        checked(name);
        Objects.requireNonNull(change, "change");
        return access(cache -> {
                    Optional<byte[]> present = content(cache);
                    byte[] next = change.apply(present.map(byte[]::clone)).clone();
                    if (present.isPresent() && Arrays.equals(present.get(), next)) {
                        return false;
                    }
                    cache.replaceBy(new String(form.wrap(next), StandardCharsets.UTF_8));
                    return true;
                })
                .map(AspectTokenStore::stored)
                .orElseThrow(() -> new IOException("The aspect emptied the cache it was to keep. Repair the aspect."));
    }

    @Override
    public void delete(String name) throws IOException {
        checked(name);
        access(cache -> {
            boolean known = !cache.serialize().isEmpty();
            cache.replaceBy("");
            return known;
        });
    }

    @Override
    public boolean deleteUnchanged(String name, String version) throws IOException {
        checked(name);
        AtomicBoolean gone = new AtomicBoolean();
        access(cache -> {
            Optional<byte[]> present = content(cache);
            if (present.isPresent() && ContentVersion.of(present.get()).equals(version)) {
                cache.replaceBy("");
                gone.set(true);
            }
            return gone.get();
        });
        return gone.get();
    }

    @Override
    public Set<String> partitions() throws IOException {
        return access(cache -> false).isPresent() ? Collections.singleton(partition) : Collections.emptySet();
    }

    @Override
    public Optional<String> onlyPartition() {
        return Optional.of(partition);
    }

    /** What is done between the two hooks. */
    @FunctionalInterface
    private interface Between {

        /** Says whether the cache was changed. */
        boolean isChangedIn(SerializableTokenCache cache) throws IOException;
    }

    /** One access from hook to hook. The second hook is called in any case: it may free what the first one took. */
    private Optional<byte[]> access(Between between) throws IOException {
        lock.lock();
        try {
            SerializableTokenCache cache = new SerializableTokenCache();
            hook("before", aspect::beforeCacheAccess, context(cache, false));
            boolean changed;
            Optional<byte[]> content;
            try {
                changed = between.isChangedIn(cache);
                content = content(cache);
            } catch (IOException | RuntimeException failure) {
                hook("after", aspect::afterCacheAccess, context(cache, false));
                throw failure;
            }
            hook("after", aspect::afterCacheAccess, context(cache, changed));
            return content;
        } finally {
            lock.unlock();
        }
    }

    private TokenCacheAccessContext context(SerializableTokenCache cache, boolean changed) {
        return new TokenCacheAccessContext(clientId, cache, changed, codec);
    }

    /** Repeats nothing of what the aspect says: it had tokens in its hands. */
    private void hook(String when, Consumer<TokenCacheAccessContext> call, TokenCacheAccessContext context)
            throws IOException {
        try {
            call.accept(context);
        } catch (RuntimeException failure) {
            throw new IOException(
                    "The " + aspect.getClass().getName() + " failed " + when + " the access to the token cache: "
                            + failure.getClass().getName() + ". Catch it there to see what it says.");
        }
    }

    private Optional<byte[]> content(SerializableTokenCache cache) throws IOException {
        String text = cache.serialize();
        return text.isEmpty() ? Optional.empty() : Optional.of(form.unwrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static StoredPartition stored(byte[] bytes) {
        return new StoredPartition(bytes, ContentVersion.of(bytes));
    }

    private void checked(String name) {
        if (!PartitionName.checked(name).equals(partition)) {
            throw new IllegalArgumentException("The aspect holds the partition " + partition
                    + " and no other. Use another store for a document for each partition.");
        }
    }

    /** The aspect's class. */
    @Override
    public String toString() {
        return "token store in the aspect " + aspect.getClass().getName();
    }
}

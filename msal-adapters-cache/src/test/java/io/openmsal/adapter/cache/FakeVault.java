package io.openmsal.adapter.cache;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A vault in memory, which can be told to fail, and in which something can happen in between. */
final class FakeVault implements SecretVault {

    /** What happens in between. */
    @FunctionalInterface
    interface Happening {
        void happen() throws IOException;
    }

    final Map<String, String> texts;
    volatile String failure = "";
    volatile boolean forgetful;
    private final Happening beforeReading;
    private final Happening afterChanging;

    FakeVault() {
        this(new ConcurrentHashMap<>(), () -> {}, () -> {});
    }

    private FakeVault(Map<String, String> texts, Happening beforeReading, Happening afterChanging) {
        this.texts = texts;
        this.beforeReading = beforeReading;
        this.afterChanging = afterChanging;
    }

    /** The same texts, with something that happens just before one is read. */
    FakeVault beforeReading(Happening happening) {
        return new FakeVault(texts, happening, afterChanging);
    }

    /** The same texts, with something that happens just after a change. */
    FakeVault afterChanging(Happening happening) {
        return new FakeVault(texts, beforeReading, happening);
    }

    @Override
    public Optional<String> load(String name) throws IOException {
        beforeReading.happen();
        answer();
        return forgetful ? Optional.empty() : Optional.ofNullable(texts.get(name));
    }

    @Override
    public void save(String name, String text) throws IOException {
        answer();
        texts.put(name, text);
        afterChanging.happen();
    }

    @Override
    public void delete(String name) throws IOException {
        answer();
        texts.remove(name);
        afterChanging.happen();
    }

    private void answer() throws IOException {
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
    }
}

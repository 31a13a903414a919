package io.openmsal.adapter.cache;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A vault in memory, which can be told to fail. */
final class FakeVault implements SecretVault {

    final Map<String, String> texts = new ConcurrentHashMap<>();
    volatile String failure = "";
    volatile boolean forgetful;

    @Override
    public Optional<String> load(String name) throws IOException {
        answer();
        return forgetful ? Optional.empty() : Optional.ofNullable(texts.get(name));
    }

    @Override
    public void save(String name, String text) throws IOException {
        answer();
        texts.put(name, text);
    }

    @Override
    public void delete(String name) throws IOException {
        answer();
        texts.remove(name);
    }

    private void answer() throws IOException {
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
    }
}

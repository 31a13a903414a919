package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** One text in a vault, and the file that shows when it was written. */
final class VaultContent implements HeldContent {

    private final LoadedOnce.Loader<SecretVault> vault;
    private final Path signal;
    private final String name;

    VaultContent(LoadedOnce.Loader<SecretVault> vault, Path signal) {
        this.vault = vault;
        this.signal = signal;
        this.name = ContentVersion.of(signal.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean exists() throws IOException {
        return read().isPresent();
    }

    @Override
    public Optional<byte[]> read() throws IOException {
        return vault.load().load(name).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean replace(Optional<byte[]> present, byte[] next) throws IOException {
        Optional<byte[]> now = read();
        boolean same = now.isPresent() == present.isPresent()
                && (!now.isPresent() || Arrays.equals(now.get(), present.orElseThrow()));
        if (same) {
            String text = new String(next, StandardCharsets.UTF_8);
            shown(changed -> changed.save(name, text));
        }
        return same;
    }

    @Override
    public void delete() throws IOException {
        shown(changed -> changed.delete(name));
    }

    @Override
    public boolean isSettled() {
        return true;
    }

    @Override
    public String setAside(String mark) throws IOException {
        String aside = name + ".set-aside-" + mark;
        Optional<String> text = vault.load().load(name);
        if (text.isPresent()) {
            vault.load().save(aside, text.get());
            delete();
        }
        return aside;
    }

    /** What is done to the vault. */
    @FunctionalInterface
    private interface Change {
        void to(SecretVault vault) throws IOException;
    }

    /**
     * Before, so that nothing is changed that cannot be shown, and whoever is killed has shown it; and after, for those who have read meanwhile. A
     * vault that fails may have done it all the same.
     */
    private void shown(Change change) throws IOException {
        touch();
        try {
            change.to(vault.load());
        } finally {
            touch();
        }
    }

    /** With a stamp a second ahead: others note the instant after they have read. */
    private void touch() throws IOException {
        try (FileChannel file = OwnerOnly.openMark("The signal of the keyring", signal)) {
            file.force(false);
        }
        Files.setLastModifiedTime(signal, FileTime.from(Instant.now().plusSeconds(1)));
    }

    @Override
    public String toString() {
        return "the keyring, shown by " + signal;
    }
}

package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A {@link TokenStore} of one partition that lies in a {@link SecretVault}, as one text.
 *
 * <p>Writers take the locks of {@link SingleFileTokenStore#sharedWithMsalExtensions}, beside a file that holds nothing and shows by
 * its time stamp when the vault was written. The name in the vault is the SHA-256 of that file's absolute path, which is what
 * the MSAL extensions for Python take when they are given that path. What is not text in UTF-8 is kept in Base64.
 *
 * <p>Safe for many threads and processes. Each read asks the vault.
 */
public final class VaultTokenStore extends LockedTokenStore {

    private final Path location;
    private final String partition;
    private final LockedPartition held;

    /**
     * Makes a store; touches nothing yet.
     *
     * @param vault where the text goes
     * @param location the file that shows when the vault was written; it need not exist, neither need its directory
     * @param partition the name of the one partition
     * @param options how long to wait for each of the two locks, and whom to tell
     */
    public VaultTokenStore(SecretVault vault, Path location, String partition, FileStoreOptions options) {
        this(() -> vault, location, partition, options);
    }

    VaultTokenStore(LoadedOnce.Loader<SecretVault> vault, Path location, String partition, FileStoreOptions options) {
        this.location = Objects.requireNonNull(location, "location").toAbsolutePath();
        this.partition = PartitionName.checked(partition);
        this.held = new LockedPartition(
                new VaultContent(vault, this.location),
                ExtensionsLock.beside(this.location, options.lockPatience()),
                new TextForm(),
                options.events());
    }

    @Override
    public Set<String> partitions() throws IOException {
        return held.exists() ? Collections.singleton(partition) : Collections.emptySet();
    }

    @Override
    public Optional<String> onlyPartition() {
        return Optional.of(partition);
    }

    @Override
    LockedPartition file(String name) {
        if (!PartitionName.checked(name).equals(partition)) {
            throw new IllegalArgumentException(
                    "This place in the keyring holds the partition " + partition + " and no other.");
        }
        return held;
    }

    /** The file beside it. */
    @Override
    public String toString() {
        return "token store in the keyring, shown by the file " + location;
    }
}

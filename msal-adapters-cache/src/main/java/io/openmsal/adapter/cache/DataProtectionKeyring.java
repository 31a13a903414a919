package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Windows: a file whose bytes the Data Protection API encrypts. Its credential manager takes 2 560 bytes, which no cache fits in. */
final class DataProtectionKeyring implements SystemKeyring {

    private static final String WHAT = "the Data Protection API";

    private final LoadedOnce<DataProtection> protection;

    DataProtectionKeyring(LoadedOnce.Loader<DataProtection> loader) {
        this.protection = new LoadedOnce<>(WHAT, loader);
    }

    @Override
    public void probe() throws KeyringUnavailableException {
        byte[] text = "not a secret".getBytes(StandardCharsets.UTF_8);
        try {
            DataProtection tried = protection.get();
            if (!Arrays.equals(tried.unprotect(tried.protect(text)), text)) {
                throw new KeyringUnavailableException(
                        WHAT + " did not give back what it encrypted. Choose a fall-back.", null);
            }
        } catch (KeyringUnavailableException known) {
            throw known;
        } catch (IOException refused) {
            throw new KeyringUnavailableException(
                    "Tokens cannot be encrypted by " + WHAT + ": " + refused.getMessage()
                            + " Log in with a user profile, or choose a fall-back.",
                    refused);
        }
    }

    @Override
    public TokenStore store(Path location, String partition, FileStoreOptions options) {
        return SingleFileTokenStore.protectedLikeMsalExtensions(location, partition, new Form(), options);
    }

    /** What lies in the file is exactly what the system made of the content. */
    private final class Form implements StoredForm {

        @Override
        public byte[] wrap(byte[] content) throws IOException {
            return protection.get().protect(content);
        }

        /** MSAL for Node begins with an empty file. */
        @Override
        public boolean isNothing(byte[] stored) {
            return stored.length == 0;
        }

        @Override
        public byte[] unwrap(byte[] stored) throws IOException {
            return protection.get().unprotect(stored);
        }
    }

    @Override
    public String toString() {
        return WHAT;
    }
}

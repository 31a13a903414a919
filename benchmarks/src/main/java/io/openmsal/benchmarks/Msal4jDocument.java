package io.openmsal.benchmarks;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * msal4j's cache outside the application, as its aspects keep it: one document, written after each change. In its favour it is not read again before each access,
 * as the samples do it, which would double the work; and a file is written in place, without a lock and without waiting for the disk.
 */
abstract class Msal4jDocument implements ITokenCacheAccessAspect {

    private boolean keeping;

    /** One in memory. */
    static Msal4jDocument inMemory() {
        return new Msal4jDocument() {
            private String kept = "";

            @Override
            String read() {
                return kept;
            }

            @Override
            void write(String text) {
                kept = text;
            }
        };
    }

    /** One in a file. */
    static Msal4jDocument in(Path file) {
        return new Msal4jDocument() {
            @Override
            String read() throws IOException {
                return Files.readString(file);
            }

            @Override
            void write(String text) throws IOException {
                Files.writeString(file, text);
            }
        };
    }

    abstract String read() throws IOException;

    abstract void write(String text) throws IOException;

    /** Writes from now on: to fill a cache while each of ten thousand sign-ins writes all those before it would take hours. */
    void keepFromNow() {
        keeping = true;
    }

    @Override
    public void beforeCacheAccess(ITokenCacheAccessContext access) {}

    @Override
    public void afterCacheAccess(ITokenCacheAccessContext access) {
        if (keeping && access.hasCacheChanged()) {
            try {
                write(access.tokenCache().serialize());
            } catch (IOException noDisk) {
                throw new UncheckedIOException(noDisk);
            }
        }
    }
}

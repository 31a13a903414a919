package io.openmsal.docs;

import io.openmsal.adapter.cache.TokenCacheAccessAspect;
import io.openmsal.adapter.cache.TokenCacheAccessContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

// snippet: moved
/** The same aspect, moved: two types have lost their I, and the import is another one. */
final class FileAspect implements TokenCacheAccessAspect {

    private final Path file;

    FileAspect(Path file) {
        this.file = file;
    }

    @Override
    public void beforeCacheAccess(TokenCacheAccessContext context) {
        try {
            if (Files.exists(file)) {
                context.tokenCache().deserialize(Files.readString(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void afterCacheAccess(TokenCacheAccessContext context) {
        try {
            if (context.hasCacheChanged()) {
                Files.writeString(file, context.tokenCache().serialize());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
// end

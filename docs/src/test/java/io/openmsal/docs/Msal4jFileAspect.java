package io.openmsal.docs;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An aspect as programs with MSAL4J have it: MSAL4J's own types, and nothing of ours. */
final class Msal4jFileAspect implements ITokenCacheAccessAspect {

    private final Path file;

    Msal4jFileAspect(Path file) {
        this.file = file;
    }

    @Override
    public void beforeCacheAccess(ITokenCacheAccessContext context) {
        try {
            if (Files.exists(file)) {
                context.tokenCache().deserialize(Files.readString(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void afterCacheAccess(ITokenCacheAccessContext context) {
        try {
            if (context.hasCacheChanged()) {
                Files.writeString(file, context.tokenCache().serialize());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

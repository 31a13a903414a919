package io.openmsal.adapter.cache;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A native library, loaded when it is first needed. What does not load says what to add. Safe for many threads. */
final class LoadedOnce<T> {

    /** Loads a library by its name. */
    @FunctionalInterface
    interface Loader<T> {
        T load() throws IOException;
    }

    private final String what;
    private final Loader<T> loader;
    private @Nullable T loaded;

    LoadedOnce(String what, Loader<T> loader) {
        this.what = what;
        this.loader = loader;
    }

    synchronized T get() throws IOException {
        T present = loaded;
        if (present == null) {
            present = load();
            loaded = present;
        }
        return present;
    }

    private T load() throws IOException {
        try {
            return loader.load();
        } catch (NoClassDefFoundError jnaIsMissing) {
            throw new KeyringUnavailableException(
                    "To use " + what
                            + ", Java needs the library net.java.dev.jna:jna-platform, which is not on the class"
                            + " path. Add it.",
                    jnaIsMissing);
        } catch (LinkageError notOnThisMachine) {
            throw new KeyringUnavailableException(
                    what + " cannot be used: its library does not load (" + firstLine(notOnThisMachine) + "). On Linux"
                            + " install libsecret (libsecret-1-0), and let JNA unpack itself where programs may run.",
                    notOnThisMachine);
        }
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }
}

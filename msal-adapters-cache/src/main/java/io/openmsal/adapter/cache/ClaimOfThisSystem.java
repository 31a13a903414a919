package io.openmsal.adapter.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lock that the MSAL extensions see on this system. Looked for when a file is first locked, since it may take a library of the system's. */
final class ClaimOfThisSystem implements LockFileClaim {

    private @Nullable LockFileClaim found;

    @Override
    public Optional<Closeable> claim(Path file, FileChannel made, byte[] mark) throws IOException {
        return found().claim(file, made, mark);
    }

    @Override
    public boolean isClaimed(Path file) {
        return found().isClaimed(file);
    }

    private synchronized LockFileClaim found() {
        LockFileClaim present = found;
        if (present == null) {
            present = of(System.getProperty("os.name"));
            found = present;
        }
        return present;
    }

    static LockFileClaim of(@Nullable String system) {
        if (!"Linux".equals(system)) {
            return new JavaFileClaim();
        }
        try {
            return NativeFlock.load();
        } catch (VirtualMachineError ofTheJvm) {
            throw ofTheJvm;
        } catch (Error withoutJna) {
            // no linkage error where JNA finds the native part of another version
            return new JavaFileClaim();
        }
    }
}

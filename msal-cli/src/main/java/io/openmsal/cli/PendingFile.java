package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.PendingSignIn;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that keeps what belongs to a sign-in until the browser is back. Only its owner may read it. */
final class PendingFile {

    /** Nothing but what a pending sign-in is made of: a file is no reason to load other classes. */
    private static final ObjectInputFilter OURS = ObjectInputFilter.Config.createFilter(
            "maxdepth=4;maxbytes=65536;" + PendingSignIn.class.getName() + ";java.net.URI;!*");

    private PendingFile() {}

    /** Never writes into a file that is there: it may be the only trace of another sign-in. */
    static void create(Path file, PendingSignIn pending) {
        Set<StandardOpenOption> anew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (OutputStream plain = Channels.newOutputStream(Files.newByteChannel(file, anew, ownerOnly(file)));
                ObjectOutputStream out = new ObjectOutputStream(new BufferedOutputStream(plain))) {
            out.writeObject(pending);
        } catch (FileAlreadyExistsException taken) {
            throw new MsalConfigurationException(
                    "file_exists",
                    "The file " + file + " of --pending is there already, and may belong to another sign-in."
                            + " Name a new one, or remove it.",
                    null,
                    taken);
        } catch (IOException unwritable) {
            throw new MsalConfigurationException(
                    "unwritable_file",
                    "The file " + file + " of --pending could not be written ("
                            + unwritable.getClass().getSimpleName() + "). Name one in a folder of yours.",
                    null,
                    unwritable);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    static PendingSignIn read(Path file) {
        try (InputStream plain = new BufferedInputStream(Files.newInputStream(file));
                ObjectInputStream in = new ObjectInputStream(plain)) {
            in.setObjectInputFilter(OURS);
            return (PendingSignIn) in.readObject();
        } catch (NoSuchFileException missing) {
            throw unusable(file, "does not exist", missing);
        } catch (IOException | ClassNotFoundException | RuntimeException foreign) {
            throw unusable(file, "holds no sign-in that 'authorize-url' began", foreign);
        }
    }

    /** That it stays costs nothing: a sign-in works once. */
    static void remove(Path file, Shell shell) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            shell.say("The file " + file + " could not be removed. It is of no use any more.");
        }
    }

    private static MsalConfigurationException unusable(Path file, String why, Exception cause) {
        return new MsalConfigurationException(
                "unreadable_file", "The file " + file + " of --pending " + why + ".", null, cause);
    }
}

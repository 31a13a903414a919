package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.port.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
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

    /** More than any sign-in takes: a file that was named by mistake is not read as a whole. */
    private static final int LONGEST = 64 * 1024;

    private PendingFile() {}

    /** Never writes into a file that is there: it may be the only trace of another sign-in. */
    static void create(Path file, PendingSignIn pending) {
        Set<StandardOpenOption> anew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            write(pending, file, Files.newByteChannel(file, anew, ownerOnly(file)));
        } catch (FileAlreadyExistsException taken) {
            throw new MsalConfigurationException(
                    "file_exists",
                    "The file " + FileName.of(file)
                            + " of --pending is there already, and may belong to another sign-in."
                            + " Name a new one, or remove it.",
                    null,
                    taken);
        } catch (IOException unwritable) {
            throw new MsalConfigurationException(
                    "unwritable_file",
                    "The file " + FileName.of(file) + " of --pending could not be written ("
                            + unwritable.getClass().getSimpleName() + "). Name one in a folder of yours.",
                    null,
                    unwritable);
        }
    }

    /** What could not be written as a whole is gone again, or the next try would find its name taken. */
    static void write(PendingSignIn pending, Path file, WritableByteChannel created) throws IOException {
        try (OutputStream out = Channels.newOutputStream(created)) {
            out.write(pending.toText().reveal().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException full) {
            Files.deleteIfExists(file);
            throw full;
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
        try (InputStream in = Files.newInputStream(file)) {
            return PendingSignIn.parse(Secret.of(new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII)));
        } catch (NoSuchFileException missing) {
            throw unusable(file, "does not exist", missing);
        } catch (AccessDeniedException forbidden) {
            throw unusable(file, "may not be read by you", forbidden);
        } catch (IOException unreadable) {
            throw unusable(file, "cannot be read (" + unreadable.getClass().getSimpleName() + ")", unreadable);
        } catch (MsalConfigurationException foreign) {
            throw unusable(file, "holds no sign-in that 'authorize-url' began", foreign);
        }
    }

    /** That it stays costs nothing: a sign-in works once. */
    static void remove(Path file, Shell shell) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            shell.say("The file " + FileName.of(file) + " could not be removed. It is of no use any more.");
        }
    }

    private static MsalConfigurationException unusable(Path file, String why, Exception cause) {
        return new MsalConfigurationException(
                "unreadable_file",
                "The file " + FileName.of(file) + " of --pending " + why + ".",
                null,
                // it may repeat the name
                FileName.isName(file) ? cause : null);
    }
}

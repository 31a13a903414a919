package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file that Azure Arc's agent wants to be read, to see that the caller may. Whatever listens on the agent's port could name
 * any file and would be sent its content. So it must lie in the agent's own folder, also after links are followed, be named
 * {@code *.key}, and be no larger than {@value #LARGEST} bytes.
 */
final class ArcKeyFile {

    static final int LARGEST = 4096;

    private static final String SCHEME = "Basic realm=";
    private static final String SUFFIX = ".key";

    private final String folder;
    private final String separator;
    private final String name;

    private ArcKeyFile(String folder, String separator, String name) {
        this.folder = folder;
        this.separator = separator;
        this.name = name;
    }

    /** The file that a challenge names, if it may be read. */
    static ArcKeyFile named(ServerReply reply, SourceCall call) {
        String challenge = reply.challenge().map(String::trim).orElse("");
        if (!challenge.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw untrusted("does not say which file to read", call);
        }
        String path = unquoted(challenge.substring(SCHEME.length()).trim());
        boolean windows = isWindows(call);
        String folder = windows ? windowsFolder(call.environment()) : "/var/opt/azcmagent/tokens";
        String separator = windows ? "\\" : "/";
        String start = folder + separator;
        if (!path.regionMatches(windows, 0, start, 0, start.length())) {
            throw untrusted("names a file outside " + folder, call);
        }
        String name = path.substring(start.length());
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0) {
            throw untrusted("names a file outside " + folder, call);
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw noFile(folder, call, null);
        }
        if (!name.endsWith(SUFFIX) || name.length() == SUFFIX.length()) {
            throw untrusted("names a file that does not end in " + SUFFIX, call);
        }
        return new ArcKeyFile(folder, separator, name);
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static boolean isWindows(SourceCall call) {
        String system = call.environment().property("os.name").orElse("unknown");
        if (!system.startsWith("Windows") && !system.startsWith("Linux")) {
            throw new MsalConfigurationException(
                    "managed_identity_platform_not_supported",
                    "Azure Arc gives managed identities to Linux and Windows, and this is " + system + ".");
        }
        return system.startsWith("Windows");
    }

    private static String windowsFolder(Environment environment) {
        return environment
                        .variable("ProgramData")
                        .filter(value -> !value.trim().isEmpty())
                        .orElseThrow(() -> new MsalConfigurationException(
                                "invalid_managed_identity_environment",
                                "The environment variable ProgramData is not set, so the folder of Azure Arc's agent is"
                                        + " not known."))
                + "\\AzureConnectedMachineAgent\\Tokens";
    }

    /** What the file holds, fit for a header. */
    Secret read(SourceCall call) {
        Path path = path(call);
        Optional<byte[]> content;
        try {
            Optional<Path> real = call.environment().realPath(path);
            Optional<Path> realFolder = call.environment().realPath(Path.of(folder));
            boolean inside = real.isPresent()
                    && realFolder.isPresent()
                    && real.get().toString().equals(realFolder.get() + separator + name);
            if (real.isPresent() && !inside) {
                throw untrusted("names a link that leaves " + folder, call);
            }
            content = call.environment().file(path, LARGEST);
        } catch (IOException unreadable) {
            throw unreadable(
                    "is larger than " + LARGEST + " bytes or cannot be read. Add the user of this process to the group"
                            + " himds (Linux) or \"Hybrid agent extension applications\" (Windows)",
                    call,
                    unreadable);
        }
        String text = content.map(bytes -> new String(bytes, StandardCharsets.UTF_8).trim())
                .orElseThrow(() -> unreadable("does not exist. Check that Azure Arc's agent is running", call, null));
        if (!text.matches("[\\x21-\\x7e]+")) {
            throw unreadable("holds no key. Check that Azure Arc's agent wrote it", call, null);
        }
        return Secret.of(text);
    }

    /** Which names a file may have is for the system to say: Windows takes no question mark, Linux only what its locale can write. */
    private Path path(SourceCall call) {
        try {
            return Path.of(folder + separator + name);
        } catch (InvalidPathException impossible) {
            throw noFile(folder, call, impossible);
        }
    }

    private static MsalException noFile(String folder, SourceCall call, @Nullable InvalidPathException cause) {
        return untrusted("names what cannot be a file in " + folder, call, cause);
    }

    private static MsalException untrusted(String what, SourceCall call) {
        return untrusted(what, call, null);
    }

    private static MsalException untrusted(String what, SourceCall call, @Nullable InvalidPathException cause) {
        return new MsalUntrustedResponseException(
                "managed_identity_challenge_refused",
                "The challenge of Azure Arc " + what
                        + ", so nothing was read or sent. Check what listens on the port of" + " Azure Arc's agent.",
                call.correlationId(),
                cause);
    }

    private MsalException unreadable(String what, SourceCall call, @Nullable IOException cause) {
        return new MsalConfigurationException(
                "managed_identity_file_read_error",
                "The key file " + name + " of Azure Arc " + what + ".",
                call.correlationId(),
                cause);
    }
}

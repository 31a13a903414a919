package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.testing.emulator.Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the emulated identity provider in the foreground. */
@Command(
        name = "emulator",
        mixinStandardHelpOptions = true,
        description = "Runs an identity provider on this machine's loopback until Ctrl-C, and prints how to use it."
                + " Everything about it is new at each start and means nothing elsewhere.")
final class EmulatorCommand implements ReportingCommand {

    private static final String TENANT = "contoso";

    private final Shell shell;

    @Option(names = "--port", paramLabel = "PORT", description = "Where to listen; a free port when it is not given.")
    private int port;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Where to write the certificate authority to trust; a temporary file when it is not given.")
    private @Nullable Path caFile;

    @Option(
            names = "--token-lifetime",
            paramLabel = "SECONDS",
            description = "How long access tokens live; an hour when it is not given.")
    private int tokenLifetime = 3600;

    @Mixin
    private OutputOptions output = new OutputOptions();

    EmulatorCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Emulator emulator = started()) {
            Path file = caFile == null ? temporaryFile() : caFile;
            try {
                writeCa(file, emulator.caCertificatePem());
                tell(emulator, file.toAbsolutePath());
                // who does not know how to use it has no use for it
                if (!shell.out().checkError()) {
                    waitForTheEnd();
                }
            } finally {
                if (caFile == null) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return FailureKind.SUCCESS;
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("openmsal-emulator-ca-", ".pem");
        } catch (IOException unwritable) {
            throw new MsalConfigurationException(
                    "unwritable_file",
                    "The certificate authority could not be written to a temporary file ("
                            + unwritable.getClass().getSimpleName() + "). Name a file with --ca-file.",
                    null,
                    unwritable);
        }
    }

    private static void writeCa(Path file, String pem) {
        try {
            Files.writeString(file, pem);
        } catch (IOException unwritable) {
            throw new MsalConfigurationException(
                    "unwritable_file",
                    "The certificate authority could not be written to the file " + FileName.of(file) + " ("
                            + unwritable.getClass().getSimpleName()
                            + "). Name another one with --ca-file, in a folder of yours.",
                    null,
                    unwritable);
        }
    }

    private Emulator started() {
        if (port < 0 || port > 65535 || tokenLifetime < 1) {
            throw new MsalConfigurationException(
                    "invalid_option", "--port takes a number from 1 to 65535, --token-lifetime one from 1.");
        }
        try {
            return Emulator.builder()
                    .port(port)
                    .tokenLifetime(Duration.ofSeconds(tokenLifetime))
                    .start();
        } catch (IllegalStateException notOpened) {
            throw new MsalConfigurationException(
                    "emulator_not_started",
                    "The emulator cannot listen on port " + port + ". Choose another one.",
                    null,
                    notOpened);
        }
    }

    private void tell(Emulator emulator, Path ca) {
        if (output.isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("trusted_authority", emulator.authority(TENANT));
            document.put("oidc_authority", emulator.oidcAuthority(TENANT));
            document.put("ca_cert", ca.toString());
            document.put("public_client_id", emulator.defaultPublicClientId());
            document.put("confidential_client_id", emulator.defaultConfidentialClientId());
            document.put("client_secret", emulator.defaultClientSecret().reveal());
            document.put("users", List.of("ada@contoso.example", "grace@contoso.example"));
            output.write(document, shell);
        } else {
            output.write(guide(emulator, ca), shell);
        }
    }

    /** Shows the secret because it is worth nothing: it opens this emulator, until it ends. */
    private static String guide(Emulator emulator, Path ca) {
        String where = "--trusted-authority " + emulator.authority(TENANT) + " --ca-cert '" + ca + "'";
        String person = "--client-id " + emulator.defaultPublicClientId() + " " + where
                + " --cache emulator-cache.json --scope User.Read";
        return String.join(
                System.lineSeparator(),
                "An identity provider is listening at " + emulator.baseUri() + " until Ctrl-C.",
                "",
                "  Entra authority      " + emulator.authority(TENANT),
                "  OIDC authority       " + emulator.oidcAuthority(TENANT),
                "  CA certificate       " + ca,
                "  public client        " + emulator.defaultPublicClientId(),
                "  confidential client  " + emulator.defaultConfidentialClientId(),
                "  its secret           " + emulator.defaultClientSecret().reveal(),
                "  users                ada@contoso.example (ada-password), grace@contoso.example (any password)",
                "",
                "In another terminal:",
                "",
                "  ./msal login " + person,
                "  ./msal login --device-code " + person,
                "  ./msal token " + person,
                "  MSAL_PASSWORD=ada-password ./msal password --username ada@contoso.example " + person,
                "  MSAL_CLIENT_SECRET=" + emulator.defaultClientSecret().reveal() + " ./msal app-token --client-id "
                        + emulator.defaultConfidentialClientId() + " " + where + " --scope api://demo/.default");
    }

    private void waitForTheEnd() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (var registration = shell.cancellation().onCancel(end::countDown)) {
            end.await();
        }
    }
}

package io.openmsal.cli;

import io.openmsal.ManagedIdentityRequest;
import io.openmsal.domain.token.AuthenticationResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A token for the identity that Azure gives to this host. */
@Command(
        name = "managed-identity",
        mixinStandardHelpOptions = true,
        description = "Prints a token for the managed identity of this Azure host."
                + " 'doctor --managed-identity' tells which host this is taken for.")
final class ManagedIdentityCommand implements ReportingCommand {

    private final Shell shell;

    @Option(
            names = "--resource",
            required = true,
            paramLabel = "URL",
            description = "What the token is for, such as https://vault.azure.net.")
    private String resource = "";

    @Option(names = "--claims", paramLabel = "JSON", description = "Pass on a claims challenge that a web API gave.")
    private @Nullable String claims;

    @Option(
            names = "--mtls-pop",
            description =
                    "Ask for a token that is bound to a certificate, which the metadata service of virtual machines"
                            + " issues in its version 2. The key ends with this command, so this shows that such tokens can be"
                            + " had, and no more.")
    private boolean bound;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Give up after this time: 90, since a host may be away for 70 while it is updated.")
    private @Nullable Double timeout;

    @Mixin
    private IdentityOptions identity = new IdentityOptions();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    ManagedIdentityCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        ManagedIdentityRequest request = identity.application(
                        shell, new Narrator(shell, output.isVerbose()), connection.settings(shell))
                .acquireTokenForManagedIdentity(resource)
                .cancellation(shell.cancellation());
        if (bound) {
            request.withMutualTlsProofOfPossession();
        }
        if (claims != null) {
            request.claims(claims);
        }
        if (timeout != null) {
            request.timeout(AttemptOptions.duration(timeout));
        }
        AuthenticationResult result = request.execute();
        output.write(result, Instant.now(), shell);
        return FailureKind.SUCCESS;
    }
}

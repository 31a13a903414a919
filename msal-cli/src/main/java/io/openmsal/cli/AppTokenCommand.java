package io.openmsal.cli;

import io.openmsal.ClientCredentialsRequest;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.AuthenticationResult;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A token for the application itself. */
@Command(
        name = "app-token",
        mixinStandardHelpOptions = true,
        description = "Prints a token for the application itself (client credentials):"
                + " from the cache, if there is one, or from the provider.")
final class AppTokenCommand implements ReportingCommand {

    private final Shell shell;

    @Mixin
    private CredentialOptions credential = new CredentialOptions();

    @Mixin
    private RegionOptions region = new RegionOptions();

    @Mixin
    private CallOptions call = new CallOptions();

    @Mixin
    private RefreshOptions refresh = new RefreshOptions();

    @Option(
            names = "--mtls-pop",
            description = "Bind the token to the certificate that proves the application, which is shown in the TLS"
                    + " handshake here and at the web API.")
    private boolean mutualTls;

    @Mixin
    private ProofOfPossessionOptions proof = new ProofOfPossessionOptions();

    @Mixin
    private ApplicationOptions application = new ApplicationOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    AppTokenCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        ConfidentialClientApplication app = application.confidentialClient(
                credential.credential(shell), region, shell, new Narrator(shell, output.isVerbose()));
        ClientCredentialsRequest request = refresh.applyTo(app.acquireTokenForClient(call.scopes()));
        AuthenticationResult result = call.applyTo(bound(request), shell).execute();
        output.write(result, Instant.now(), shell);
        return FailureKind.SUCCESS;
    }

    private ClientCredentialsRequest bound(ClientCredentialsRequest request) {
        if (mutualTls && proof.isWanted()) {
            throw new MsalConfigurationException(
                    "invalid_option", "--mtls-pop and --pop-url bind a token in two ways. Choose one.");
        }
        return mutualTls ? request.withMutualTlsProofOfPossession() : proof.applyTo(request);
    }
}

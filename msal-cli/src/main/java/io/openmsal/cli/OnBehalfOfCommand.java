package io.openmsal.cli;

import io.openmsal.ConfidentialClientApplication;
import io.openmsal.OnBehalfOfRequest;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A token for a further web API, on behalf of whoever called this one. */
@Command(
        name = "obo",
        mixinStandardHelpOptions = true,
        description =
                "Prints a token for a further web API, on behalf of the person whose access token a web API received"
                        + " (on-behalf-of): from the cache, if there is one, or from the provider.")
final class OnBehalfOfCommand implements ReportingCommand {

    private final Shell shell;

    @Option(
            names = "--assertion-file",
            required = true,
            paramLabel = "FILE",
            description =
                    "Read the access token that the web API received from a file, or from standard input when FILE"
                            + " is '-'.")
    private SecretFile assertion = new SecretFile(Path.of("-"));

    @Mixin
    private CredentialOptions credential = new CredentialOptions();

    @Mixin
    private CallOptions call = new CallOptions();

    @Mixin
    private RefreshOptions refresh = new RefreshOptions();

    @Mixin
    private ProofOfPossessionOptions proof = new ProofOfPossessionOptions();

    @Mixin
    private ApplicationOptions application = new ApplicationOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    OnBehalfOfCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        Secret userAssertion = assertion.read("--assertion-file", shell);
        ConfidentialClientApplication app = application.confidentialClient(
                credential.credential(shell), shell, new Narrator(shell, output.isVerbose()));
        OnBehalfOfRequest request = refresh.applyTo(app.acquireTokenOnBehalfOf(userAssertion, call.scopes()));
        AuthenticationResult result =
                call.applyTo(proof.applyTo(request), shell).execute();
        output.write(result, Instant.now(), shell);
        return FailureKind.SUCCESS;
    }
}

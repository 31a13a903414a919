package io.openmsal.cli;

import io.openmsal.ClientApplication;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs a person in by a refresh token that another library or program kept. */
@Command(
        name = "refresh-token",
        mixinStandardHelpOptions = true,
        description = "Signs a person in by a refresh token that another library or program kept, so that they need not"
                + " sign in again. Prints who it is; with --output json, the token too.")
final class RefreshTokenCommand implements ReportingCommand {

    private final Shell shell;

    @Option(
            names = "--refresh-token-file",
            required = true,
            paramLabel = "FILE",
            description = "Read the refresh token from a file, or from standard input when FILE is '-'.")
    private SecretFile refreshToken = new SecretFile(Path.of("-"));

    @Mixin
    private CallOptions call = new CallOptions();

    @Mixin
    private ProofOfPossessionOptions proof = new ProofOfPossessionOptions();

    @Mixin
    private EitherClientOptions application = new EitherClientOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    RefreshTokenCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        Secret token = refreshToken.read("--refresh-token-file", shell);
        ClientApplication app = application.client(shell, new Narrator(shell, output.isVerbose()));
        AuthenticationResult result = call.applyTo(
                        proof.applyTo(app.acquireTokenByRefreshToken(token, call.scopes())), shell)
                .execute();
        SignInReport.write(result, output, application.hasCache(), shell);
        return FailureKind.SUCCESS;
    }
}

package io.openmsal.cli;

import io.openmsal.ClientApplication;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs a person in by a refresh token that another library or program kept. */
@Command(
        name = "refresh-token",
        mixinStandardHelpOptions = true,
        description = "Signs a person in by a refresh token that another library or program kept, so that they need not"
                + " sign in again. Prints who it is; with --output json, the token too. Without a --cache, and where the"
                + " provider may not say who it is or the cache not be written, take --output json: nothing is kept then,"
                + " and as text a new refresh token would be lost.")
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
        Narrator narrator = new Narrator(shell, output.isVerbose());
        application.handOutRefreshTokens();
        ClientApplication app = application.client(shell, narrator);
        AuthenticationResult result = call.applyTo(
                        proof.applyTo(app.acquireTokenByRefreshToken(token, call.scopes())), shell)
                .execute();
        Optional<NotKept> notKept = NotKept.of(result, application.hasCache(), narrator);
        if (output.isJson()) {
            SignInReport.write(document(result, notKept.isPresent()), notKept, output, application.hasCache(), shell);
            // the sign-in is in the document, for whoever asked to keep
            return FailureKind.SUCCESS;
        }
        if (notKept.isPresent() && result.refreshToken().isPresent()) {
            shell.say("Nothing is kept: " + notKept.get().reason()
                    + ". The new refresh token is lost, and the one that was given may be used up."
                    + " Sign in again; for the next one take --output json, which prints the new one.");
            return FailureKind.UNWRITTEN_RESULT;
        }
        return SignInReport.write(result, output, application.hasCache(), narrator, shell);
    }

    /** A refresh token stands in it where nobody else keeps it. */
    private static Map<String, Object> document(AuthenticationResult result, boolean withRefreshToken) {
        Map<String, Object> document = ResultDocument.of(result, Instant.now());
        if (!withRefreshToken) {
            document.remove("refresh_token");
        }
        return document;
    }
}

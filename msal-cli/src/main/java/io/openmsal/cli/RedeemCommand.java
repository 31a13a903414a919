package io.openmsal.cli;

import io.openmsal.AuthorizationCodeRequest;
import io.openmsal.ClientApplication;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The second step of a sign-in that a browser elsewhere takes part in. */
@Command(
        name = "redeem",
        mixinStandardHelpOptions = true,
        description =
                "Finishes a sign-in that 'authorize-url' began, with what the browser brought back. Prints who signed"
                        + " in; with --output json, the token too.")
final class RedeemCommand implements ReportingCommand {

    private final Shell shell;

    @Option(
            names = "--pending",
            required = true,
            paramLabel = "FILE",
            description = "The file that 'authorize-url' made. It is removed when the sign-in has succeeded.")
    private Path pending = Path.of("");

    @Option(
            names = "--answer-file",
            paramLabel = "FILE",
            description = "Read what the browser brought back from a file, or from standard input when FILE is '-': the"
                    + " whole address, or a posted form. Otherwise it comes from a prompt.")
    private @Nullable SecretFile answer;

    @Option(
            names = "--spa-code",
            description = "Ask for a second code, for the page in the browser; it is in the JSON as spa_code.")
    private boolean spaCode;

    @Mixin
    private AttemptOptions attempt = new AttemptOptions();

    @Mixin
    private ProofOfPossessionOptions proof = new ProofOfPossessionOptions();

    @Mixin
    private EitherClientOptions application = new EitherClientOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    RedeemCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        PendingSignIn begun = PendingFile.read(pending);
        Map<String, String> response = BrowserAnswer.parameters(answer(), begun);
        Narrator narrator = new Narrator(shell, output.isVerbose());
        ClientApplication app = application.client(shell, narrator);
        AuthorizationCodeRequest request = app.acquireTokenByAuthorizationCode(begun, response);
        if (spaCode) {
            request.returnSpaCode();
        }
        AuthenticationResult result =
                attempt.applyTo(proof.applyTo(request), shell).execute();
        PendingFile.remove(pending, shell);
        return SignInReport.write(result, output, application.hasCache(), narrator, shell);
    }

    private Secret answer() {
        return answer != null
                ? answer.read("--answer-file", shell)
                : shell.demand("Address the browser came back to", RedeemCommand::missing);
    }

    private static MsalConfigurationException missing() {
        return new MsalConfigurationException(
                "no_answer",
                "What the browser brought back is missing, and nobody is here to ask. Name an --answer-file.");
    }
}

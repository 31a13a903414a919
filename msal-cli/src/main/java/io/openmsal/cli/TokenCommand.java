package io.openmsal.cli;

import io.openmsal.ClientApplication;
import io.openmsal.SilentRequest;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A token for a person who signed in before. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints a token for a person who signed in before, without asking them:"
                + " from the cache, or by a refresh token.")
final class TokenCommand implements ReportingCommand {

    private final Shell shell;

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private CallOptions call = new CallOptions();

    @Mixin
    private RefreshOptions refresh = new RefreshOptions();

    @Mixin
    private ProofOfPossessionOptions proof = new ProofOfPossessionOptions();

    @Mixin
    private EitherClientOptions application = new EitherClientOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    TokenCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        application.requireCache();
        Narrator narrator = new Narrator(shell, output.isVerbose());
        ClientApplication app = application.client(shell, narrator);
        Account person = account.chosenFrom(app, narrator);
        SilentRequest request = refresh.applyTo(app.acquireTokenSilent(person, call.scopes()));
        AuthenticationResult result =
                call.applyTo(proof.applyTo(request), shell).execute();
        output.write(result, Instant.now(), shell);
        return FailureKind.SUCCESS;
    }
}

package io.openmsal.cli;

import io.openmsal.ClientApplication;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Signs a person in by user name and password. */
@Command(
        name = "password",
        mixinStandardHelpOptions = true,
        description =
                "Signs a person in by user name and password, also where their organization keeps the password."
                        + " Prints who signed in; with --output json, the token too."
                        + " Where you can, use login: it works with a second factor, and only the sign-in page sees the password.")
final class PasswordCommand implements ReportingCommand {

    private final Shell shell;

    @Mixin
    private PasswordOptions person = new PasswordOptions();

    @Mixin
    private CallOptions call = new CallOptions();

    @Mixin
    private EitherClientOptions application = new EitherClientOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    PasswordCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        Narrator narrator = new Narrator(shell, output.isVerbose());
        ClientApplication app = application.client(shell, narrator);
        Secret password = person.password(shell);
        AuthenticationResult result = call.applyTo(
                        app.acquireTokenByUsernamePassword(person.username(), password, call.scopes()), shell)
                .execute();
        return SignInReport.write(result, output, application.hasCache(), narrator, shell);
    }
}

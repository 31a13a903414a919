package io.openmsal.cli;

import io.openmsal.ClientApplication;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--confidential",
            description = "The application can prove who it is, as with app-token: by MSAL_CLIENT_SECRET,"
                    + " --client-secret-file, --certificate, or a prompt.")
    private boolean confidential;

    @Mixin
    private CredentialOptions credential = new CredentialOptions();

    @Mixin
    private CallOptions call = new CallOptions();

    @Mixin
    private ApplicationOptions application = new ApplicationOptions();

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
        ClientApplication app = application();
        Secret password = person.password(shell);
        AuthenticationResult result = call.applyTo(
                        app.acquireTokenByUsernamePassword(person.username(), password, call.scopes()), shell)
                .execute();
        SignInReport.write(result, output, application.hasCache(), shell);
        return FailureKind.SUCCESS;
    }

    private ClientApplication application() {
        Narrator narrator = new Narrator(shell, output.isVerbose());
        return confidential || credential.isNamed()
                ? application.confidentialClient(credential.credential(shell), shell, narrator)
                : application.publicClient(shell, narrator);
    }
}

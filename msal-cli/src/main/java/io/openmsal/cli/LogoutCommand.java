package io.openmsal.cli;

import io.openmsal.PublicClientApplication;
import io.openmsal.credential.DeveloperSignIn;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forgets people and their tokens. */
@Command(
        name = "logout",
        mixinStandardHelpOptions = true,
        description = "Forgets a person and their tokens. They stay signed in at the provider. Sends nothing.")
final class LogoutCommand implements ReportingCommand {

    private final Shell shell;

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Option(names = "--all", description = "Everyone who is signed in with this authority.")
    private boolean everyone;

    @ArgGroup(multiplicity = "1")
    private Whose whose = new Whose();

    @Mixin
    private SurroundingsOptions surroundings = new SurroundingsOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** A developer's sign-in says by itself of which application it is. */
    static final class Whose {

        @Option(
                names = ApplicationOptions.CLIENT_ID,
                required = true,
                paramLabel = "ID",
                description = ApplicationOptions.ITS_MEANING)
        private String clientId = "";

        @Option(
                names = "--developer",
                required = true,
                description = "Forget what 'login --developer' kept for programs, with the tokens of everybody in it.")
        private boolean developer;
    }

    LogoutCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        return whose.developer ? forgetDeveloper() : forgetPeople();
    }

    private int forgetDeveloper() {
        if (everyone || account.nameSomebody() || surroundings.hasCache() || surroundings.nameAnAuthority()) {
            throw new MsalConfigurationException(
                    "invalid_option",
                    "--developer is about one place and all that is in it: it does not go with --cache, an authority,"
                            + " --username, --home-account-id or --all.");
        }
        boolean removed = DeveloperSignIn.forget(new ShellEnvironment(shell));
        if (output.isJson()) {
            output.write(Map.of("removed_developer_sign_in", removed), shell);
        } else if (removed) {
            output.write("Signed out of the developer sign-in", shell);
        } else {
            shell.say("Nobody is signed in.");
        }
        return FailureKind.SUCCESS;
    }

    private int forgetPeople() {
        surroundings.requireCache();
        if (everyone == account.nameSomebody()) {
            throw new MsalConfigurationException(
                    "invalid_option", "Say who: either --username or --home-account-id, or else --all.");
        }
        Narrator narrator = new Narrator(shell, output.isVerbose());
        PublicClientApplication app = surroundings.publicClient(whose.clientId, shell, narrator);
        List<Account> people = everyone ? app.accounts() : List.of(account.chosenFrom(app, narrator));
        people.forEach(app::removeAccount);
        if (narrator.heardOfUnwrittenCache()) {
            throw new MsalConfigurationException(
                    "cache_not_written",
                    "The cache could not be written, so the tokens are still in it."
                            + " Check its permissions, or delete it.");
        }
        narrator.requireReadCache();
        if (output.isJson()) {
            output.write(
                    Map.of("removed", people.stream().map(ResultDocument::of).toList()), shell);
        } else {
            people.forEach(person -> output.write("Signed out " + PrintableText.field(person.username()), shell));
        }
        return FailureKind.SUCCESS;
    }
}

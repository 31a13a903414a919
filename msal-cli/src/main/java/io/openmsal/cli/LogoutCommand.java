package io.openmsal.cli;

import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.List;
import java.util.Map;
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

    @Mixin
    private ApplicationOptions application = new ApplicationOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    LogoutCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        application.requireCache();
        if (everyone == account.nameSomebody()) {
            throw new MsalConfigurationException(
                    "invalid_option", "Say who: either --username or --home-account-id, or else --all.");
        }
        Narrator narrator = new Narrator(shell, output.isVerbose());
        PublicClientApplication app = application.publicClient(shell, narrator);
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

package io.openmsal.cli;

import io.openmsal.domain.account.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who is signed in. */
@Command(
        name = "accounts",
        mixinStandardHelpOptions = true,
        description = "Lists who is signed in with this authority: user name, home account id, environment and tenants,"
                + " with tabs between. Sends nothing.")
final class AccountsCommand implements ReportingCommand {

    private final Shell shell;

    @Mixin
    private ApplicationOptions application = new ApplicationOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    AccountsCommand(Shell shell) {
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
        List<Account> accounts = application.publicClient(shell, narrator).accounts();
        if (accounts.isEmpty()) {
            narrator.requireReadCache();
        }
        if (output.isJson()) {
            output.write(accounts.stream().map(AccountsCommand::document).toList(), shell);
        } else if (accounts.isEmpty()) {
            shell.say("Nobody is signed in.");
        } else {
            accounts.forEach(account -> output.write(line(account), shell));
        }
        return FailureKind.SUCCESS;
    }

    private static Map<String, Object> document(Account account) {
        Map<String, Object> document = ResultDocument.of(account);
        document.put("tenants", new ArrayList<>(account.tenantProfiles().keySet()));
        return document;
    }

    private static String line(Account account) {
        String tenants = String.join(",", account.tenantProfiles().keySet());
        return Stream.of(account.username(), account.homeAccountId(), account.environment(), tenants)
                .map(PrintableText::field)
                .collect(Collectors.joining("\t"));
    }
}

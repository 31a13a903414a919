package io.openmsal.cli;

import io.openmsal.Adapters;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Explains what would happen here, without getting a token. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Explains what would happen here and why, without getting a token. Changes nothing, shows no"
                + " values of variables. Ends with 0 whatever it finds; with --output json, 'failures' has what could not be"
                + " reached.")
final class DoctorCommand implements ReportingCommand {

    private final Shell shell;

    @Option(
            names = "--managed-identity",
            description =
                    "Which Azure host this is taken for: what was seen of each, what is missing, and whether tokens"
                            + " that are bound to a certificate can be had here.")
    private boolean managedIdentity;

    @Option(
            names = "--credentials",
            description = "Which credential of the usual chain applies here, and why the others do not.")
    private boolean credentials;

    @ArgGroup
    private AuthorityOptions authority = new AuthorityOptions();

    @Mixin
    private LoopbackOptions loopback = new LoopbackOptions();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private IdentityOptions identity = new IdentityOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    DoctorCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() {
        List<Examination> examinations = examinations();
        if (examinations.isEmpty()) {
            throw new MsalConfigurationException(
                    "invalid_option", "Say what to look at: an authority, --managed-identity or --credentials.");
        }
        if (output.isJson()) {
            output.write(document(examinations), shell);
        } else {
            examinations.forEach(
                    each -> each.findings().lines().forEach(line -> output.write(PrintableText.of(line), shell)));
        }
        return FailureKind.SUCCESS;
    }

    private static Map<String, Object> document(List<Examination> examinations) {
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Object> failures = new LinkedHashMap<>();
        for (Examination each : examinations) {
            Findings found = each.findings();
            document.put(each.name(), found.lines());
            found.failure().ifPresent(failure -> failures.put(each.name(), ErrorDocument.of(failure)));
        }
        document.put("failures", failures);
        return document;
    }

    private List<Examination> examinations() {
        List<Examination> chosen = new ArrayList<>();
        if (authority.nameOne()) {
            HttpSettings settings = connection.settings(shell);
            chosen.add(new AuthorityExamination(
                    authority.authority(loopback.http()),
                    Adapters.jdkOnly(settings, new Narrator(shell, output.isVerbose())),
                    connection.description(settings),
                    settings.trust(),
                    shell.cancellation()));
        }
        if (managedIdentity) {
            chosen.add(new ManagedIdentityExamination(identity, connection, shell));
        }
        if (credentials) {
            chosen.add(new CredentialsExamination(shell));
        }
        return chosen;
    }
}

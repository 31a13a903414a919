package io.openmsal.cli;

import io.openmsal.ManagedIdentityApplication;
import java.util.ArrayList;
import java.util.List;

/** Which Azure host this is taken for, why, and what can be had from it. */
final class ManagedIdentityExamination implements Examination {

    private final IdentityOptions identity;
    private final ConnectionOptions connection;
    private final Shell shell;

    ManagedIdentityExamination(IdentityOptions identity, ConnectionOptions connection, Shell shell) {
        this.identity = identity;
        this.connection = connection;
        this.shell = shell;
    }

    @Override
    public String name() {
        return "managed_identity";
    }

    @Override
    public Findings findings() {
        ManagedIdentityApplication application =
                identity.application(shell, new Narrator(shell, false), connection.settings(shell));
        List<String> findings = new ArrayList<>(application.explain().lines().toList());
        findings.add(application.capabilities(shell.cancellation()).toString());
        return Findings.of(findings);
    }
}

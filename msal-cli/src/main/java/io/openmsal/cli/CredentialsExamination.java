package io.openmsal.cli;

import io.openmsal.Adapters;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.credential.CredentialChain;

/** Which credential of the usual chain a program would use here, and why not the others. */
final class CredentialsExamination implements Examination {

    private final Shell shell;

    CredentialsExamination(Shell shell) {
        this.shell = shell;
    }

    @Override
    public String name() {
        return "credentials";
    }

    @Override
    public Findings findings() {
        return Findings.of(CredentialChain.standard()
                .adapters(Adapters.jdkOnly(HttpSettings.defaults(), new Narrator(shell, false))
                        .withEnvironment(new ShellEnvironment(shell)))
                .build()
                .explain()
                .lines()
                .toList());
    }
}

package io.openmsal.cli;

import java.util.List;

/** Which Azure host this is taken for, and why. */
final class ManagedIdentityExamination implements Examination {

    private final IdentityOptions identity;
    private final Shell shell;

    ManagedIdentityExamination(IdentityOptions identity, Shell shell) {
        this.identity = identity;
        this.shell = shell;
    }

    @Override
    public String name() {
        return "managed_identity";
    }

    @Override
    public List<String> findings() {
        return identity.application(shell, new Narrator(shell, false))
                .explain()
                .lines()
                .toList();
    }
}

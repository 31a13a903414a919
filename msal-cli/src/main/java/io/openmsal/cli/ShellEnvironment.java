package io.openmsal.cli;

import io.openmsal.adapter.system.SystemEnvironment;
import io.openmsal.port.environment.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The variables of a shell, and the files of the machine. */
final class ShellEnvironment implements Environment {

    private final Shell shell;
    private final Environment machine = new SystemEnvironment();

    ShellEnvironment(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(shell.variables().get(name));
    }

    @Override
    public Optional<String> property(String name) {
        return machine.property(name);
    }

    @Override
    public Optional<byte[]> file(Path path, int maxBytes) throws IOException {
        return machine.file(path, maxBytes);
    }

    @Override
    public Optional<Path> realPath(Path path) throws IOException {
        return machine.realPath(path);
    }
}

package io.openmsal.testing.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.environment.Environment;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FakeEnvironmentTest extends EnvironmentContract {

    private final FakeEnvironment environment =
            new FakeEnvironment().withVariable("HOME", "/home/ada").withProperty("os.name", "Linux");

    @Override
    protected Environment environment() {
        return environment;
    }

    @Override
    protected String nameOfASetVariable() {
        return "HOME";
    }

    @Override
    protected Path fileHolding(byte[] content) {
        environment.withFile("/etc/example", content);
        return Path.of("/etc/example");
    }

    @Override
    protected void overwrite(Path path, byte[] content) {
        environment.withFile(path.toString(), content);
    }

    @Override
    protected Path missingFile() {
        return Path.of("/etc/missing");
    }

    @Test
    void aVariableSetToNothingIsThere() {
        assertThat(environment.withVariable("EMPTY", "").variable("EMPTY")).hasValue("");
    }

    @Test
    void aVariableCanGo() {
        assertThat(environment.withoutVariable("HOME").variable("HOME")).isEmpty();
    }

    @Test
    void anUnreadableFileSaysWhatTheTestSaid() {
        environment.withUnreadableFile("/etc/locked", "permission denied");

        assertThatThrownBy(() -> environment.file(Path.of("/etc/locked"), 10))
                .isInstanceOf(IOException.class)
                .hasMessage("permission denied");
    }

    @Test
    void aPathOfAnotherSystemIsAFolderUpToEitherSeparator() {
        environment.withFile("C:\\ProgramData\\Tokens\\x.key", "");

        assertThat(environment.realPath(Path.of("C:\\ProgramData\\Tokens"))).isPresent();
        assertThat(environment.realPath(Path.of("C:\\ProgramData\\Token"))).isEmpty();
    }

    @Test
    void itPrintsNoValues() {
        assertThat(environment.withVariable("CLIENT_SECRET", "s3cr3t"))
                .asString()
                .doesNotContain("s3cr3t");
    }
}

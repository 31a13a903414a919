package io.openmsal.adapter.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.environment.Environment;
import io.openmsal.testing.environment.EnvironmentContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SystemEnvironmentTest extends EnvironmentContract {

    @TempDir
    Path folder;

    private final Environment environment = new SystemEnvironment();

    @Override
    protected Environment environment() {
        return environment;
    }

    @Override
    protected String nameOfASetVariable() {
        return "PATH";
    }

    @Override
    protected Path fileHolding(byte[] content) throws IOException {
        return Files.write(folder.resolve("content"), content);
    }

    @Override
    protected void overwrite(Path path, byte[] content) throws IOException {
        Files.write(path, content);
    }

    @Override
    protected Path missingFile() {
        return folder.resolve("missing");
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> environment.file(folder, 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a regular file");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatClaimsToBeEmptyIsReadAllTheSame() throws Exception {
        assertThat(environment.file(Path.of("/proc/self/cmdline"), 1 << 20))
                .hasValueSatisfying(bytes -> assertThat(bytes).isNotEmpty());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceWithoutEndIsNotRead() {
        assertThatThrownBy(() -> environment.file(Path.of("/dev/zero"), 100)).isInstanceOf(IOException.class);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeThatNeverAnswersIsNotOpened() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThatThrownBy(() -> environment.file(pipe, 100)).isInstanceOf(IOException.class));
    }
}

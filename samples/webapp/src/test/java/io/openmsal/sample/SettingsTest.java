package io.openmsal.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Secret;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import javax.servlet.ServletContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    private Path folder;

    /** Settings of a context that has parameters and nothing else. */
    private static Settings settings(Map<String, String> parameters) {
        return new Settings((ServletContext) Proxy.newProxyInstance(
                SettingsTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (context, method, arguments) -> parameters.get(arguments[0])));
    }

    @Test
    void aSecretIsReadFromItsFileEachTimeSoThatAnotherCanTakeItsPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "canary-1\n");
        Supplier<Secret> secret =
                settings(Map.of("sample.clientSecret.file", file.toString())).secret("sample.clientSecret");

        assertThat(secret.get().reveal()).isEqualTo("canary-1");
        Files.writeString(file, "canary-2");

        assertThat(secret.get().reveal()).isEqualTo("canary-2");
    }

    @Test
    void aSecretThatIsInASettingItselfIsRefusedAndNotRepeated() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "canary-1");
        Settings settings =
                settings(Map.of("sample.clientSecret", "canary-2", "sample.clientSecret.file", file.toString()));

        assertThatThrownBy(() -> settings.secret("sample.clientSecret"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sample.clientSecret.file")
                .message()
                .doesNotContain("canary");
    }

    @Test
    void anEmptyFileHoldsNoSecret() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "\n");
        Settings settings = settings(Map.of("sample.clientSecret.file", file.toString()));

        assertThatThrownBy(() -> settings.secret("sample.clientSecret"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sample.clientSecret.file");
    }

    @Test
    void aSecretThatIsMissingIsMissedAtOnce() {
        assertThatThrownBy(() -> settings(Map.of()).secret("sample.clientSecret"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sample.clientSecret.file");
        Settings settings = settings(
                Map.of("sample.clientSecret.file", folder.resolve("none").toString()));
        assertThatThrownBy(() -> settings.secret("sample.clientSecret")).isInstanceOf(UncheckedIOException.class);
    }
}

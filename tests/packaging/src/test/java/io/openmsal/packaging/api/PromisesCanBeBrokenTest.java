package io.openmsal.packaging.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.packaging.ShippedJars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a broken promise is seen: held against more than there is. */
class PromisesCanBeBrokenTest {

    private static final String MODULE = "msal-ports";

    @TempDir
    private Path folder;

    private List<String> differences(String declared, String promised) throws IOException {
        String text = Promise.current().of(MODULE);
        assertThat(text).contains(declared);
        Path jar = ApiStubs.jar(Map.of(MODULE, text.replace(declared, promised)), Promise.libraries(), folder);
        return Differences.between(jar, List.of(ShippedJars.jar(MODULE)));
    }

    @Test
    void whatIsThereBreaksNothing() throws IOException {
        assertThat(differences("public final class Secret {", "public final class Secret {"))
                .isEmpty();
    }

    @Test
    void aMethodThatIsGone() throws IOException {
        assertThat(differences("public String reveal();", "public String reveal();\n    public int length();"))
                .containsExactly("io.openmsal.port.Secret.length: METHOD_REMOVED");
    }

    @Test
    void aResultOfAnotherType() throws IOException {
        assertThat(differences("public String reveal();", "public CharSequence reveal();"))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("io.openmsal.port.Secret.reveal: METHOD_"));
    }

    @Test
    void aTypeThatIsGone() throws IOException {
        assertThat(differences(
                        "public final class Secret {",
                        "public final class Secret {\n    public enum Kind {\n        ONE;\n    }"))
                .containsExactly("io.openmsal.port.Secret$Kind: CLASS_REMOVED");
    }

    /** A lambda has one method to write. */
    @Test
    void oneMoreMethodForThoseWhoImplementAPort() throws IOException {
        assertThat(differences("    public abstract void emit(io.openmsal.port.event.Event event);\n", ""))
                .containsExactly("io.openmsal.port.event.EventSink.emit: METHOD_ADDED_TO_INTERFACE");
    }
}

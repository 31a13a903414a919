package io.openmsal.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.packaging.alone.GetsItsFirstToken;
import io.openmsal.port.Secret;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM makes of the library until a program has its first token: decision 171 says why it is counted. */
class FirstTokenTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private static final Pattern LAMBDA = Pattern.compile("(io\\.openmsal\\.[\\w.]+)\\S*\\$\\$Lambda");
    private static final Pattern OURS = Pattern.compile("(?m) (io\\.openmsal\\.[\\w.$]+) source: ");

    @TempDir
    private Path folder;

    @Test
    void theWayThereHasNoLambdaButTheChoiceOfTheAuthority() throws Exception {
        assertThat(found(LAMBDA, loadedUntilTheFirstToken())).containsOnly("io.openmsal.ApplicationBuilder");
    }

    @Test
    void itLoadsNoFlowAboutPeople() throws Exception {
        assertThat(found(OURS, loadedUntilTheFirstToken()))
                .contains("io.openmsal.domain.flow.ClientCredentialsFlow")
                .doesNotContain("io.openmsal.PeoplesFlows", "io.openmsal.domain.flow.SilentFlow");
    }

    private String loadedUntilTheFirstToken() throws Exception {
        Emulator emulator = EMULATOR.get();
        emulator.add(EmulatorApp.of("daemon").withSecret(Secret.of("s3cret-of-the-daemon")));
        Path log = folder.resolve("loaded");
        ApplicationProcess process = new ApplicationProcess(
                folder,
                List.of(
                        emulator.authority("contoso"),
                        "daemon",
                        Files.writeString(folder.resolve("trust.pem"), emulator.caCertificatePem())
                                .toString(),
                        Files.writeString(folder.resolve("secret"), "s3cret-of-the-daemon")
                                .toString()));

        assertThat(process.withClassPath(
                        ShippedJars.withTheirLibraries(),
                        List.of("-Xlog:class+load:file=" + log),
                        GetsItsFirstToken.class))
                .isEqualTo("IDENTITY_PROVIDER");
        return Files.readString(log);
    }

    private static List<String> found(Pattern what, String log) {
        return what.matcher(log).results().map(FirstTokenTest::name).distinct().toList();
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }
}

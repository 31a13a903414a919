package io.openmsal.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.packaging.alone.GetsTokens;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A named module requires ours by their names, and runs without a single {@code --add-opens}. Ours are automatic modules, which
 * cannot say themselves that they need the module {@code jdk.net} of the JDK, Gson and
 * SLF4J: the application's declaration does.
 */
class ModulePathTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @TempDir
    private Path folder;

    @Test
    void anApplicationThatIsANamedModuleGetsATokenFromOurModules() throws Exception {
        assertThat(runAsModule(
                        ShippedJars.withTheirLibraries(),
                        "io.openmsal",
                        "io.openmsal.adapter.cache",
                        "io.openmsal.adapter.http",
                        "io.openmsal.domain",
                        "io.openmsal.port",
                        "com.google.gson",
                        "org.slf4j",
                        "jdk.net"))
                .isEqualTo(ApplicationProcess.TOKENS);
    }

    @Test
    void anApplicationThatIsANamedModuleGetsATokenFromTheOneJar() throws Exception {
        assertThat(runAsModule(List.of(ShippedJars.standalone()), "io.openmsal.standalone", "jdk.net"))
                .isEqualTo(ApplicationProcess.TOKENS);
    }

    private String runAsModule(List<Path> jars, String... required) throws IOException, InterruptedException {
        ApplicationProcess application = new ApplicationProcess(EMULATOR.get(), folder);
        String path = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Path sample = compile(path, required);
        return application.run(List.of(
                "--module-path",
                path + File.pathSeparator + sample,
                "--module",
                "sample.application/" + GetsTokens.class.getName()));
    }

    private Path compile(String modulePath, String... required) throws IOException {
        StringBuilder declaration = new StringBuilder("module sample.application {\n");
        for (String name : required) {
            declaration.append("    requires ").append(name).append(";\n");
        }
        Path descriptor = Files.writeString(folder.resolve("module-info.java"), declaration.append("}\n"));
        Path sources = ShippedJars.repository().resolve("tests/packaging/src/test/java");
        Path source = sources.resolve(GetsTokens.class.getName().replace('.', '/') + ".java");
        Path target = folder.resolve("sample");
        int exit = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-d",
                        target.toString(),
                        "--module-path",
                        modulePath,
                        descriptor.toString(),
                        source.toString());
        assertThat(exit).as("what javac says of the sample").isZero();
        return target;
    }
}

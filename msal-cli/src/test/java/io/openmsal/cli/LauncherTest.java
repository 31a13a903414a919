package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script {@code msal}, in a source tree that was never built. In Maven's place stands a command that puts the classes of
 * this build where Maven would, and writes down that it was called.
 */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "msal is a script of bash")
class LauncherTest {

    @TempDir
    Path folder;

    private Path root;
    private Path builds;
    private Path javaHome = Path.of(System.getProperty("java.home"));
    private final Map<String, String> variables = new HashMap<>();

    /** How a run ended. */
    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void aSourceTreeThatWasNeverBuilt() throws Exception {
        root = Files.createDirectories(folder.resolve("source tree"));
        builds = folder.resolve("builds");
        Files.copy(Path.of("..", "msal"), root.resolve("msal"));
        Files.createDirectories(root.resolve("msal-cli/src/main"));
        Files.createFile(root.resolve("pom.xml"));
        Files.createFile(root.resolve("msal-cli/pom.xml"));
        Path jars = Files.createDirectories(folder.resolve("jars"));
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path part = Path.of(entry);
            if (Files.isDirectory(part)) {
                jar(part, jars.resolve("classes-" + number++ + ".jar"));
            } else if (entry.endsWith(".jar")) {
                Files.copy(part, jars.resolve(part.getFileName()));
            }
        }
        maven("mkdir -p msal-cli/target/lib && cp '" + jars + "'/*.jar msal-cli/target/lib/\n"
                + "mv msal-cli/target/lib/classes-0.jar msal-cli/target/msal-cli-0.jar\n");
    }

    private void maven(String commands) throws IOException {
        Path mvn = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(mvn, "#!/bin/sh\necho built >> '" + builds + "'\n" + commands);
        assertThat(mvn.toFile().setExecutable(true)).isTrue();
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(
                        new JarEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
                Files.copy(path, entries);
                entries.closeEntry();
            }
        }
    }

    /** Puts a script in the place of java, which may do what else the real one does by {@code exec "$real" "$@"}. */
    private void java(String commands) throws IOException {
        javaHome = folder.resolve("another jdk");
        Path java = Files.createDirectories(javaHome.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nreal='" + System.getProperty("java.home") + "/bin/java'\n" + commands);
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private Ended msal(String... arguments) throws Exception {
        return run(Stream.concat(Stream.of("bash", root.resolve("msal").toString()), Stream.of(arguments))
                .toList());
    }

    private Ended run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().putAll(variables);
        builder.redirectError(folder.resolve("err").toFile());
        builder.redirectOutput(folder.resolve("out").toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private int builds() throws IOException {
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    @Test
    void buildsAndPreparesItselfAtTheFirstUseAndStartsAtOnceAfterwards() throws Exception {
        // some JDKs archive no class of an application whose path has a blank
        root = Files.move(root, folder.resolve("source-tree"));

        Ended first = msal("--version");

        assertThat(first.code()).isZero();
        assertThat(first.out()).startsWith("msal ").doesNotContain("Building");
        assertThat(first.err()).contains("Building", "Preparing fast starts");
        assertThat(classesFromTheArchive()).contains("io.openmsal.cli.Main", "picocli.CommandLine");

        Ended second = msal("--version");

        assertThat(second).isEqualTo(new Ended(0, first.out(), ""));
        assertThat(builds()).isEqualTo(1);
        assertThat(msal("login").code()).as("a usage error").isEqualTo(2);

        Files.setLastModifiedTime(
                Files.createFile(root.resolve("msal-cli/src/main/New.java")),
                FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(msal("--version").err()).contains("Building");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aBuildThatFailsIsToldWithItsErrorsAndItsLog() throws Exception {
        maven("echo '[ERROR] There is no such thing.'\nexit 1\n");

        Ended ended = msal("--version");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("[ERROR] There is no such thing.", "build.log");
        assertThat(msal("--version").err()).as("the next use tries again").contains("Building");
    }

    @Test
    void worksInAPathWithABlank() throws Exception {
        assertThat(root.toString()).contains(" ");

        assertThat(msal("--version").out()).startsWith("msal ");
        assertThat(msal("--version").err()).isEmpty();
    }

    @Test
    void aMissingJavaIsNamed() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("no java"));
        ProcessBuilder builder = new ProcessBuilder("bash", root.resolve("msal").toString()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", empty.toString());
        Process process = builder.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("JAVA_HOME is " + empty);
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void leavesTheChoiceOfTheCollectorToTheEnvironment() throws Exception {
        for (String variable : new String[] {"JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"}) {
            variables.clear();
            variables.put(variable, "-XX:+UseParallelGC");

            Ended ended = msal("--version");

            assertThat(ended.out()).as(variable).startsWith("msal ");
            assertThat(ended.code()).isZero();
            assertThat(archive()).isNotEmptyFile();
        }
    }

    @Test
    void aJavaThatIsTooOldIsToldBeforeAnythingIsDone() throws Exception {
        java("echo 'openjdk version \"11.0.28\" 2025-07-15' >&2\n");

        Ended ended = msal("--version");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("older than Java 17").doesNotContain("Building");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void aJavaThatIsTooOldIsToldWhenAnotherOneBuilt() throws Exception {
        withoutFastStarts();
        java("echo 'openjdk version \"11.0.28\" 2025-07-15' >&2\nexit 0\n");

        Ended ended = msal("--version");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("older than Java 17");
    }

    @Test
    void ctrlCDuringThePreparationMeansTheCommandToo() throws Exception {
        assumeThat(run(List.of("bash", "-c", "trap 'exit 7' INT; kill -INT $$; exit 0"))
                        .code())
                .as("Ctrl-C is not ignored where the tests run")
                .isEqualTo(7);
        // a terminal tells both; the demonstration ends itself, with an exit code of its own
        java("case \"$*\" in *'Main demo'*) kill -INT $PPID; exit 5 ;; esac\nexec \"$real\" \"$@\"\n");

        Ended ended = msal("--version");

        assertThat(ended.err()).contains("Preparing fast starts", "Cancelled");
        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.out()).isEmpty();
        try (Stream<Path> left = Files.list(app())) {
            assertThat(left).allMatch(file -> file.toString().endsWith(".jar"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoMayOnlyReadGoesOnWithoutFastStarts(boolean locks) throws Exception {
        withoutFastStarts();
        java("case \"$*\" in *'Main demo'*) touch '" + folder + "/demo' ;; esac\nexec \"$real\" \"$@\"\n");
        List<String> command =
                new ArrayList<>(List.of("bash", locks ? root.resolve("msal").toString() : withoutLocks(), "--version"));
        if (run(List.of("id", "-u")).out().strip().equals("0")) {
            // who may do everything becomes somebody who may not
            assumeThat(run(List.of("sh", "-c", "command -v setpriv")).code()).isZero();
            command.addAll(0, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
            assertThat(run(List.of("chmod", "-R", "a+rX", folder.toString())).code())
                    .isZero();
        }
        assertThat(run(List.of("chmod", "-R", "a-w", root.toString())).code()).isZero();

        Ended ended = run(command);

        assertThat(run(List.of("chmod", "-R", "u+w", root.toString())).code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("msal ");
        assertThat(ended.code()).isZero();
        assertThat(folder.resolve("demo")).doesNotExist();
    }

    /** Builds it, and saves the time that its archive would take. */
    private void withoutFastStarts() throws Exception {
        java("case \"$*\" in *'Main demo'*|*-Xshare:dump*) exit 1 ;; esac\nexec \"$real\" \"$@\"\n");
        assertThat(msal("--version").code()).isZero();
        assertThat(archive()).isEmptyFile();
        Files.delete(archive());
    }

    /** The script as a machine sees it that has no flock. */
    private String withoutLocks() throws IOException {
        Path script = root.resolve("msal-without-locks");
        Files.writeString(script, Files.readString(root.resolve("msal")).replace("command -v flock", "false"));
        return script.toString();
    }

    private Path app() throws IOException {
        Path launcher = root.resolve("msal-cli/target/launcher");
        return launcher.resolve(Files.readString(launcher.resolve("current")).strip());
    }

    private Path archive() throws IOException {
        try (Stream<Path> all = Files.list(app())) {
            return all.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What the JVM itself says about where it found each class. */
    private String classesFromTheArchive() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(app())) {
            files = all.sorted().toList();
        }
        String classPath = files.stream()
                .map(Path::toString)
                .filter(file -> file.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xshare:on",
                        "-XX:SharedArchiveFile=" + archive(),
                        "-Xlog:class+load",
                        "-cp",
                        classPath,
                        Main.class.getName(),
                        "--version")
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("shared objects file"))
                .collect(Collectors.joining("\n"));
    }
}

package io.openmsal.realparties.party;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.realparties.party.DistributionSource.MavenArchive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a party started and wrote down does not outlive it, whichever way it ends. */
@Timeout(120)
class NothingIsLeftTest {

    private static final ProcessBuilder FOR_EVER = new ProcessBuilder("sleep", "600");

    /** A party that has a process and a folder with a secret by the time that its start goes on. */
    private static final class Half extends PartyExtension<AutoCloseable> {

        private final Consumer<Belongings> goesOn;
        private Optional<Process> child = Optional.empty();
        private Path folder = Path.of("");

        Half(Consumer<Belongings> goesOn) {
            super(AutoCloseable.class);
            this.goesOn = goesOn;
        }

        @Override
        protected AutoCloseable start(Belongings own) {
            try {
                folder = own.folder("openmsal-half");
                Files.writeString(folder.resolve("settings"), "password");
                child = Optional.of(own.start(FOR_EVER));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            goesOn.accept(own);
            return own;
        }
    }

    @Test
    void ofAPartyThatFailsHalfWay() {
        for (Throwable failure : new Throwable[] {new IllegalStateException("no"), new NoSuchMethodError("no")}) {
            Half half = new Half(own -> NothingIsLeftTest.<RuntimeException>sneak(failure));

            assertThat(half.begin().failure()).containsSame(failure);

            assertThat(half.child.orElseThrow().isAlive()).isFalse();
            assertThat(half.folder).doesNotExist();
        }
    }

    @Test
    void ofAPartyThatFailsHalfWayAndCannotDeleteSomeOfIt(@TempDir Path folder) throws Exception {
        Path program = Files.createDirectories(folder.resolve("programs/program"));
        DistributionSource nowhere = new MavenArchive("it:is:there");
        try (BottomlessFolder stays = BottomlessFolder.in(folder)) {
            for (Exception failure : List.of(
                    new IllegalStateException("no"), new PartyMissingException("None here, for the sake of a test."))) {
                Half half = new Half(own -> {
                    own.owned(stays.path());
                    try {
                        own.held(Distribution.open(program.getParent(), nowhere, "program"));
                    } catch (PartyMissingException missing) {
                        throw new AssertionError(missing);
                    }
                    NothingIsLeftTest.<RuntimeException>sneak(failure);
                });

                PartyExtension.Attempt<AutoCloseable> attempt = half.begin();

                assertThat(attempt.failure().map(Throwable::getMessage).orElse(attempt.missing()))
                        .isEqualTo(failure.getMessage());
                assertThat(failure.getSuppressed()).hasExactlyElementsOfTypes(UncheckedIOException.class);
                assertThat(half.folder).doesNotExist();
                // it cannot be opened while it is held
                Distribution.open(program.getParent(), nowhere, "program").close();
            }
        }
    }

    @Test
    void ofAPartyThatIsClosed() throws Exception {
        Half whole = new Half(own -> {});
        PartyExtension.Attempt<AutoCloseable> attempt = whole.begin();
        assertThat(whole.child.orElseThrow().isAlive()).isTrue();

        attempt.close();

        assertThat(whole.child.orElseThrow().isAlive()).isFalse();
        assertThat(whole.folder).doesNotExist();
    }

    @Test
    void ofAJvmThatIsEndedMeanwhile() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ended.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader says = jvm.inputReader()) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(says.readLine())).orElseThrow();
            ProcessHandle grandchild =
                    ProcessHandle.of(Long.parseLong(says.readLine())).orElseThrow();
            Path folder = Path.of(says.readLine());
            assertThat(folder).exists();

            jvm.destroy();

            assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(grandchild.onExit()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(folder).doesNotExist();
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** Such a JVM: it says what it has, and waits. */
    static final class Ended {

        private Ended() {}

        public static void main(String[] arguments) throws Exception {
            Belongings own = new Belongings();
            Path folder = own.folder("openmsal-ended");
            Process parent = own.start(new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; wait"));
            try (BufferedReader says = parent.inputReader()) {
                System.out.println(parent.pid() + "\n" + says.readLine() + "\n" + folder);
            }
            System.in.read();
        }
    }

    @Test
    void ofAJvmThatCannotDeleteSomeOfIt(@TempDir Path folder) throws Exception {
        try (BottomlessFolder stays = BottomlessFolder.in(folder)) {
            List<Path> others = new ArrayList<>();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Returned.class.getName(),
                    stays.path().toString()));
            // in whichever order they are deleted, some come after the one that stays
            for (int other = 0; other < 20; other++) {
                others.add(Files.createDirectory(folder.resolve("other" + other)));
                command.add(others.get(other).toString());
            }
            Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (BufferedReader says = jvm.inputReader()) {
                assertThat(says.lines()).containsExactly("Could not be deleted: " + stays.path());
            } finally {
                jvm.destroyForcibly();
            }

            assertThat(stays.path()).exists();
            assertThat(others).allSatisfy(other -> assertThat(other).doesNotExist());
        }
    }

    /** A JVM that leaves behind what it is told, and returns. */
    static final class Returned {

        private Returned() {}

        public static void main(String[] paths) {
            Belongings own = new Belongings();
            for (String path : paths) {
                own.owned(Path.of(path));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }
}

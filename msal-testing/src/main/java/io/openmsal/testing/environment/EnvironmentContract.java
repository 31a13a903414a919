package io.openmsal.testing.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.environment.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every {@link Environment} promises. Extend it and describe yours. */
public abstract class EnvironmentContract {

    private static final byte[] CONTENT = "twelve bytes".getBytes(StandardCharsets.UTF_8);

    /** For subclasses. */
    protected EnvironmentContract() {}

    /**
     * The environment under test.
     *
     * @return the same object during one test
     */
    protected abstract Environment environment();

    /**
     * An environment variable that is set to a text that is not empty.
     *
     * @return its name
     */
    protected abstract String nameOfASetVariable();

    /**
     * Puts a file.
     *
     * @param content what it holds
     * @return where the environment finds it
     * @throws IOException when it cannot be written
     */
    protected abstract Path fileHolding(byte[] content) throws IOException;

    /**
     * Changes the file that {@link #fileHolding} made.
     *
     * @param path where it is
     * @param content what it holds from now on
     * @throws IOException when it cannot be written
     */
    protected abstract void overwrite(Path path, byte[] content) throws IOException;

    /**
     * A path without a file.
     *
     * @return the path
     */
    protected abstract Path missingFile();

    @Test
    void aVariableThatIsSetHasAValue() {
        assertThat(environment().variable(nameOfASetVariable()))
                .isNotEmpty()
                .get()
                .isNotEqualTo("");
    }

    @Test
    void aVariableThatIsNotSetIsEmpty() {
        assertThat(environment().variable("OPENMSAL_NOBODY_SETS_THIS")).isEmpty();
    }

    @Test
    void thePropertyOfTheOperatingSystemIsKnown() {
        assertThat(environment().property("os.name")).isPresent();
    }

    @Test
    void aPropertyThatIsNotSetIsEmpty() {
        assertThat(environment().property("openmsal.nobody.sets.this")).isEmpty();
    }

    @Test
    void aMissingFileIsEmpty() throws Exception {
        assertThat(environment().file(missingFile(), 100)).isEmpty();
    }

    @Test
    void aFileIsReadWhole() throws Exception {
        assertThat(environment().file(fileHolding(CONTENT), 100)).hasValue(CONTENT);
    }

    @Test
    void anEmptyFileIsThereAndEmpty() throws Exception {
        assertThat(environment().file(fileHolding(new byte[0]), 100)).hasValue(new byte[0]);
    }

    @Test
    void aFileOfExactlyTheLimitIsRead() throws Exception {
        assertThat(environment().file(fileHolding(CONTENT), CONTENT.length)).hasValue(CONTENT);
    }

    @Test
    void aFileOneByteLargerIsRefusedByName() throws Exception {
        Path path = fileHolding(CONTENT);

        assertThatThrownBy(() -> environment().file(path, CONTENT.length - 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString())
                .message()
                .doesNotContain("twelve");
    }

    @Test
    void aFileIsReadAnewEachTime() throws Exception {
        Path path = fileHolding(CONTENT);
        assertThat(environment().file(path, 100)).hasValue(CONTENT);

        overwrite(path, new byte[] {1});

        assertThat(environment().file(path, 100)).hasValue(new byte[] {1});
    }

    @Test
    void theRealPathOfAFileIsOneAtWhichItIsFound() throws Exception {
        Path real = environment().realPath(fileHolding(CONTENT)).orElseThrow();

        assertThat(environment().file(real, 100)).hasValue(CONTENT);
        assertThat(environment().realPath(real)).hasValue(real);
    }

    @Test
    void whatIsNotThereHasNoRealPath() throws Exception {
        assertThat(environment().realPath(missingFile())).isEmpty();
    }

    @Test
    void theFolderOfAFileHasARealPath() throws Exception {
        assertThat(environment().realPath(folderOf(fileHolding(CONTENT)))).isPresent();
    }

    @Test
    void whatOnlyBeginsLikeAFileOrItsFolderHasNoRealPath() throws Exception {
        Path path = fileHolding(CONTENT);
        Path folder = folderOf(path);

        assertThat(environment().realPath(path.resolveSibling(shortened(path)))).isEmpty();
        assertThat(environment().realPath(folder.resolveSibling(shortened(folder))))
                .isEmpty();
    }

    private static Path folderOf(Path path) {
        return Objects.requireNonNull(path.getParent(), "a file without a folder");
    }

    private static String shortened(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.substring(0, name.length() - 1);
    }

    @Test
    void theBytesBelongToTheCaller() throws Exception {
        Path path = fileHolding(CONTENT);

        environment().file(path, 100).orElseThrow()[0] = 'X';

        assertThat(environment().file(path, 100)).hasValue(CONTENT);
    }
}

package io.openmsal.realparties.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user can name of a package {@code msal}, shown with packages that were made for it. */
@NeedsPythonMsal
class ExportedNamesTest {

    @TempDir
    private Path packages;

    @Test
    void whatAClassHasFromAnotherExportedOneStandsThereAlone(PythonMsal python) throws IOException {
        assertThat(names(python, """
                class Base:
                    KEPT = 1
                    def __init__(self, shared): pass
                class Child(Base):
                    KEPT = 2
                    OWN = 3
                    def __init__(self, shared, own): pass
                """, "from .inside import Base, Child"))
                .containsExactlyInAnyOrder("Base", "Base.KEPT", "Base(shared)", "Child", "Child.OWN", "Child(own)");
    }

    @Test
    void whatAClassDeclaresLikeOneThatIsNotExportedStandsWithTheClass(PythonMsal python) throws IOException {
        assertThat(names(python, """
                class Hidden:
                    KEPT = 1
                    INHERITED = 1
                    def __init__(self, shared): pass
                class Child(Hidden):
                    KEPT = 2
                    def __init__(self, shared): pass
                """, "from .inside import Child"))
                .containsExactlyInAnyOrder("Child", "Child.KEPT", "Child(shared)");
    }

    @Test
    void aListThatBreaksOffIsNone(PythonMsal python) {
        assertThatThrownBy(() -> names(python, """
                import atexit, os
                class Child: pass
                atexit.register(os._exit, 3)
                """, "from .inside import Child"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended with 3");
    }

    private List<String> names(PythonMsal python, String inside, String exports) throws IOException {
        Path msal = Files.createDirectory(packages.resolve("msal"));
        Files.writeString(msal.resolve("inside.py"), inside);
        Files.writeString(msal.resolve("__init__.py"), exports);
        return python.exportedNames(Map.of("PYTHONPATH", packages.toString()));
    }
}

package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.realparties.python.NeedsPythonMsal;
import io.openmsal.realparties.python.PythonMsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the list that the guide from MSAL for Python is held against itself against the MSAL for Python of this machine. */
@NeedsPythonMsal
class PythonNamesTest {

    /** It also names what other versions have. */
    private static final Path LIST = Path.of("..", "..", "docs", "src", "test", "resources", "msal-python-names.txt");

    @Test
    void whateverItsUsersCanNameIsInTheListOfTheGuide(PythonMsal python) throws IOException {
        List<String> theirs = python.exportedNames();

        assertThat(theirs).contains("Prompt.LOGIN", "ClientApplication.get_accounts", "ClientApplication(verify)");
        assertThat(Files.readAllLines(LIST)).containsAll(theirs);
    }
}

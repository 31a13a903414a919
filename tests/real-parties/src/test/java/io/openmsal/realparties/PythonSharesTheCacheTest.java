package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.PublicClientApplication;
import io.openmsal.realparties.party.MsalProgram;
import io.openmsal.realparties.python.NeedsPythonMsal;
import io.openmsal.realparties.python.PythonMsal;
import io.openmsal.testing.emulator.Emulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MSAL for Python. */
@NeedsPythonMsal
class PythonSharesTheCacheTest extends SharedCacheContract {

    private PythonMsal python;

    @BeforeEach
    void find(PythonMsal found) {
        python = found;
    }

    @Override
    MsalProgram program(Emulator emulator, String tenant, Path cache) {
        return python.program(emulator, tenant, cache);
    }

    /** MSAL for Node only learns of what was added. */
    @Test
    void whoSignsOutHereIsSignedOutOfAPythonThatIsRunning() {
        try (MsalProgram theirs = theirs()) {
            signIn(theirs);
            PublicClientApplication ours = ours();
            ours.removeAccount(ours.accounts().get(0));

            assertThat(theirs.does("accounts").get("accounts")).isEqualTo(List.of());
        }
        assertNothingWentWrong();
    }

    /** MSAL for Node waits for fifty seconds, and gives up. */
    @Test
    void aLockThatWeLeftWhenWeWereKilledDoesNotStopPython() throws Exception {
        String signedIn = signIn(ours());
        Files.writeString(lockFile(), "0 openmsal");
        try (MsalProgram theirs = theirs()) {
            String fresh = theirs.token("silent", "force", true);

            assertThat(fresh).isNotEqualTo(signedIn);
            assertThat(silent(ours())).isEqualTo(fresh);
        }
        assertNothingWentWrong();
    }
}

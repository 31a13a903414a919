package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.TenantProfile;
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

    /** Python keeps under the word what it got there, and finds under the tenant only the refresh token. */
    @Test
    void atAWordForManyTenantsEachSeesWhatTheOtherGotRoundAfterRound() {
        try (MsalProgram theirs = theirsAt("common")) {
            String byThem = signIn(theirs);
            for (int round = 0; round < 3; round++) {
                EMULATOR.get().clearRequests();
                PublicClientApplication ours = oursAt("common");
                Account ada = ours.accounts().get(0);
                assertThat(ada.tenantProfiles().values())
                        .as("round %s", round)
                        .singleElement()
                        .matches(TenantProfile::isHome);
                assertThat(silent(ours)).as("round %s", round).isEqualTo(byThem);
                assertThat(tokenRequests()).isZero();

                String byUs = refreshed(ours);
                assertThat(silent(oursAt("common"))).isEqualTo(byUs);
                byThem = theirs.token("silent");
                assertThat(byThem).isNotIn(byUs, null);
                assertThat(tokenRequests()).isEqualTo(2);
            }
        }
        assertNothingWentWrong();
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

package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.ClientApplication;
import io.openmsal.domain.flow.PendingSignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the guide from MSAL for Python against the names it exports and against our own API. */
class MigratingFromMsalPythonTest {

    private static final Path GUIDE = Path.of("guides/migrating-from-msal-python.md");

    private static Counterparts guide() throws IOException {
        return Counterparts.in(GUIDE);
    }

    @Test
    void everyExportedNameHasARowAndNoRowIsMadeUp() throws IOException {
        assertThat(guide().rows().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Files.readAllLines(Path.of("src/test/resources/msal-python-names.txt")));
    }

    @Test
    void everyCounterpartExists() throws IOException {
        assertThat(guide().promisedInVain()).isEmpty();
    }

    @Test
    void everyRowNamesACounterpartOrSaysWhyThereIsNone() throws IOException {
        assertThat(guide().leftOpen()).isEmpty();
    }

    @Test
    void aCodeAloneIsSaidNotToBeOfferedWhileNothingTakesOne() throws IOException {
        assertThat(ClientApplication.class.getMethods())
                .filteredOn(method -> method.getName().equals("acquireTokenByAuthorizationCode"))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(method.getParameterTypes()[0]).isEqualTo(PendingSignIn.class));
        assertThat(guide().rows().get("ClientApplication.acquire_token_by_authorization_code"))
                .startsWith("not offered: ");
        assertThat(guide().rows().get("ClientApplication.get_authorization_request_url"))
                .startsWith("`ClientApplication.signIn`, then `PendingSignIn.authorizationUri`");
    }

    @ParameterizedTest
    @CsvSource({
        "acquire_token_silent, MsalServiceException",
        "acquire_token_on_behalf_of, onBehalfOfSessions()",
        "acquire_token_interactive, five minutes",
        "ManagedIdentityError, MsalUntrustedResponseException"
    })
    void whatAnswersInAnotherWayIsSaidAmongWhatDiffers(String theirs, String ours) throws IOException {
        String text = Files.readString(GUIDE);
        List<String> differences = List.of(text.substring(text.indexOf("## What differs"), text.indexOf("## Every"))
                .split("\n- "));

        assertThat(differences)
                .filteredOn(difference -> difference.contains(theirs))
                .anySatisfy(difference -> assertThat(difference).contains(ours));
    }
}

package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Windows answers, as it is known from its documentation. Nobody has run this on Windows yet. */
class DataProtectionFailureTest {

    /** The data are invalid; the key is not valid in this state. */
    @ParameterizedTest
    @ValueSource(ints = {13, 0x8009000B})
    void whatIsSaidOfTheDataMeansThatTheyMayBeSetAside(int code) {
        assertThat(DataProtectionFailure.of(code, null))
                .isInstanceOf(UnreadableContentException.class)
                .hasMessage("Windows did not decrypt it (code " + code
                        + "): it was encrypted for another user or on another machine, or was changed");
    }

    /** No domain controller, no profile, no memory, no service, and what nobody has met yet. */
    @ParameterizedTest
    @CsvSource({
        "-2146892987, connect to the network of the organization",
        "2, log in with it",
        "8, Try again",
        "1722, Try again",
        "4711, Try again"
    })
    void aKeyThatCannotBeHadJustNowSaysNothingOfThem(int code, String nextStep) {
        assertThat(DataProtectionFailure.of(code, null))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageStartingWith("Windows cannot decrypt the token file just now (code " + code + "). ")
                .hasMessageContaining(nextStep);
    }
}

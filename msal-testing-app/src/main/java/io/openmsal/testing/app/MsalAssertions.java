package io.openmsal.testing.app;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.testing.emulator.EmulatorRequest;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;

/**
 * AssertJ's {@code assertThat} for results, failures and what was sent. It has everything of {@link Assertions} besides, so that one
 * import does. No message prints a token or a secret.
 */
public final class MsalAssertions extends Assertions {

    private MsalAssertions() {}

    /**
     * Starts to judge a result.
     *
     * @param actual the result
     * @return assertions
     */
    public static AuthenticationResultAssert assertThat(AuthenticationResult actual) {
        return new AuthenticationResultAssert(actual);
    }

    /**
     * Starts to judge a failure of the library.
     *
     * @param actual the failure
     * @return assertions
     */
    public static MsalExceptionAssert assertThat(MsalException actual) {
        return new MsalExceptionAssert(actual);
    }

    /**
     * Starts to judge what the emulator received.
     *
     * @param actual one request
     * @return assertions
     */
    public static EmulatorRequestAssert assertThat(EmulatorRequest actual) {
        return new EmulatorRequestAssert(actual);
    }

    /**
     * Asks for a token that there must not be.
     *
     * @param call asks
     * @return assertions on why there was none
     */
    public static MsalExceptionAssert assertThatNoTokenComesFrom(Supplier<AuthenticationResult> call) {
        try {
            AuthenticationResult result = call.get();
            throw new AssertionError("Expected a failure, but there was a token: " + result);
        } catch (MsalException failure) {
            return new MsalExceptionAssert(failure);
        }
    }
}

package io.openmsal.domain.managedidentity;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.environment.Environment;
import java.util.Optional;

/**
 * A kind of Azure host that gives tokens to what runs on it. One class for each kind; implement it for a host of your own, or
 * to fake one in a test.
 *
 * <p>Safe for many threads. Keeps no tokens: that is done by whoever asks.
 */
public interface ManagedIdentitySource {

    /**
     * The host's name in messages.
     *
     * @return a name such as {@code App Service}
     */
    String name();

    /**
     * Looks for the signs of this host. A pure function of the environment: sends nothing, remembers nothing.
     *
     * @param environment the variables and files around the process
     * @return what was seen and what is missing
     */
    SourceSigns signsIn(Environment environment);

    /**
     * Makes sure that the host is there, where its signs alone do not tell. Asked only when the host was detected rather than
     * named by the application.
     *
     * @param call the call that is about to ask for a token
     * @return why it is not there, in words, or empty when it is
     * @throws MsalException when the call was cancelled or ran out of time
     */
    default Optional<String> absence(SourceCall call) {
        return Optional.empty();
    }

    /**
     * Asks the host for a token.
     *
     * @param request whose token, and what for
     * @param call the environment, and what sends on behalf of the caller
     * @return the token
     * @throws MsalException when there is none, saying why
     */
    SourceToken token(SourceRequest request, SourceCall call);
}

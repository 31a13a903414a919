package io.openmsal.credential;

import io.openmsal.domain.failure.MsalCredentialException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.token.AuthenticationResult;
import java.util.function.Supplier;

/**
 * Something that gives tokens for one identity, whatever stands behind it. Implement it for a way of your own, or to fake one in
 * a test. Safe for many threads; keeps tokens, so hold on to it.
 */
public interface TokenCredential {

    /**
     * Its name in messages.
     *
     * @return a name such as {@code managed identity}
     */
    String name();

    /**
     * Gets a token, from a cache where that will do.
     *
     * @param demand what for
     * @return the token
     * @throws MsalCredentialException without a {@linkplain MsalCredentialException#failure() failure} when this credential does
     *     not apply here, so that a chain may go on to the next
     * @throws MsalException when it applies and there is no token, saying why
     */
    AuthenticationResult token(TokenDemand demand);

    /**
     * Whether and why this credential applies here, for people. Sends nothing.
     *
     * @return a line or several, with names of variables and files but no values
     */
    String explain();

    /**
     * A view for whatever takes a password: a JDBC driver, a message broker, a mail client. Ask it for each connection; it looks
     * in the cache first.
     *
     * @param scopes what the tokens are for, at least one
     * @return gives the present access token; throws as {@link #token} does
     */
    default Supplier<String> tokens(String... scopes) {
        TokenDemand demand = TokenDemand.of(scopes);
        return () -> token(demand).accessToken();
    }

    /**
     * A view for HTTP clients (RFC 6750 §2.1). Ask it for each request; it looks in the cache first.
     *
     * @param scopes what the tokens are for, at least one
     * @return gives the present value of the header {@code Authorization}; throws as {@link #token} does
     */
    default Supplier<String> authorizationHeaders(String... scopes) {
        TokenDemand demand = TokenDemand.of(scopes);
        return () -> token(demand).authorizationHeader();
    }
}

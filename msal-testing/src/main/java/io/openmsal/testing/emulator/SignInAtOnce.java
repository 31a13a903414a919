package io.openmsal.testing.emulator;

import java.util.Map;
import java.util.Optional;

/**
 * The authorization endpoint when somebody signs in and consents at once, without a page. Keeps what the redirect of one call carried. For
 * one thread.
 */
final class SignInAtOnce implements Endpoint {

    private final AuthorizeEndpoint authorize;
    private final String username;
    private Optional<Map<String, String>> redirect = Optional.empty();

    SignInAtOnce(AuthorizeEndpoint authorize, String username) {
        this.authorize = authorize;
        this.username = username;
    }

    @Override
    public Answer serve(Call call) {
        return redirected(authorize.signIn(call, username));
    }

    @Override
    public Answer refuse(Call call, Refusal refusal) {
        return redirected(authorize.refusal(call, refusal));
    }

    /** What the redirect carried, or empty when there was none. */
    Optional<Map<String, String>> redirect() {
        return redirect;
    }

    private Answer redirected(Map<String, String> parameters) {
        redirect = Optional.of(parameters);
        return Answer.redirect("?" + FormParameters.encode(parameters));
    }
}

package io.openmsal.testing.emulator;

import java.util.Map;

/**
 * The authorization endpoint when somebody signs in and consents at once, without a page. Keeps what the redirect of one call carried. For
 * one thread.
 */
final class SignInAtOnce implements Endpoint {

    private final AuthorizeEndpoint authorize;
    private final String username;
    private Map<String, String> redirect = Map.of();

    SignInAtOnce(AuthorizeEndpoint authorize, String username) {
        this.authorize = authorize;
        this.username = username;
    }

    @Override
    public Answer serve(Call call) {
        return redirected(authorize.parametersOfSignIn(call, username));
    }

    @Override
    public Answer refuse(Call call, Refusal refusal) {
        return redirected(authorize.parametersOfRefusal(call, refusal));
    }

    /** What the redirect carried, or empty when there was none. */
    Map<String, String> redirect() {
        return redirect;
    }

    private Answer redirected(Map<String, String> parameters) {
        redirect = parameters;
        return Answer.redirect("?" + FormParameters.encode(parameters));
    }
}

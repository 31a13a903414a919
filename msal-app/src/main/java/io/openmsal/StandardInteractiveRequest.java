package io.openmsal;

import io.openmsal.domain.oauth.Prompt;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.browser.Browser;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

final class StandardInteractiveRequest extends RequestOptions<InteractiveRequest> implements InteractiveRequest {

    private static final Duration TIME_FOR_A_PERSON = Duration.ofMinutes(5);

    private final SignInParameters signIn = new SignInParameters();
    private Browser browser;
    private int port;
    private boolean queryAccepted;

    StandardInteractiveRequest(Engine engine, String... scopes) {
        super(engine, scopes);
        this.browser = engine.adapters.browser();
    }

    @Override
    InteractiveRequest self() {
        return this;
    }

    @Override
    Optional<Duration> defaultTimeout() {
        return Optional.of(TIME_FOR_A_PERSON);
    }

    @Override
    public InteractiveRequest prompt(Prompt prompt) {
        signIn.prompt = Objects.requireNonNull(prompt, "prompt");
        return this;
    }

    @Override
    public InteractiveRequest loginHint(String username) {
        signIn.loginHint = Objects.requireNonNull(username, "username");
        return this;
    }

    @Override
    public InteractiveRequest domainHint(String domain) {
        signIn.domainHint = Objects.requireNonNull(domain, "domain");
        return this;
    }

    @Override
    public InteractiveRequest extraScopesToConsent(String... scopes) {
        signIn.extraScopes(scopes);
        return this;
    }

    @Override
    public InteractiveRequest maxAge(Duration age) {
        signIn.maxAge = Objects.requireNonNull(age, "age");
        return this;
    }

    @Override
    public InteractiveRequest browser(Browser other) {
        browser = Objects.requireNonNull(other, "other");
        return this;
    }

    @Override
    public InteractiveRequest port(int loopbackPort) {
        port = loopbackPort;
        return this;
    }

    @Override
    public InteractiveRequest acceptQueryResponse() {
        queryAccepted = true;
        return this;
    }

    @Override
    public AuthenticationResult execute() {
        return engine.interactive.acquire(
                authority(), signIn.with(scopes(), claims()), browser, port, queryAccepted, get());
    }
}

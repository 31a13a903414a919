package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.browser.Browser;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

final class StandardInteractiveRequest extends RequestOptions<InteractiveRequest>
        implements InteractiveRequest, SignInSetters<InteractiveRequest> {

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
    public InteractiveRequest chained() {
        return this;
    }

    @Override
    public SignInParameters signIn() {
        return signIn;
    }

    @Override
    Optional<Duration> defaultTimeout() {
        return Optional.of(TIME_FOR_A_PERSON);
    }

    @Override
    public InteractiveRequest browser(Browser other) {
        browser = Objects.requireNonNull(other, "other");
        return this;
    }

    @Override
    public InteractiveRequest port(int loopbackPort) {
        if (loopbackPort < 0 || loopbackPort > 65535) {
            throw new MsalConfigurationException(
                    "invalid_port",
                    "A loopback port lies between 1 and 65535, or is 0 for any free one, and not " + loopbackPort
                            + ".");
        }
        port = loopbackPort;
        return this;
    }

    @Override
    public InteractiveRequest acceptQueryResponse() {
        queryAccepted = true;
        return this;
    }

    @Override
    TokenCall kind() {
        return TokenCall.INTERACTIVE;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.people()
                .interactive
                .acquire(authority(), signIn.with(scopesOfSignIn(), shape()), browser, port, queryAccepted, get());
    }
}

package io.openmsal.domain.shape;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.broker.TokenBinding;
import java.util.Optional;

/** The usual: nothing is asked for and nothing is done. */
enum BearerScheme implements AuthenticationScheme {
    INSTANCE;

    @Override
    public String tokenType() {
        return "Bearer";
    }

    @Override
    public String keyId() {
        return "";
    }

    @Override
    public void addTo(Form form) {}

    @Override
    public Optional<TokenBinding> forBroker() {
        return Optional.of(TokenBinding.unbound());
    }

    @Override
    public AuthenticationResult present(AuthenticationResult result) {
        return result;
    }
}

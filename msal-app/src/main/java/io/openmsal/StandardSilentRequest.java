package io.openmsal;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.token.AuthenticationResult;
import java.util.Objects;
import java.util.Optional;

final class StandardSilentRequest extends RequestOptions<SilentRequest> implements SilentRequest {

    private final Account account;

    StandardSilentRequest(Engine engine, Account account, String... scopes) {
        super(engine, scopes);
        this.account = Objects.requireNonNull(account, "account");
    }

    @Override
    SilentRequest self() {
        return this;
    }

    @Override
    TokenCall kind() {
        return TokenCall.SILENT;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.people().silent.acquire(authority(), account, scopes(), policy(), this);
    }

    @Override
    public Optional<AuthenticationResult> tryExecute() {
        try {
            return Optional.of(execute());
        } catch (MsalInteractionRequiredException personNeeded) {
            return Optional.empty();
        }
    }
}

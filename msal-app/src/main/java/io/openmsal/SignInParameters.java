package io.openmsal;

import io.openmsal.domain.flow.AuthorizationParameters;
import io.openmsal.domain.oauth.Prompt;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.Scopes;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values behind {@link SignInOptions}, which two kinds of request share. */
final class SignInParameters {

    @Nullable
    Prompt prompt;

    @Nullable
    String loginHint;

    @Nullable
    String domainHint;

    @Nullable
    Duration maxAge;

    Scopes extraScopesToConsent = Scopes.none();

    void extraScopes(String... scopes) {
        extraScopesToConsent = Scopes.toConsent(scopes);
    }

    AuthorizationParameters with(Scopes scopes, RequestShape shape) {
        return new AuthorizationParameters(
                scopes,
                extraScopesToConsent,
                Optional.ofNullable(prompt),
                Optional.ofNullable(loginHint),
                Optional.ofNullable(domainHint),
                shape,
                Optional.ofNullable(maxAge));
    }
}

package io.openmsal;

import io.openmsal.domain.oauth.Prompt;
import java.time.Duration;
import java.util.Objects;

/** {@link SignInOptions} over {@link SignInParameters}, for the two kinds of request that show a sign-in page. */
interface SignInSetters<R extends SignInOptions<R>> extends SignInOptions<R> {

    SignInParameters signIn();

    R chained();

    @Override
    default R prompt(Prompt prompt) {
        signIn().prompt = Objects.requireNonNull(prompt, "prompt");
        return chained();
    }

    @Override
    default R loginHint(String username) {
        signIn().loginHint = Objects.requireNonNull(username, "username");
        return chained();
    }

    @Override
    default R domainHint(String domain) {
        signIn().domainHint = Objects.requireNonNull(domain, "domain");
        return chained();
    }

    @Override
    default R extraScopesToConsent(String... scopes) {
        signIn().extraScopes(scopes);
        return chained();
    }

    @Override
    default R maxAge(Duration age) {
        signIn().maxAge = Objects.requireNonNull(age, "age");
        return chained();
    }
}

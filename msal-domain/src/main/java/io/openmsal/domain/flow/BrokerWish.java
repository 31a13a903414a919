package io.openmsal.domain.flow;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.oauth.Prompt;
import io.openmsal.domain.oauth.SignInExpectation;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.Scopes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a broker is asked for: what an authorization request says, and perhaps whom it is about.
 *
 * @param authority who issues the token
 * @param parameters what is asked for
 * @param homeAccountId the person, or empty for whoever is signed in to the operating system, or signs in now
 */
record BrokerWish(Authority authority, AuthorizationParameters parameters, Optional<String> homeAccountId) {

    static BrokerWish of(Authority authority, AuthorizationParameters parameters) {
        return new BrokerWish(authority, parameters, Optional.empty());
    }

    BrokerWish about(String person) {
        return new BrokerWish(authority, parameters, Optional.of(person));
    }

    Scopes scopes() {
        return parameters.scopes();
    }

    RequestShape shape() {
        return parameters.shape();
    }

    Optional<String> promptName() {
        return parameters.prompt().map(Prompt::wireName);
    }

    SignInExpectation expectation() {
        return new SignInExpectation(Optional.empty(), parameters.maxAge());
    }

    /** What stands beside the broker's own fields in its request to the provider. */
    Map<String, String> further() {
        Map<String, String> further = new LinkedHashMap<>(shape().brokerParameters());
        parameters.domainHint().ifPresent(domain -> further.put("domain_hint", domain));
        parameters.maxAge().map(Duration::getSeconds).ifPresent(age -> further.put("max_age", Long.toString(age)));
        return further;
    }
}

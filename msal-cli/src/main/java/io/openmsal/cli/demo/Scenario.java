package io.openmsal.cli.demo;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One thing to try, by name. */
record Scenario(String flow, Callable<Seen> action) {

    /** What was seen: a few words, and where the token came from if there was one. */
    record Seen(String text, Optional<TokenSource> source) {}

    /** A token is expected, from a certain place. */
    static Scenario token(String flow, TokenSource expected, Callable<AuthenticationResult> action) {
        return new Scenario(flow, () -> {
            AuthenticationResult result = action.call();
            if (result.source() != expected) {
                throw new UnexpectedOutcomeException("the token came from " + result.source());
            }
            String whose = result.account().map(Account::username).orElse("the application");
            return new Seen(whose + ": " + String.join(" ", result.scopes()), Optional.of(result.source()));
        });
    }

    /** A failure is expected, of a certain type. */
    static Scenario failure(String flow, Class<? extends MsalException> expected, Callable<?> action) {
        return new Scenario(flow, () -> {
            try {
                action.call();
            } catch (MsalException failure) {
                if (expected.isInstance(failure)) {
                    return new Seen(describe(failure), Optional.empty());
                }
                throw failure;
            }
            throw new UnexpectedOutcomeException("no failure, where one was expected");
        });
    }

    static String describe(MsalException failure) {
        String codes = failure instanceof MsalServiceException refused
                        && !refused.serviceError().codes().isEmpty()
                ? " AADSTS" + refused.serviceError().codes().get(0)
                : "";
        return failure.getClass().getSimpleName() + ": " + failure.errorCode() + codes;
    }
}

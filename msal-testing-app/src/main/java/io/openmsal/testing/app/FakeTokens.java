package io.openmsal.testing.app;

import io.openmsal.AppTokens;
import io.openmsal.ManagedIdentityTokens;
import io.openmsal.OnBehalfOfTokens;
import io.openmsal.UserTokens;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for every narrow interface of the library: gives tokens of {@link TestTokens} until told otherwise, and remembers what
 * it was asked for. What was scripted is used up in order. A question that the library itself refuses, such as one without a scope, is
 * refused here with the same code, is not remembered, and leaves the script alone. Safe for many threads.
 *
 * <pre>{@code
 * FakeTokens tokens = new FakeTokens().failing(TestFailures.outage());
 * new InvoiceService(tokens).send();      // meets the outage
 * new InvoiceService(tokens).send();      // gets a token
 * assertThat(tokens.asked()).hasSize(2);
 * }</pre>
 */
public final class FakeTokens implements AppTokens, UserTokens, OnBehalfOfTokens, ManagedIdentityTokens {

    /**
     * One question.
     *
     * @param scopes what the token was wanted for; the resource, for a managed identity
     * @param account the person, or null when none was named
     * @param userAssertion what the caller had brought, or null when there was nobody to act for
     */
    public record Asked(
            List<String> scopes,
            @Nullable Account account,
            @Nullable Secret userAssertion) {}

    private static final String DEFAULT_SCOPE = "/.default";

    private final Deque<Supplier<AuthenticationResult>> script = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();

    /** Makes a fake that gives a token each time. */
    public FakeTokens() {}

    /**
     * The next call gets this.
     *
     * @param result what it gets
     * @return this fake
     */
    public synchronized FakeTokens giving(AuthenticationResult result) {
        Objects.requireNonNull(result, "result");
        script.add(() -> result);
        return this;
    }

    /**
     * The next call fails.
     *
     * @param failure one of {@link TestFailures}, or any other
     * @return this fake
     */
    public synchronized FakeTokens failing(MsalException failure) {
        Objects.requireNonNull(failure, "failure");
        script.add(() -> {
            throw failure;
        });
        return this;
    }

    @Override
    public AuthenticationResult acquireToken(String... scopes) {
        Scopes.requested(scopes);
        return ofApp(scopes);
    }

    @Override
    public AuthenticationResult acquireToken(String resource) {
        refuseUnusable(resource);
        return ofApp(resource);
    }

    @Override
    public AuthenticationResult acquireToken(Account account, String... scopes) {
        Objects.requireNonNull(account, "account");
        Scopes.requested(scopes);
        return answer(new Asked(List.of(scopes), account, null), () -> TestTokens.ofUser(account, scopes));
    }

    @Override
    public AuthenticationResult acquireToken(Secret userAssertion, String... scopes) {
        Objects.requireNonNull(userAssertion, "userAssertion");
        Scopes.requested(scopes);
        refuseBlank(userAssertion);
        return answer(
                new Asked(List.of(scopes), null, userAssertion),
                () -> TestTokens.ofUser(TestAccounts.of("caller@contoso.example"), scopes));
    }

    private static void refuseUnusable(String resource) {
        String bare = resource.endsWith(DEFAULT_SCOPE)
                ? resource.substring(0, resource.length() - DEFAULT_SCOPE.length())
                : resource;
        if (bare.isBlank()) {
            throw new MsalConfigurationException(
                    "resource_required_managed_identity", "No resource was given. Name the web API.");
        }
        Scopes.requested(bare);
    }

    private static void refuseBlank(Secret userAssertion) {
        if (userAssertion.isBlank()) {
            throw new MsalConfigurationException(
                    "invalid_user_assertion",
                    "The user assertion is empty. Pass the access token that the web API received.");
        }
    }

    private AuthenticationResult ofApp(String... scopes) {
        return answer(new Asked(List.of(scopes), null, null), () -> TestTokens.ofApp(scopes));
    }

    private AuthenticationResult answer(Asked question, Supplier<AuthenticationResult> usual) {
        return next(question, usual).get();
    }

    private synchronized Supplier<AuthenticationResult> next(Asked question, Supplier<AuthenticationResult> usual) {
        asked.add(question);
        Supplier<AuthenticationResult> scripted = script.poll();
        return scripted == null ? usual : scripted;
    }

    /**
     * What was asked for.
     *
     * @return in order; a copy
     */
    public synchronized List<Asked> asked() {
        return new ArrayList<>(asked);
    }

    /** How often it was asked, and for what. */
    @Override
    public synchronized String toString() {
        return "FakeTokens asked for "
                + Arrays.toString(asked.stream().map(Asked::scopes).toArray());
    }
}

package io.openmsal;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.CacheStatistics;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.oauth.TokenResponse;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What public and confidential clients have in common, on the flows of the core. */
abstract class StandardClientApplication implements ClientApplication {

    final Engine engine;

    StandardClientApplication(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String clientId() {
        return engine.client.clientId();
    }

    @Override
    public SilentRequest acquireTokenSilent(Account account, String... scopes) {
        return new StandardSilentRequest(engine, account, scopes);
    }

    @Override
    public SignInRequest signIn(URI redirectUri, String... scopes) {
        return new StandardSignInRequest(engine, redirectUri, scopes);
    }

    @Override
    public AuthorizationUriRequest authorizationUri(URI redirectUri, String... scopes) {
        return new StandardAuthorizationUriRequest(engine, redirectUri, scopes);
    }

    @Override
    public AuthorizationCodeRequest acquireTokenByAuthorizationCode(
            PendingSignIn pending, Map<String, String> response) {
        return new StandardAuthorizationCodeRequest(engine, pending, response);
    }

    @Override
    public RefreshTokenRequest acquireTokenByRefreshToken(Secret refreshToken, String... scopes) {
        return new StandardRefreshTokenRequest(engine, refreshToken, scopes);
    }

    @Override
    public UsernamePasswordRequest acquireTokenByUsernamePassword(String username, Secret password, String... scopes) {
        return new StandardUsernamePasswordRequest(engine, username, password, scopes);
    }

    @Override
    public Optional<Account> account(String homeAccountId) {
        return engine.authority.environments().stream()
                .flatMap(environment -> stored(environment, homeAccountId).stream())
                .findFirst();
    }

    private Optional<Account> stored(String environment, String homeAccountId) {
        engine.cache.catchUp(new Account(homeAccountId, environment, "", Map.of()));
        return engine.cache.account(environment, homeAccountId);
    }

    @Override
    public Account addTokens(TokenResponse response) {
        CallContext call = new CallContext(
                RandomValues.correlationId(),
                Deadline.after(engine.adapters.clock(), engine.timeout),
                Cancellation.none());
        return engine.people().tokensFromElsewhere.keep(engine.authority, response, call);
    }

    @Override
    public Optional<Secret> exportAccount(Account account) {
        return engine.people().transfer.exported(account);
    }

    @Override
    public Account importAccount(Secret document) {
        return engine.people().transfer.imported(document);
    }

    @Override
    public CacheStatistics cacheStatistics() {
        return engine.cache.statistics();
    }

    @Override
    public void removeAccount(Account account) {
        engine.people().signOut.signOut(engine.authority, account);
    }

    /** The client id and the authority. */
    @Override
    public String toString() {
        return clientId() + " at " + engine.authority;
    }
}

package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.AccountSource;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.account.TenantProfile;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.Endpoints;
import io.openmsal.domain.authority.OidcDiscovery;
import io.openmsal.domain.cache.AppKey;
import io.openmsal.domain.cache.OnBehalfOfKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.oauth.ClientCredentialsGrant;
import io.openmsal.domain.oauth.ClientInfo;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.domain.oauth.Grant;
import io.openmsal.domain.oauth.IdTokenReader;
import io.openmsal.domain.oauth.RefreshTokenGrant;
import io.openmsal.domain.oauth.SignInExpectation;
import io.openmsal.domain.oauth.TokenEndpoint;
import io.openmsal.domain.oauth.TokenRefused;
import io.openmsal.domain.oauth.TokenReply;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.oauth.TokensOfAnotherType;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.OpenIdScopes;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import io.openmsal.port.broker.BrokerTokens;
import io.openmsal.port.broker.TokenBinding;
import io.openmsal.port.json.JsonCodec;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The step that every flow takes: redeem a grant, check what came back, keep it, and hand it out. Nothing is kept of an answer
 * that is refused but the successor of a refresh token that it used up. Safe for many threads.
 */
public final class TokenRedemption {

    private final String clientId;
    private final OpenIdScopes openIdScopes;
    private final OidcDiscovery discovery;
    private final TokenEndpoint endpoint;
    private final IdTokenReader idTokens;
    private final TokenCache cache;
    private final JsonCodec codec;
    private final Clock clock;
    private final RefreshTokenCustody custody;

    /** Whom tokens are for, as far as they say it, and the tenant that issued them. */
    private record SignedIn(Optional<IdToken> idToken, String realm, Optional<Account> account) {}

    /**
     * Makes the step for one application whose refresh tokens stay in the cache.
     *
     * @param clientId the application
     * @param openIdScopes what is asked for beside the scopes that a caller names
     * @param discovery what finds an authority's addresses
     * @param endpoint what redeems
     * @param idTokens what judges ID tokens
     * @param cache where tokens are kept
     * @param codec what reads account ids
     * @param clock what tells the time
     */
    public TokenRedemption(
            String clientId,
            OpenIdScopes openIdScopes,
            OidcDiscovery discovery,
            TokenEndpoint endpoint,
            IdTokenReader idTokens,
            TokenCache cache,
            JsonCodec codec,
            Clock clock) {
        this(
                clientId,
                openIdScopes,
                discovery,
                endpoint,
                idTokens,
                cache,
                codec,
                clock,
                RefreshTokenCustody.CACHE_ALONE);
    }

    /**
     * Makes the step for one application.
     *
     * @param clientId the application
     * @param openIdScopes what is asked for beside the scopes that a caller names
     * @param discovery what finds an authority's addresses
     * @param endpoint what redeems
     * @param idTokens what judges ID tokens
     * @param cache where tokens are kept
     * @param codec what reads account ids
     * @param clock what tells the time
     * @param custody who gets to see refresh tokens
     */
    public TokenRedemption(
            String clientId,
            OpenIdScopes openIdScopes,
            OidcDiscovery discovery,
            TokenEndpoint endpoint,
            IdTokenReader idTokens,
            TokenCache cache,
            JsonCodec codec,
            Clock clock,
            RefreshTokenCustody custody) {
        this.clientId = clientId;
        this.openIdScopes = openIdScopes;
        this.discovery = discovery;
        this.endpoint = endpoint;
        this.idTokens = idTokens;
        this.cache = cache;
        this.codec = codec;
        this.clock = clock;
        this.custody = custody;
    }

    /** The addresses of an authority, fetched if they have to be. */
    Endpoints endpointsOf(Authority authority, CallContext call) {
        return authority.endpoints(discovery, call);
    }

    /** What is asked for where a person stands behind the request. */
    Scopes personal(Scopes requested) {
        return openIdScopes.with(requested);
    }

    /** What is granted when the answer does not say it (RFC 6749 §5.1). Whoever only signed in asked for that alone. */
    Scopes askedFor(Scopes requested) {
        return requested.isEmpty() ? personal(requested) : requested;
    }

    /** Sends a grant; a refusal is an answer. */
    TokenReply ask(Authority authority, Grant grant, Scopes scopes, RequestShape shape, CallContext call) {
        return endpoint.redeem(authority, endpointsOf(authority, call), grant, scopes, shape, call);
    }

    /**
     * Sends a refresh token of a person. Where {@code offline_access} may be what is refused it is sent once more without; a request that is refused
     * for its scopes uses nothing up.
     */
    TokenReply refresh(
            Authority authority, RefreshTokenGrant grant, Scopes requested, RequestShape shape, CallContext call) {
        TokenReply reply = ask(authority, grant, personal(requested), shape, call);
        if (!authority.mayRefuseOfflineAccess() || !isForTheScopes(reply)) {
            return reply;
        }
        TokenReply without = ask(authority, grant, openIdScopes.withoutOfflineAccess(requested), shape, call);
        return isForTheScopes(without) ? ((TokenRefused) without).ofWhatWasNotGranted(requested) : without;
    }

    private static boolean isForTheScopes(TokenReply reply) {
        return reply instanceof TokenRefused refused && refused.isOfTheScopes();
    }

    /** Asks for an application's own token. */
    TokensIssued askForOwn(Authority authority, Scopes scopes, RequestShape shape, CallContext call) {
        return ask(authority.forOwnTokens(), new ClientCredentialsGrant(), scopes, shape, call)
                .orThrow();
    }

    /** Redeems a grant of a person who has just signed in. */
    AuthenticationResult signIn(
            Authority authority,
            Grant grant,
            Scopes requested,
            RequestShape shape,
            SignInExpectation expectation,
            SignInOrigin origin,
            CallContext call) {
        TokensIssued issued = ask(authority, grant, personal(authority.forSignIn(requested)), shape, call)
                .orThrow();
        return shape.present(keepSignIn(authority, issued, requested, expectation, origin, call));
    }

    /** Redeems a refresh token that was kept elsewhere, and keeps it here from then on, or what came in its place. */
    AuthenticationResult takeOver(
            Authority authority, Secret refreshToken, Scopes requested, RequestShape shape, CallContext call) {
        RefreshTokenGrant grant = new RefreshTokenGrant(refreshToken, Optional.empty());
        TokenReply reply = refresh(authority, grant, requested, shape, call);
        if (reply instanceof TokensOfAnotherType mistaken) {
            keepSuccessor(authority, mistaken.issued(), requested, call);
        }
        TokensIssued issued = reply.orThrow();
        AuthenticationResult result =
                keepSignIn(authority, issued, requested, SignInExpectation.none(), SignInOrigin.UNKNOWN, call);
        if (!issued.refreshToken().isPresent()) {
            // it stays good (RFC 6749 §6)
            RefreshToken good = new RefreshToken(refreshToken, clientId, "", "", clock.millis() / 1000);
            result.account().ifPresent(person -> cache.keepBeside(person, good, requested));
        }
        // nobody was named, so nothing is kept: the caller alone can, and the one that was redeemed may be used up
        return shape.present(
                result.account().isPresent()
                        ? result
                        : issued.refreshToken().map(result::withRefreshToken).orElse(result));
    }

    /** Keeps what came in place of a refresh token that was kept elsewhere, with an answer that is not what was asked for. */
    private void keepSuccessor(Authority authority, TokensIssued mistaken, Scopes requested, CallContext call) {
        SignedIn signedIn = signedIn(authority, mistaken, SignInExpectation.none(), SignInOrigin.UNKNOWN, call);
        Optional<RefreshToken> successor = refreshTokenIn(mistaken, clientId, "");
        if (signedIn.account.isPresent() && successor.isPresent()) {
            cache.keep(signedIn.account.get(), signedIn.realm, clientId, signedIn.idToken, true);
            cache.keepBeside(signedIn.account.get(), successor.get(), requested);
        }
    }

    /** Keeps what came in place of a person's refresh token, with an answer that is not what was asked for. */
    void keepSuccessor(
            Authority authority, Account account, RefreshToken used, TokensIssued mistaken, CallContext call) {
        checkIsOf(account, mistaken, idTokenIn(authority, mistaken, SignInExpectation.none(), call), call);
        refreshTokenIn(mistaken, used.clientId(), used.target())
                .ifPresent(successor -> cache.keepSuccessor(account, used, successor));
    }

    /** Keeps what came in place of a session's refresh token, with an answer that is not what was asked for. */
    void keepSuccessor(
            OnBehalfOfKey key,
            Account owner,
            Authority authority,
            RefreshToken used,
            TokensIssued mistaken,
            CallContext call) {
        checkIsOf(owner, mistaken, idTokenIn(authority, mistaken, SignInExpectation.none(), call), call);
        refreshTokenIn(mistaken, used.clientId(), used.target())
                .ifPresent(successor -> cache.keepSuccessor(key, owner, used, successor));
    }

    /** Keeps what an agent got for the person it named. */
    AuthenticationResult keepActedFor(
            FederatedUser user, Authority authority, TokensIssued issued, Scopes requested, CallContext call) {
        SignedIn signedIn = signedIn(
                authority,
                issued,
                SignInExpectation.none(),
                new SignInOrigin(AccountSource.USER_FEDERATED_CREDENTIAL, user.namedAs()),
                call);
        if (signedIn.account
                .filter(person -> user.excludes(person, signedIn.realm))
                .isPresent()) {
            throw new MsalUntrustedResponseException(
                    "user_mismatch",
                    issued.host()
                            + " issued tokens of another person than the agent asked for, so nothing was kept."
                            + " Check the object id, and that it is one of the tenant " + authority.tenant() + ".",
                    call.correlationId(),
                    null);
        }
        return keepSignIn(signedIn, authority, issued, requested, call);
    }

    /** Keeps what a sign-in brought. */
    AuthenticationResult keepSignIn(
            Authority authority,
            TokensIssued issued,
            Scopes requested,
            SignInExpectation expectation,
            SignInOrigin origin,
            CallContext call) {
        return keepSignIn(signedIn(authority, issued, expectation, origin, call), authority, issued, requested, call);
    }

    private AuthenticationResult keepSignIn(
            SignedIn signedIn, Authority authority, TokensIssued issued, Scopes requested, CallContext call) {
        Optional<IdToken> idToken = signedIn.idToken;
        Optional<Account> account = signedIn.account;
        String realm = signedIn.realm;
        AccessToken accessToken = accessTokenIn(
                issued, requested, realm, account.map(authority::realmFor).orElse(realm));
        account.ifPresent(person ->
                cache.keep(person, accessToken, idToken, refreshTokenIn(issued, clientId, ""), requested, true));
        AuthenticationResult result = AuthenticationResult.fromProvider(
                accessToken,
                account.orElse(null),
                idToken.orElse(null),
                CacheRefreshReason.NOT_APPLICABLE,
                requested,
                call.correlationId());
        return custody.handOver(
                issued, issued.spaCode().map(result::withSpaCode).orElse(result));
    }

    /** Keeps what a refresh brought, under the account it was made for. */
    AuthenticationResult keepRefreshed(
            Authority authority,
            Account account,
            RefreshToken used,
            TokensIssued issued,
            Scopes requested,
            CacheRefreshReason reason,
            CallContext call) {
        Optional<IdToken> idToken = idTokenIn(authority, issued, SignInExpectation.none(), call);
        checkIsOf(account, issued, idToken, call);
        String asked = authority.realmFor(account);
        String realm = idToken.map(IdToken::realm).orElse(asked);
        AccessToken accessToken = accessTokenIn(issued, requested, realm, asked);
        Account latest = accountOf(account.homeAccountId(), authority, realm, idToken, SignInOrigin.UNKNOWN);
        // in the place of the one that was used, which may be another's of the family and not good any more
        Optional<RefreshToken> replacement = refreshTokenIn(issued, used.clientId(), used.target());
        cache.keepRenewed(latest, used, accessToken, idToken, replacement, requested);
        return custody.handOver(
                issued,
                AuthenticationResult.fromProvider(
                        accessToken, latest, idToken.orElse(null), reason, requested, call.correlationId()));
    }

    /**
     * A person is known by what their first answer said: by its client_info, or by the subject where it had none. Later answers may have both.
     */
    private void checkIsOf(Account account, TokensIssued issued, Optional<IdToken> idToken, CallContext call) {
        Optional<String> named = clientInfoIn(issued);
        Optional<String> subject = subjectIn(idToken);
        Optional<String> known = Optional.of(account.homeAccountId());
        if ((named.isPresent() || subject.isPresent()) && !named.equals(known) && !subject.equals(known)) {
            throw new MsalUntrustedResponseException(
                    "user_mismatch",
                    "The refresh at " + issued.host() + " brought tokens of another account, so nothing was kept."
                            + " Sign the user in again.",
                    call.correlationId(),
                    null);
        }
    }

    /** Keeps what a broker gave: the person, and the token unless it serves one request only. The refresh token is the broker's. */
    AuthenticationResult keepBrokered(
            BrokerWish wish, BrokerTokens tokens, CacheRefreshReason reason, boolean signIn, CallContext call) {
        Authority authority = wish.authority();
        Optional<IdToken> idToken = accepted(tokens.idToken(), authority, wish.expectation(), call);
        String realm = idToken.map(IdToken::realm).orElseGet(authority::tenant);
        Account account =
                accountOf(tokens.homeAccountId(), authority, realm, idToken, SignInOrigin.of(AccountSource.BROKER));
        AccessToken accessToken = accessTokenIn(tokens, wish, realm, authority.realmFor(account));
        if (wish.shape().brokerBinding().filter(TokenBinding::servesOnce).isPresent()) {
            cache.keep(account, realm, clientId, idToken, signIn);
        } else {
            cache.keep(account, accessToken, idToken, Optional.empty(), wish.scopes(), signIn);
        }
        return AuthenticationResult.fromBroker(
                accessToken, account, idToken.orElse(null), reason, wish.scopes(), call.correlationId());
    }

    private AccessToken accessTokenIn(BrokerTokens tokens, BrokerWish wish, String realm, String asked) {
        long now = clock.millis() / 1000;
        long expiresAt = now + tokens.lifetime().toMillis() / 1000;
        AccessToken token = new AccessToken(
                tokens.accessToken(),
                tokens.tokenType(),
                tokens.scopes().isEmpty() ? askedFor(wish.scopes()) : Scopes.of(tokens.scopes()),
                clientId,
                realm,
                asked,
                now,
                expiresAt,
                expiresAt,
                AccessToken.NEVER);
        return token.ofKind(wish.shape().kind());
    }

    /** Keeps an application's own token. */
    AuthenticationResult keepOwn(
            AppKey app,
            Authority authority,
            TokensIssued issued,
            Scopes requested,
            CacheRefreshReason reason,
            CallContext call) {
        AccessToken accessToken = accessTokenIn(issued, requested, authority.tenant(), authority.tenant());
        cache.keep(app, accessToken, requested);
        return AuthenticationResult.fromProvider(accessToken, null, null, reason, requested, call.correlationId());
    }

    /**
     * Keeps what was got on behalf of a person, for the same assertion only, whether or not the provider says who they are. A refresh
     * token is not kept: the assertion is what the next token is got with, for as long as the person's own token lasts.
     */
    AuthenticationResult keepOnBehalfOf(
            OnBehalfOfKey key,
            Authority authority,
            TokensIssued issued,
            Scopes requested,
            CacheRefreshReason reason,
            CallContext call) {
        SignedIn signedIn = signedIn(authority, issued, SignInExpectation.none(), SignInOrigin.UNKNOWN, call);
        Optional<IdToken> idToken = signedIn.idToken;
        AccessToken accessToken = accessTokenIn(issued, requested, signedIn.realm, key.tenant());
        Account before = cache.accountAtHand(key);
        Account person = signedIn.account.orElse(before);
        if (before != null && !before.equals(person)) {
            throw new MsalUntrustedResponseException(
                    "user_mismatch",
                    issued.host()
                            + " answered the same assertion with tokens of another account, so nothing was kept."
                            + " Ask the caller of the web API for a new access token.",
                    call.correlationId(),
                    null);
        }
        if (person == null) {
            cache.keep(key, accessToken, requested);
        } else {
            cache.keep(key, person, accessToken, idToken, requested);
        }
        return custody.handOver(
                issued,
                AuthenticationResult.fromProvider(
                        accessToken, person, idToken.orElse(null), reason, requested, call.correlationId()));
    }

    /**
     * Keeps what came for a session on behalf of a person, the refresh token too.
     *
     * @param owner whose session it is; null when it is about to begin, and the answer has to say it
     */
    AuthenticationResult keepSession(
            OnBehalfOfKey key,
            @Nullable Account owner,
            Authority authority,
            TokensIssued issued,
            Scopes requested,
            Optional<RefreshToken> redeemed,
            CacheRefreshReason reason,
            CallContext call) {
        Optional<IdToken> idToken = idTokenIn(authority, issued, SignInExpectation.none(), call);
        String realm = idToken.map(IdToken::realm).orElseGet(authority::tenant);
        Account person = homeAccountIdIn(issued, idToken)
                .map(home -> accountOf(home, authority, realm, idToken, SignInOrigin.UNKNOWN))
                .orElse(owner);
        if (person == null) {
            throw new MsalConfigurationException(
                    "unknown_owner",
                    issued.host()
                            + " did not say whose tokens it issued, so nothing was kept: a session is one person's."
                            + " Have the provider send an ID token in such an exchange (scope openid), or use"
                            + " acquireTokenOnBehalfOf each time the person calls.",
                    call.correlationId(),
                    null);
        }
        checkOwner(owner, person, issued, call);
        AccessToken accessToken = accessTokenIn(issued, requested, realm, key.tenant());
        cache.keep(key, person, accessToken, idToken, refreshTokenIn(issued, clientId, ""), requested, redeemed);
        // another process may have begun the session meanwhile, for another person
        checkOwner(cache.accountAtHand(key), person, issued, call);
        return AuthenticationResult.fromProvider(
                accessToken, person, idToken.orElse(null), reason, requested, call.correlationId());
    }

    private static void checkOwner(@Nullable Account owner, Account person, TokensIssued issued, CallContext call) {
        if (owner != null && !owner.equals(person)) {
            throw new MsalUntrustedResponseException(
                    "user_mismatch",
                    issued.host() + " issued tokens of another account than the session's, so nothing was kept."
                            + " Begin a session of its own for each person.",
                    call.correlationId(),
                    null);
        }
    }

    /**
     * Keeps tokens that somebody else got for a person, beside what was received here later.
     *
     * @param receivedAt when they were received, in seconds since 1970
     */
    Account keepFromElsewhere(
            Authority authority, TokensIssued issued, Scopes requested, long receivedAt, CallContext call) {
        Optional<IdToken> idToken = idTokenIn(authority, issued, SignInExpectation.none(), call);
        String realm = idToken.map(IdToken::realm).orElseGet(authority::tenant);
        String home = homeAccountIdIn(issued, idToken)
                .orElseThrow(() -> new MsalConfigurationException(
                        "unknown_owner",
                        "The token response from elsewhere does not say whose tokens they are, so nothing was kept."
                                + " Ask the server with the scope openid, or with client_info=1."));
        Account account = accountOf(home, authority, realm, idToken, SignInOrigin.UNKNOWN);
        AccessToken accessToken = accessTokenIn(issued, requested, realm, authority.realmFor(account), receivedAt);
        Optional<RefreshToken> refreshToken = issued.refreshToken()
                .map(secret -> new RefreshToken(secret, clientId, "", issued.familyId(), receivedAt));
        if (accessToken.expiresAt() <= clock.millis() / 1000 && !refreshToken.isPresent()) {
            throw new MsalConfigurationException(
                    "expired_tokens",
                    "The access token from elsewhere is over, and no refresh token came with it, so nothing was kept."
                            + " Have the person sign in.");
        }
        cache.keepBeside(account, accessToken, idToken, refreshToken);
        return cache.account(account.environment(), home).orElse(account);
    }

    /** Judges what tokens say of the person that they are for. */
    private SignedIn signedIn(
            Authority authority,
            TokensIssued issued,
            SignInExpectation expectation,
            SignInOrigin origin,
            CallContext call) {
        Optional<IdToken> idToken = idTokenIn(authority, issued, expectation, call);
        String realm = idToken.map(IdToken::realm).orElseGet(authority::tenant);
        return new SignedIn(
                idToken,
                realm,
                homeAccountIdIn(issued, idToken).map(home -> accountOf(home, authority, realm, idToken, origin)));
    }

    private AccessToken accessTokenIn(TokensIssued issued, Scopes requested, String realm, String asked) {
        return accessTokenIn(issued, requested, realm, asked, clock.millis() / 1000);
    }

    private AccessToken accessTokenIn(TokensIssued issued, Scopes requested, String realm, String asked, long now) {
        AccessToken token = new AccessToken(
                issued.accessToken(),
                issued.tokenType(),
                issued.scopes().isPresent() ? issued.scopes().get() : askedFor(requested),
                clientId,
                realm,
                asked,
                now,
                now + issued.expiresIn(),
                now + issued.extendedExpiresIn(),
                issued.refreshIn().isPresent() ? now + issued.refreshIn().get() : AccessToken.NEVER);
        return token.ofKind(issued.kind());
    }

    private Optional<IdToken> idTokenIn(
            Authority authority, TokensIssued issued, SignInExpectation expectation, CallContext call) {
        return accepted(issued.idToken(), authority, expectation, call);
    }

    private Optional<IdToken> accepted(
            Optional<Secret> idToken, Authority authority, SignInExpectation expectation, CallContext call) {
        if (!idToken.isPresent() && expectation.maxAge().isPresent()) {
            throw new MsalUntrustedResponseException(
                    "missing_id_token",
                    "The answer of " + authority.host()
                            + " has no ID token, so nothing shows that the sign-in is no older"
                            + " than max_age allows, and nothing was kept. Ask with the scope openid, or without maxAge(...).",
                    call.correlationId(),
                    null);
        }
        return idToken.map(secret -> accepted(secret, authority, expectation, call));
    }

    private IdToken accepted(Secret idToken, Authority authority, SignInExpectation expectation, CallContext call) {
        IdTokenClaims claims = idTokens.accept(idToken, authority, endpointsOf(authority, call), expectation, call);
        return new IdToken(idToken, clientId, authority.realmOf(claims), claims);
    }

    /** What an ID token says that nobody has judged yet. */
    Optional<IdTokenClaims> claimsIn(Secret idToken) {
        return IdTokenReader.claimsIn(codec, idToken);
    }

    private Optional<RefreshToken> refreshTokenIn(TokensIssued issued, String owner, String target) {
        return issued.refreshToken()
                .map(secret -> new RefreshToken(secret, owner, target, issued.familyId(), clock.millis() / 1000));
    }

    /** The account that a {@code client_info} names. */
    Optional<String> accountNamedIn(String clientInfo) {
        return ClientInfo.homeAccountId(codec, clientInfo);
    }

    private Optional<String> homeAccountIdIn(TokensIssued issued, Optional<IdToken> idToken) {
        Optional<String> named = clientInfoIn(issued);
        return named.isPresent() ? named : subjectIn(idToken);
    }

    private Optional<String> clientInfoIn(TokensIssued issued) {
        return issued.clientInfo().flatMap(this::accountNamedIn);
    }

    private static Optional<String> subjectIn(Optional<IdToken> idToken) {
        return idToken.flatMap(token -> token.claims().subject());
    }

    private Account accountOf(
            String homeAccountId, Authority authority, String realm, Optional<IdToken> idToken, SignInOrigin origin) {
        Optional<Account> known = cache.accountAtHand(authority.environment(), homeAccountId);
        Map<String, TenantProfile> profiles =
                new LinkedHashMap<>(known.map(Account::tenantProfiles).orElse(Map.of()));
        idToken.map(IdToken::claims).ifPresent(claims -> {
            String localId = claims.objectId().orElseGet(() -> claims.subject().orElse(""));
            boolean home = homeAccountId.endsWith("." + realm) || homeAccountId.equals(localId);
            profiles.put(realm, new TenantProfile(realm, localId, home, claims));
        });
        String username = idToken.flatMap(token -> token.claims().username())
                .orElseGet(() -> known.map(Account::username)
                        .filter(name -> !name.isEmpty())
                        .orElseGet(() -> origin.username().orElse("")));
        return new Account(homeAccountId, authority.environment(), username, profiles)
                .from(origin.source().or(known.map(Account::source).orElse(AccountSource.UNKNOWN)));
    }
}

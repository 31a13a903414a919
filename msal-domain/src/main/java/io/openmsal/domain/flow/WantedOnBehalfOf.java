package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.OnBehalfOfKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token that a web API wants on behalf of a person, as the cache sees it. How a new one is got is the flow's own. Serves one call. */
abstract class WantedOnBehalfOf implements CacheFirst.Wanted {

    final OnBehalfOfKey key;
    final Scopes scopes;
    final CachePolicy policy;
    private final TokenCache cache;
    private @Nullable Account account;

    WantedOnBehalfOf(TokenCache cache, OnBehalfOfKey key, Scopes scopes, CachePolicy policy) {
        this.cache = cache;
        this.key = key;
        this.scopes = scopes;
        this.policy = policy;
    }

    @Override
    public final Object flight() {
        return List.of(key, scopes, policy);
    }

    /** Also remembers whose the token is, if anybody said so: they may be forgotten before it is handed out. */
    @Override
    public final @Nullable AccessToken find(long now) {
        Account person = cache.account(key);
        AccessToken token = cache.find(key, scopes, policy.shape().kind(), now, policy.minimumLifetime());
        // what another thread kept between the two looks has its person too
        account = person == null && token != null ? cache.account(key) : person;
        return token;
    }

    @Override
    public final void catchUp() {
        cache.catchUp(key);
    }

    @Override
    public final AuthenticationResult fromCache(AccessToken token) {
        Account person = account;
        return AuthenticationResult.fromCache(token, person, person == null ? null : cache.idToken(person, token));
    }

    @Override
    public final void postpone(AccessToken token, long instant) {
        cache.postpone(key, token, instant);
    }
}

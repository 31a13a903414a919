package io.openmsal.docs;

import io.openmsal.AccountListing;
import io.openmsal.ClientApplication;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ConfidentialClientApplicationBuilder;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.AspectTokenStore;
import io.openmsal.adapter.cache.EncryptedTokenStore;
import io.openmsal.adapter.cache.EncryptionKeys;
import io.openmsal.adapter.cache.JdbcTokenStore;
import io.openmsal.adapter.cache.TokenCacheAccessAspect;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.CacheStatistics;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.oauth.TokenResponse;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.AuthenticationResultMetadata;
import io.openmsal.port.Secret;
import io.openmsal.port.store.TokenStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The code of the guide to the cache. Each part between the markers stands in the guide, word for word. */
final class CachingGuide {

    private CachingGuide() {}

    static ConfidentialClientApplication bounded(ConfidentialClientApplicationBuilder builder) {
        // snippet: bounds
        ConfidentialClientApplication daemon = builder.cacheAtMost(10_000).build();
        // end
        return daemon;
    }

    static double hitRate(ClientApplication app) {
        // snippet: statistics
        CacheStatistics cache = app.cacheStatistics();
        double hitRate = cache.hits() / (double) Math.max(1, cache.hits() + cache.misses());
        if (cache.evictions() > 0) {
            // more people than cacheAtMost(...) allows: raise it, or let a store hold them
        }
        // end
        return hitRate;
    }

    static ConfidentialClientApplication server(
            ConfidentialClientApplicationBuilder builder, DataSource dataSource, EncryptionKeys keys) {
        // snippet: server
        TokenStore store = new EncryptedTokenStore(new JdbcTokenStore(dataSource), keys);
        ConfidentialClientApplication app = builder.tokenStore(
                        store,
                        StoreOptions.perPartition() // a document for each person
                                .trustedFor(Duration.ofSeconds(10)) // when other servers see a removal
                                .failingWithStore()) // or leave this out, and go on while the store is down
                .cacheAtMost(10_000) // how many people of it are in memory
                .build();
        // end
        return app;
    }

    static AuthenticationResult serve(ConfidentialClientApplication app, String homeAccountId) {
        // snippet: account
        Account account = app.account(homeAccountId) // from this person's session
                .orElseThrow(() -> new IllegalStateException("send the browser to the sign-in page"));
        AuthenticationResult result =
                app.acquireTokenSilent(account, "User.Read").execute();
        // end
        return result;
    }

    static List<Account> search(PublicClientApplication app) {
        // snippet: search
        List<Account> namesakes = app.accounts("ada@contoso.example", "login.microsoftonline.com");
        if (namesakes.size() > 1) {
            // let the person choose
        }
        // end
        return namesakes;
    }

    static int signOutEveryone(ConfidentialClientApplicationBuilder builder) {
        // snippet: everyone
        ConfidentialClientApplication app = builder.allowAccountListing().build();
        AccountListing listing = app.accountListing();
        List<Account> everyone = listing.accounts();
        everyone.forEach(app::removeAccount);
        // end
        return everyone.size();
    }

    static String accountInASession(AuthenticationResult result, Map<String, Object> session) {
        // snippet: handles
        session.put("account", result.account().orElseThrow().toText());
        session.put("token", result.metadata().toText()); // everything but the tokens

        Account account = Account.parse((String) session.get("account"));
        AuthenticationResultMetadata known = AuthenticationResultMetadata.parse((String) session.get("token"));
        // end
        return account.username() + " until " + known.expiresAt();
    }

    static PendingSignIn signInThatSurvives(
            ConfidentialClientApplication app, URI redirectUri, Map<String, Object> session) {
        // snippet: pending
        PendingSignIn pending = app.signIn(redirectUri, "User.Read")
                .responseMode(ResponseMode.QUERY)
                .begin();
        session.put("sign-in", pending.toText().reveal());

        PendingSignIn back = PendingSignIn.parse(Secret.of((String) session.get("sign-in")));
        // end
        return back;
    }

    static Account move(ClientApplication from, ClientApplication to, Account account) {
        // snippet: move
        Secret document = from.exportAccount(account).orElseThrow();
        Account moved = to.importAccount(document);
        // end
        return moved;
    }

    static Account add(ClientApplication app, Secret body, Instant receivedAt) {
        // snippet: elsewhere
        Account account = app.addTokens(TokenResponse.of(body, "User.Read").receivedAt(receivedAt));
        String token = app.acquireTokenSilent(account, "User.Read").execute().accessToken();
        // end
        return token.isEmpty() ? null : account;
    }

    static TokenStore moved(String clientId, TokenCacheAccessAspect aspect) {
        // snippet: aspect
        TokenStore store = new AspectTokenStore(clientId, aspect, TokenCache.WHOLE_CACHE, new GsonJsonCodec());
        // end
        return store;
    }
}

package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.store.TokenStore;
import io.openmsal.port.time.Sleeper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The tokens at hand: in the process, and behind that in a store, if there is one. Safe for many threads; finding a token
 * takes no lock and touches no store.
 *
 * <p>The store is asked when the process has nothing good ({@link #catchUp()}), since another process may have, and is
 * written on each change. When it fails, the process goes on with what it has, tells the operator, and writes what is missing
 * with the next change.
 */
public final class TokenCache {

    /** The partition of a store that holds a whole cache document. */
    public static final String WHOLE_CACHE = "msal_token_cache";

    /** The only family that Microsoft Entra has. */
    private static final String FIRST_PARTY_FAMILY = "1";

    private final Clock clock;
    private final CacheBounds bounds;
    private final @Nullable StoredCache stored;
    private final @Nullable StoreHealth health;
    private final @Nullable Leases leases;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** All there is where there is no store. */
    private final Index own;

    private TokenCache(
            Clock clock,
            CacheBounds bounds,
            Index own,
            @Nullable StoredCache stored,
            @Nullable StoreHealth health,
            @Nullable Leases leases) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.bounds = bounds;
        this.own = own;
        this.stored = stored;
        this.health = health;
        this.leases = leases;
    }

    /**
     * A cache that ends with the process, bounded as {@link CacheBounds#STANDARD} says.
     *
     * @param clock what tells the time
     * @param events who is told about trouble
     * @return an empty cache
     */
    public static TokenCache inProcess(Clock clock, EventSink events) {
        return inProcess(clock, events, CacheBounds.STANDARD);
    }

    /**
     * A cache that ends with the process.
     *
     * @param clock what tells the time
     * @param events who is told about trouble
     * @param bounds how much it keeps; what was used longest ago makes room
     * @return an empty cache
     */
    public static TokenCache inProcess(Clock clock, EventSink events, CacheBounds bounds) {
        Objects.requireNonNull(events, "events");
        return new TokenCache(clock, bounds, new Index(bounds), null, null, null);
    }

    /**
     * A cache backed by a store, as {@link StoreOptions#wholeDocument()} says.
     *
     * @param store where the tokens outlive the process
     * @param codec what reads and writes the document
     * @param clock what tells the time
     * @param events who is told about trouble
     * @return a cache that has read nothing yet
     */
    public static TokenCache backedBy(TokenStore store, JsonCodec codec, Clock clock, EventSink events) {
        return backedBy(store, codec, clock, events, CacheBounds.STANDARD, StoreOptions.wholeDocument());
    }

    /**
     * A cache backed by a store, which never waits for another process.
     *
     * @param store where the tokens outlive the process
     * @param codec what reads and writes the documents
     * @param clock what tells the time
     * @param events who is told about trouble
     * @param bounds how much of it the process keeps at hand; without effect on a whole document, which is there as a whole
     * @param options how the cache lies in the store; without {@link StoreOptions#oneRenewalAmongNodes()}
     * @return a cache that has read nothing yet
     * @throws MsalConfigurationException when the options ask for one renewal among nodes, or for more documents than the store has
     *     {@linkplain TokenStore#onlyPartition() room} for
     */
    public static TokenCache backedBy(
            TokenStore store,
            JsonCodec codec,
            Clock clock,
            EventSink events,
            CacheBounds bounds,
            StoreOptions options) {
        return backedBy(
                store,
                codec,
                clock,
                (duration, cancellation) -> {
                    throw new IllegalStateException("There is nothing to wait for");
                },
                events,
                bounds,
                options.checkedToHaveNoLeases());
    }

    /**
     * A cache backed by a store.
     *
     * @param store where the tokens outlive the process
     * @param codec what reads and writes the documents
     * @param clock what tells the time
     * @param sleeper what waits for another process, where one renews at a time
     * @param events who is told about trouble
     * @param bounds how much of it the process keeps at hand; without effect on a whole document, which is there as a whole
     * @param options how the cache lies in the store
     * @return a cache that has read nothing yet
     * @throws MsalConfigurationException when the store has {@linkplain TokenStore#onlyPartition() room for one document} and the options ask for more
     */
    public static TokenCache backedBy(
            TokenStore store,
            JsonCodec codec,
            Clock clock,
            Sleeper sleeper,
            EventSink events,
            CacheBounds bounds,
            StoreOptions options) {
        StoreHealth health = new StoreHealth(options, Objects.requireNonNull(events, "events"));
        StoredCache stored =
                options.checkedToFitInto(store).layout().open(store, codec, clock, bounds, options, health);
        return new TokenCache(
                clock,
                bounds,
                new Index(CacheBounds.NONE),
                stored,
                health,
                options.hasLeases() ? new Leases(store, codec, clock, sleeper, health, stored, options.lease()) : null);
    }

    /**
     * A person's access token.
     *
     * @param account the person
     * @param clientId the application
     * @param realm the tenant
     * @param scopes what the token must serve for, at least
     * @param kind which kind of token
     * @param now seconds since 1970
     * @param minimum how much life it should have left
     * @return the best there is, perhaps an expired one, or null
     */
    public @Nullable AccessToken find(
            Account account,
            String clientId,
            String realm,
            Scopes scopes,
            TokenKind kind,
            long now,
            MinimumLifetime minimum) {
        UserPartition user = person(account);
        return user == null ? null : user.find(clientId, realm, scopes, kind, now, minimum);
    }

    /**
     * An application's own access token.
     *
     * @param app the application
     * @param tenant the tenant
     * @param scopes what the token must serve for, at least
     * @param kind which kind of token
     * @param now seconds since 1970
     * @param minimum how much life it should have left
     * @return the best there is, perhaps an expired one, or null
     */
    public @Nullable AccessToken find(
            AppKey app, String tenant, Scopes scopes, TokenKind kind, long now, MinimumLifetime minimum) {
        AppPartition tokens = application(app, tenant);
        return tokens == null ? null : tokens.find(app.clientId(), tenant, scopes, kind, now, minimum);
    }

    /**
     * An access token that was got on behalf of a person.
     *
     * @param key the assertion it was got with, and where
     * @param scopes what the token must serve for, at least
     * @param kind which kind of token
     * @param now seconds since 1970
     * @param minimum how much life it should have left
     * @return the best there is, perhaps an expired one, or null
     */
    public @Nullable AccessToken find(
            OnBehalfOfKey key, Scopes scopes, TokenKind kind, long now, MinimumLifetime minimum) {
        OnBehalfOfPartition partition = assertion(key);
        return partition == null ? null : partition.find(key.clientId(), key.tenant(), scopes, kind, now, minimum);
    }

    /**
     * A person's latest access token as it is handed out, in the usual case: it will do, is not due for renewal, and lives for
     * {@linkplain MinimumLifetime#standard() long enough}. Costs less than to {@linkplain #find find} it.
     *
     * @param account the person
     * @param clientId the application
     * @param realm the tenant
     * @param scopes what the token must serve for, at least
     * @param kind which kind of token
     * @param now seconds since 1970
     * @return the result, or null when this is not the usual case
     */
    public @Nullable AuthenticationResult ready(
            Account account, String clientId, String realm, Scopes scopes, TokenKind kind, long now) {
        Terms wanted = new Terms(clientId, account.isOfHomeTenant(realm) ? null : realm, scopes, kind);
        Index index = stored == null ? own : stored.trusted(new PartitionKey.OfPerson(account));
        return index.ready(account, wanted, now);
    }

    /**
     * An application's own latest access token as it is handed out, in the usual case: it will do, is not due for renewal, and lives for
     * {@linkplain MinimumLifetime#standard() long enough}. Costs less than to {@linkplain #find find} it.
     *
     * @param app the application
     * @param tenant the tenant
     * @param scopes what the token must serve for, at least
     * @param kind which kind of token
     * @param now seconds since 1970
     * @return the result, or null when this is not the usual case
     */
    public @Nullable AuthenticationResult ready(AppKey app, String tenant, Scopes scopes, TokenKind kind, long now) {
        Terms wanted = new Terms(app.clientId(), null, scopes, kind);
        Index index = stored == null ? own : stored.trusted(new PartitionKey.OfApplication(app, tenant));
        return index.ready(app, tenant, wanted, now);
    }

    /**
     * Whose assertion it was.
     *
     * @param key the assertion, and where it was traded
     * @return the person, or null when no token that was got with it is kept, or nobody said whose it is
     */
    public @Nullable Account account(OnBehalfOfKey key) {
        OnBehalfOfPartition partition = assertion(key);
        return partition == null ? null : partition.account;
    }

    /**
     * What the latest ID token of a person said, as far as the process knows: the store is not asked, and a failure of it cannot come between a
     * token that was found and its being handed out.
     *
     * @param account the person
     * @param token the access token that is about to be handed out
     * @return the ID token of the same tenant, or null
     */
    public @Nullable IdToken idToken(Account account, AccessToken token) {
        UserPartition user = index().user(account);
        return user == null ? null : user.idToken(token);
    }

    /**
     * The refresh tokens an application may redeem for a person: those of the family of applications it belongs to, and its own.
     * As long as nobody knows whether it belongs to the family, those are worth a try.
     *
     * @param account the person
     * @param clientId the application
     * @return those of the family before its own, each the newest first
     */
    public List<RefreshToken> refreshTokens(Account account, String clientId) {
        UserPartition user = person(account);
        if (user == null) {
            return Collections.emptyList();
        }
        String family = index().familyOf(new AppKey(clientId, account.environment()));
        return user.refreshTokensOf(clientId, family == null ? FIRST_PARTY_FAMILY : family);
    }

    /**
     * Keeps in mind that an application belongs to no family, so that the refresh tokens of one are not tried again.
     *
     * @param app the application
     */
    public void refuseFamily(AppKey app) {
        change(new FamilyRefused(app));
    }

    /**
     * Everyone who signed in and did not sign out.
     *
     * @param environment the cloud or provider
     * @return a snapshot, one for each person
     */
    public List<Account> accounts(String environment) {
        List<Account> accounts = new ArrayList<>();
        for (UserPartition user : index().users()) {
            if (user.key.environment().equals(environment)) {
                accounts.add(user.account());
            }
        }
        return accounts;
    }

    /**
     * What changes when somebody comes to be known by a user name, or becomes known again; perhaps also when another does who is called otherwise.
     * Whoever compares it with what it was before looks at {@linkplain #accounts all accounts} only when it has changed.
     *
     * @param username the name, in upper or lower case
     * @return a number that means nothing by itself
     */
    public long namesakes(String username) {
        return index().namesakes(username);
    }

    /**
     * How much is kept in the process.
     *
     * @return what was said when the cache was made; a whole document is at hand as a whole in spite of it
     */
    public CacheBounds bounds() {
        return bounds;
    }

    /**
     * One person by their stable id.
     *
     * @param environment the cloud or provider
     * @param homeAccountId the id
     * @return the account with all that is known of it, or empty when nobody of that id signed in
     */
    public Optional<Account> account(String environment, String homeAccountId) {
        UserPartition user = person(new Account(homeAccountId, environment, "", Map.of()));
        return user == null ? Optional.empty() : Optional.of(user.account());
    }

    /**
     * One person as they are known by now.
     *
     * @param account the person, as they were known once
     * @return the account with all that is known of it, or null when nobody of that id is signed in here
     */
    public @Nullable Account latest(Account account) {
        UserPartition user = person(account);
        return user == null ? null : user.account();
    }

    /**
     * One person by their stable id, as far as the process knows: the store is not asked, and a failure of it cannot come between a token
     * that was just issued and its being kept.
     *
     * @param environment the cloud or provider
     * @param homeAccountId the id
     * @return the account with all that is known of it here, or empty
     */
    public Optional<Account> accountAtHand(String environment, String homeAccountId) {
        UserPartition user = index().user(new Account(homeAccountId, environment, "", Map.of()));
        return user == null ? Optional.empty() : Optional.of(user.account());
    }

    /**
     * Whose assertion it was, as far as the process knows: the store is not asked.
     *
     * @param key the assertion, and where it was traded
     * @return the person, or null when no token that was got with it is at hand
     */
    public @Nullable Account accountAtHand(OnBehalfOfKey key) {
        OnBehalfOfPartition partition = index().onBehalfOf(key);
        return partition == null ? null : partition.account;
    }

    /**
     * Keeps what came for a person.
     *
     * @param account the person, with all that is known by now
     * @param accessToken the access token
     * @param idToken the ID token, if one came
     * @param refreshToken the refresh token, if one came
     * @param requested the scopes asked for
     * @param signIn whether the person has just signed in; otherwise nothing is kept of an account removed meanwhile
     */
    public void keep(
            Account account,
            AccessToken accessToken,
            Optional<IdToken> idToken,
            Optional<RefreshToken> refreshToken,
            Scopes requested,
            boolean signIn) {
        change(new UserTokensReceived(
                account, accessToken, idToken, refreshToken, requested, signIn, clock.millis() / 1000));
    }

    /**
     * Keeps what somebody else received for a person, beside what is known here: what was received later stays.
     *
     * @param account the person, with all that the tokens say
     * @param accessToken the access token; not kept when it is over
     * @param idToken the ID token, if one came
     * @param refreshToken the refresh token, if one came
     */
    public void keepBeside(
            Account account, AccessToken accessToken, Optional<IdToken> idToken, Optional<RefreshToken> refreshToken) {
        change(new AccountImported(
                new AppKey(accessToken.clientId(), account.environment()),
                account,
                Collections.singletonList(accessToken),
                idToken.map(Collections::singletonList).orElse(Collections.emptyList()),
                refreshToken.map(Collections::singletonList).orElse(Collections.emptyList()),
                refreshToken.map(RefreshToken::familyId),
                clock.millis() / 1000));
    }

    /**
     * Keeps a refresh token that was kept elsewhere, beside one of the same application that is kept here.
     *
     * @param account the person, whose other tokens are kept already
     * @param refreshToken the refresh token, which was redeemed and stays good
     * @param redeemedFor the scopes
     */
    public void keepBeside(Account account, RefreshToken refreshToken, Scopes redeemedFor) {
        change(new RefreshTokenTakenOver(account, refreshToken, redeemedFor));
    }

    /**
     * Keeps what came for a person in exchange for a refresh token that is kept. Nothing is kept of an account that was removed meanwhile, and
     * no refresh token takes the place of another than the one that was redeemed.
     *
     * @param account the person, with all that is known by now
     * @param redeemed the refresh token that was sent
     * @param accessToken the access token
     * @param idToken the ID token, if one came
     * @param refreshToken the refresh token, if one came
     * @param requested the scopes asked for
     */
    public void keepRenewed(
            Account account,
            RefreshToken redeemed,
            AccessToken accessToken,
            Optional<IdToken> idToken,
            Optional<RefreshToken> refreshToken,
            Scopes requested) {
        change(new UserTokensRenewed(
                new UserTokensReceived(
                        account, accessToken, idToken, refreshToken, requested, false, clock.millis() / 1000),
                redeemed));
    }

    /**
     * Keeps the refresh token that came in place of one that is kept, where nothing else may be kept of what came. It takes the place of no other
     * than the one that was redeemed.
     *
     * @param account the person
     * @param redeemed the refresh token that was sent
     * @param successor the one that came, of the same application and purpose
     */
    public void keepSuccessor(Account account, RefreshToken redeemed, RefreshToken successor) {
        change(new RefreshTokenReplaced(account, redeemed, successor));
    }

    /**
     * The same for a session on behalf of a person.
     *
     * @param key the session, and where
     * @param account whose it is
     * @param redeemed the refresh token that was sent
     * @param successor the one that came
     */
    public void keepSuccessor(OnBehalfOfKey key, Account account, RefreshToken redeemed, RefreshToken successor) {
        change(new SessionTokenReplaced(key, account, redeemed, successor));
    }

    /**
     * Keeps who a person is, without an access token.
     *
     * @param account the person, with all that is known by now
     * @param realm the tenant they are known in
     * @param clientId the application
     * @param idToken the ID token, if one came
     * @param signIn whether the person has just signed in; otherwise nothing is kept of an account removed meanwhile
     */
    public void keep(Account account, String realm, String clientId, Optional<IdToken> idToken, boolean signIn) {
        change(new PersonSignedIn(account, realm, clientId, idToken, signIn));
    }

    /**
     * Keeps an application's own token.
     *
     * @param app the application
     * @param accessToken the token
     * @param requested the scopes asked for
     */
    public void keep(AppKey app, AccessToken accessToken, Scopes requested) {
        change(new AppTokenReceived(app, accessToken, requested, clock.millis() / 1000));
    }

    /**
     * Keeps a token that was got on behalf of a person, for those who come with the same assertion and for nobody else.
     *
     * @param key the assertion it was got with, and where
     * @param account the person, with all that is known by now
     * @param accessToken the token
     * @param idToken the ID token, if one came
     * @param requested the scopes asked for
     */
    public void keep(
            OnBehalfOfKey key, Account account, AccessToken accessToken, Optional<IdToken> idToken, Scopes requested) {
        change(new OnBehalfOfTokenReceived(
                key, Optional.of(account), accessToken, idToken, requested, clock.millis() / 1000));
    }

    /**
     * Keeps a token that was got on behalf of a person whom the provider did not name, for those who come with the same assertion and for
     * nobody else.
     *
     * @param key the assertion it was got with, and where
     * @param accessToken the token
     * @param requested the scopes asked for
     */
    public void keep(OnBehalfOfKey key, AccessToken accessToken, Scopes requested) {
        change(new OnBehalfOfTokenReceived(
                key, Optional.empty(), accessToken, Optional.empty(), requested, clock.millis() / 1000));
    }

    /**
     * Keeps what came for a session on behalf of a person. Nothing is kept of one that is somebody else's, whichever process began it:
     * {@link #accountAtHand(OnBehalfOfKey)} tells afterwards whose it is.
     *
     * @param key the session, and where
     * @param account the person, with all that is known by now
     * @param accessToken the token
     * @param idToken the ID token, if one came
     * @param refreshToken the refresh token, if one came
     * @param requested the scopes asked for
     * @param redeemed the refresh token that they were got with, whose place the new one takes; empty when the session begins. Nothing is kept
     *     of a session that was ended meanwhile
     */
    public void keep(
            OnBehalfOfKey key,
            Account account,
            AccessToken accessToken,
            Optional<IdToken> idToken,
            Optional<RefreshToken> refreshToken,
            Scopes requested,
            Optional<RefreshToken> redeemed) {
        change(new SessionTokensReceived(
                key, account, accessToken, idToken, refreshToken, requested, redeemed, clock.millis() / 1000));
    }

    /**
     * The refresh token of a session on behalf of a person.
     *
     * @param key the session, and where
     * @return the token, or empty when there is no such session or none came for it
     */
    public Optional<RefreshToken> refreshToken(OnBehalfOfKey key) {
        OnBehalfOfPartition partition = assertion(key);
        return partition == null ? Optional.empty() : Optional.ofNullable(partition.refreshToken);
    }

    /**
     * Ends a session on behalf of a person: its tokens are forgotten, and nobody else's.
     *
     * @param key the session, and where
     * @return whether there was one
     */
    public boolean remove(OnBehalfOfKey key) {
        catchUp(key);
        boolean known = assertion(key) != null;
        change(new SessionRemoved(key));
        return known;
    }

    /**
     * Forgets a person: every token and the account itself.
     *
     * @param account the person
     * @param clientId the application they signed out of
     */
    public void remove(Account account, String clientId) {
        change(new AccountRemoved(account, clientId));
    }

    /**
     * Forgets an application's own tokens of every tenant.
     *
     * @param app the application
     */
    public void remove(AppKey app) {
        change(new AppTokensRemoved(app));
    }

    /**
     * Puts off the renewal of a person's token, after it failed. The store is not asked, since it may be what failed.
     *
     * @param account the person
     * @param token the token
     * @param instant when to try again, in seconds since 1970
     */
    public void postpone(Account account, AccessToken token, long instant) {
        UserPartition user = index().user(account);
        if (user != null) {
            user.replace(token, token.refreshingAt(instant));
        }
    }

    /**
     * Puts off the renewal of an application's token, after it failed. The store is not asked, since it may be what failed.
     *
     * @param app the application
     * @param token the token
     * @param instant when to try again, in seconds since 1970
     */
    public void postpone(AppKey app, AccessToken token, long instant) {
        AppPartition tokens = index().app(app, token.realm());
        if (tokens != null) {
            tokens.replace(token, token.refreshingAt(instant));
        }
    }

    /**
     * Puts off the renewal of a token that was got on behalf of a person, after it failed. The store is not asked, since it may be what failed.
     *
     * @param key the assertion it was got with, and where
     * @param token the token
     * @param instant when to try again, in seconds since 1970
     */
    public void postpone(OnBehalfOfKey key, AccessToken token, long instant) {
        OnBehalfOfPartition partition = index().onBehalfOf(key);
        if (partition != null) {
            partition.replace(token, token.refreshingAt(instant));
        }
    }

    /** Counts a call that got its token from here without waiting for anybody. */
    public void countHit() {
        hits.increment();
    }

    /**
     * How often the cache has served.
     *
     * @return a number that grows with each hit
     */
    public Number countOfHits() {
        return hits;
    }

    /** Counts a call for which there was no good token here. */
    public void countMiss() {
        misses.increment();
    }

    /**
     * How the cache did since it was made.
     *
     * @return a snapshot
     */
    public CacheStatistics statistics() {
        Index current = index();
        return new CacheStatistics(
                hits.sum(), misses.sum(), current.evictions(), current.size(), health == null ? 0 : health.failures());
    }

    /**
     * Takes over what other processes have stored of everyone. Sends nothing to any server. Does nothing without a store.
     *
     * @throws io.openmsal.domain.failure.MsalStoreException when the store fails and calls are to fail with it
     */
    public void catchUp() {
        if (stored != null) {
            stored.catchUpWithPeople(person -> {});
        }
    }

    /**
     * Takes over what other processes have stored of everyone where one reading tells, which is from a whole document. Does nothing where each
     * person has a document of their own: to read all of them for one costs more than to ask a server about that one.
     *
     * @throws io.openmsal.domain.failure.MsalStoreException when the store fails and calls are to fail with it
     */
    public void catchUpAtOnce() {
        if (stored != null) {
            stored.catchUpWithPeopleAtOnce();
        }
    }

    /**
     * Everyone who is signed in, also those for whom there is no room at hand: what other processes have stored is taken over first. Sends
     * nothing to any server.
     *
     * @return a snapshot, one for each person in each cloud
     * @throws io.openmsal.domain.failure.MsalStoreException when the store fails and calls are to fail with it
     */
    public Collection<Account> everybody() {
        Map<Account, Account> people = new LinkedHashMap<>();
        if (stored != null) {
            stored.catchUpWithPeople(person -> people.put(person, person));
        }
        for (UserPartition user : index().users()) {
            // what is at hand may be newer than what was read a moment ago
            people.put(user.key, user.account());
        }
        return people.values();
    }

    /**
     * Takes over what other processes have stored of a person.
     *
     * @param account the person
     */
    public void catchUp(Account account) {
        if (stored != null) {
            stored.catchUp(new PartitionKey.OfPerson(account));
        }
    }

    /**
     * Takes over what other processes have stored of an application's own tokens.
     *
     * @param app the application
     * @param tenant the tenant
     */
    public void catchUp(AppKey app, String tenant) {
        if (stored != null) {
            stored.catchUp(new PartitionKey.OfApplication(app, tenant));
        }
    }

    /**
     * Takes over what other processes have stored for an assertion.
     *
     * @param key the assertion, and where it was traded
     */
    public void catchUp(OnBehalfOfKey key) {
        if (stored != null) {
            stored.catchUp(new PartitionKey.OfAssertion(key));
        }
    }

    /**
     * Whether there is a store behind what the process has at hand.
     *
     * @return false when the tokens end with the process
     */
    public boolean isStored() {
        return stored != null;
    }

    /**
     * Whether one process at a time, of all that share the store, asks the provider.
     *
     * @return false when each asks when it likes
     */
    public boolean hasLeases() {
        return leases != null;
    }

    /**
     * What lets this caller alone, among all processes on the store, ask the provider for something.
     *
     * @param key what is asked for
     * @return a lease that this caller has not taken yet
     * @throws IllegalStateException when there are no leases
     */
    public Lease lease(LeaseKey key) {
        if (leases == null) {
            throw new IllegalStateException("Each process asks when it likes");
        }
        return leases.of(key);
    }

    private Index index() {
        return stored == null ? own : stored.index();
    }

    private @Nullable UserPartition person(Account account) {
        return stored == null
                ? own.user(account)
                : stored.trusted(new PartitionKey.OfPerson(account)).user(account);
    }

    private @Nullable AppPartition application(AppKey app, String tenant) {
        return stored == null
                ? own.app(app, tenant)
                : stored.trusted(new PartitionKey.OfApplication(app, tenant)).app(app, tenant);
    }

    private @Nullable OnBehalfOfPartition assertion(OnBehalfOfKey key) {
        return stored == null
                ? own.onBehalfOf(key)
                : stored.trusted(new PartitionKey.OfAssertion(key)).onBehalfOf(key);
    }

    @Nullable
    UserPartition partition(Account account) {
        return person(account);
    }

    /** The family an application belongs to: empty when it is in none, null when nobody knows yet. */
    @Nullable
    String familyOf(AppKey app) {
        return index().familyOf(app);
    }

    void change(CacheChange change) {
        if (stored == null) {
            change.applyTo(own);
        } else {
            stored.change(change);
        }
    }
}

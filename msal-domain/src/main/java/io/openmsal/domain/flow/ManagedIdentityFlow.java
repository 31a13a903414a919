package io.openmsal.domain.flow;

import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.digest.Sha256;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.managedidentity.ManagedIdentitySource;
import io.openmsal.domain.managedidentity.SourceExchange;
import io.openmsal.domain.managedidentity.SourceRequest;
import io.openmsal.domain.managedidentity.SourceSelection;
import io.openmsal.domain.managedidentity.SourceToken;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Bearer tokens for an identity that the Azure host gives. Looks in the cache first by itself. Safe for many threads. */
public final class ManagedIdentityFlow {

    private final ManagedIdentityId id;
    private final List<String> capabilities;
    private final SourceSelection selection;
    private final SourceExchange exchange;
    private final HostTokens tokens;
    private final CacheFirst cacheFirst;
    private final HostPatience patience;
    private final Clock clock;

    /**
     * Makes the flow of one identity.
     *
     * @param id the identity
     * @param capabilities what the application can handle, such as {@code cp1}; may be empty
     * @param selection how its host is found
     * @param exchange what asks the host
     * @param cache where tokens are kept
     * @param clock what tells the time
     */
    public ManagedIdentityFlow(
            ManagedIdentityId id,
            List<String> capabilities,
            SourceSelection selection,
            SourceExchange exchange,
            ManagedIdentityCache cache,
            Clock clock) {
        this.id = id;
        this.capabilities = Collections.unmodifiableList(new ArrayList<>(capabilities));
        this.selection = selection;
        this.exchange = exchange;
        ManagedIdentityCache.Place place = cache.placeOf(id);
        this.tokens = new HostTokens(id, place.tokens(), clock);
        this.cacheFirst = place.cacheFirst();
        this.patience = cache.patience;
        this.clock = clock;
    }

    /**
     * Gets a token.
     *
     * @param resource what for, such as {@code https://vault.azure.net}; a {@code /.default} at its end is left off
     * @param policy when a cached token will do
     * @param calls makes the call, if something has to be sent
     * @return the token
     * @throws MsalException when there is none
     */
    public AuthenticationResult acquire(String resource, CachePolicy policy, Supplier<CallContext> calls) {
        return cacheFirst.acquire(new HostToken(HostTokens.bare(resource), policy), policy, calls);
    }

    /**
     * Finds the host that would be asked, and asks it for nothing.
     *
     * @param call the call on whose behalf; sends one short request at most, where nothing else tells whether the host is there
     * @return the host's name
     * @throws MsalException when there is none
     */
    public String source(CallContext call) {
        return HostCode.select(selection, exchange, call).name();
    }

    /** What a host is asked. A rejected token and what the application can handle make no other question of it: most hosts are not told. */
    private record Question(String source, ManagedIdentityId id, String resource) {}

    private record Flight(ManagedIdentityId id, String resource, CachePolicy policy, List<String> capabilities) {}

    private final class HostToken implements CacheFirst.Wanted {

        private final String resource;
        private final Scopes scopes;
        private final CachePolicy policy;

        HostToken(String resource, CachePolicy policy) {
            this.resource = resource;
            this.scopes = Scopes.requested(resource);
            this.policy = policy;
        }

        @Override
        public Object flight() {
            return new Flight(id, resource, policy, capabilities);
        }

        @Override
        public LeaseKey lease() {
            return tokens.lease(scopes, TokenKind.BEARER);
        }

        @Override
        public @Nullable AccessToken find(long now) {
            return tokens.find(scopes, TokenKind.BEARER, now, policy.minimumLifetime());
        }

        @Override
        public void catchUp() {
            tokens.catchUp();
        }

        @Override
        public AuthenticationResult fromCache(AccessToken token) {
            return tokens.fromCache(token);
        }

        @Override
        public AuthenticationResult fetch(CacheRefreshReason reason, CallContext call) {
            ManagedIdentitySource source = HostCode.select(selection, exchange, call);
            SourceRequest request = new SourceRequest(id, resource, revokedTokenHash(), capabilities);
            SourceToken issued = patience.asking(
                    source.name(),
                    new Question(source.name(), id, resource),
                    () -> HostCode.ask(source, call, () -> source.token(request, exchange.call(source, call))));
            refuseNonsense(issued, source, call);
            AccessToken token = tokens.keep(
                    issued.accessToken(),
                    issued.tokenType(),
                    scopes,
                    TokenKind.BEARER,
                    issued.expiresIn(),
                    issued.refreshIn());
            return AuthenticationResult.fromProvider(token, null, null, reason, scopes, call.correlationId());
        }

        /** A host of the application's own may give anything; the library's read or refuse what they were told. */
        private void refuseNonsense(@Nullable SourceToken token, ManagedIdentitySource source, CallContext call) {
            if (token == null || token.accessToken().isBlank()) {
                throw senseless("no token", source, call);
            }
            long life = token.expiresIn();
            if (life <= 0 || Duration.ofSeconds(life).compareTo(ProvidedTokens.LONGEST_LIFE) > 0) {
                throw senseless("a token whose lifetime is " + life + " seconds", source, call);
            }
            Optional<Long> renewal = token.refreshIn();
            if (renewal.filter(in -> in < 0 || in >= life).isPresent()) {
                throw senseless(
                        "a token that lives for " + life + " seconds and is to be renewed after " + renewal.get(),
                        source,
                        call);
            }
        }

        private MsalConfigurationException senseless(String what, ManagedIdentitySource source, CallContext call) {
            return new MsalConfigurationException(
                    "managed_identity_senseless_token",
                    "The managed identity source " + source.name() + " gave " + what
                            + ", so nothing was kept. Correct what it returns.",
                    call.correlationId(),
                    null);
        }

        private Optional<String> revokedTokenHash() {
            if (!policy.shape().challenge().isPresent()) {
                return Optional.empty();
            }
            long now = clock.millis() / 1000;
            AccessToken rejected = tokens.find(scopes, TokenKind.BEARER, now, MinimumLifetime.of(Duration.ZERO));
            return Optional.ofNullable(rejected)
                    .filter(token -> token.expiresAt() > now)
                    .map(token -> Sha256.hex(Sha256.of(token.secret().reveal())));
        }

        @Override
        public void postpone(AccessToken token, long instant) {
            tokens.postpone(token, instant);
        }
    }
}

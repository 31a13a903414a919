package io.openmsal.domain.flow;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.Endpoints;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ClientIdentity;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Callback;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.managedidentity.BindingCertificate;
import io.openmsal.domain.managedidentity.BindingSupport;
import io.openmsal.domain.managedidentity.CertificateDemand;
import io.openmsal.domain.managedidentity.ManagedIdentityCapabilities;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.managedidentity.ManagedIdentitySource;
import io.openmsal.domain.managedidentity.SourceExchange;
import io.openmsal.domain.managedidentity.SourceSelection;
import io.openmsal.domain.managedidentity.SourceToken;
import io.openmsal.domain.oauth.ClaimsParameter;
import io.openmsal.domain.oauth.ClientCredentialsGrant;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.oauth.Telemetry;
import io.openmsal.domain.oauth.Throttle;
import io.openmsal.domain.oauth.TokenEndpoint;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.shape.AuthenticationScheme;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.crypto.BindingKey;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.json.JsonCodec;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a managed identity that are bound to a certificate (managed identity v2): the host certifies a key, and the token endpoint
 * exchanges the certificate, shown in the TLS handshake, for tokens that are of no use without it (RFC 8705 §3). Looks in the cache first
 * by itself. Safe for many threads.
 */
public final class BoundManagedIdentityFlow {

    private static final String TOKEN = "/oauth2/v2.0/token";

    private final ManagedIdentityId id;
    private final SourceSelection selection;
    private final SourceExchange exchange;
    private final BindingMeans means;
    private final HostTokens tokens;
    private final CacheFirst cacheFirst;
    private final BindingCertificates certificates;
    private final Owner owner;
    private final List<String> capabilities;
    private final ClaimsParameter claims;
    private final Throttle throttle;
    private final HostPatience patience;
    private final Telemetry telemetry;
    private final JsonCodec codec;
    private final RandomValues random;
    private final Clock clock;

    /** Who shares a certificate. */
    private record Owner(ManagedIdentityId id, Object keys, boolean isAttested) {}

    /**
     * Makes the flow of one identity.
     *
     * @param id the identity
     * @param capabilities what the application can handle, such as {@code cp1}; may be empty
     * @param selection how its host is found
     * @param exchange what asks the host
     * @param means what tokens are bound with
     * @param cache where tokens and certificates are kept
     * @param codec what writes JSON
     * @param random what makes ids
     * @param clock what tells the time
     */
    public BoundManagedIdentityFlow(
            ManagedIdentityId id,
            List<String> capabilities,
            SourceSelection selection,
            SourceExchange exchange,
            BindingMeans means,
            ManagedIdentityCache cache,
            JsonCodec codec,
            RandomValues random,
            Clock clock) {
        this.id = id;
        this.capabilities = Collections.unmodifiableList(new ArrayList<>(capabilities));
        this.claims = new ClaimsParameter(codec, capabilities);
        this.selection = selection;
        this.exchange = exchange;
        this.means = new BindingMeans(
                means.keys(),
                means.attestation().map(service -> new RememberedAttestation(service, clock)),
                means.mutualTls());
        ManagedIdentityCache.Place place = cache.placeOf(id);
        this.tokens = new HostTokens(id, place.tokens(), clock);
        this.cacheFirst = place.cacheFirst();
        this.certificates = cache.certificates;
        this.owner = new Owner(id, means.keys(), means.attestation().isPresent());
        this.patience = cache.patience;
        this.throttle = patience.isActive() ? Throttle.remembering(clock, random) : Throttle.off(clock, random);
        this.telemetry = new Telemetry(place.tokens().countOfHits());
        this.codec = codec;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Gets a token. When the token endpoint does not take the certificate, another one is issued, once.
     *
     * @param resource what for, such as {@code https://vault.azure.net}; a {@code /.default} at its end is left off
     * @param minimum how well the key must be kept at least
     * @param policy when a cached token will do
     * @param calls makes the call, if something has to be sent
     * @return the token, with the certificate that it is bound to
     * @throws MsalException when there is none; nothing is issued when the key would be weaker than asked for
     */
    public AuthenticationResult acquire(
            String resource, BindingStrength minimum, CachePolicy policy, Supplier<CallContext> calls) {
        String bare = HostTokens.bare(resource);
        Supplier<CallContext> call = new BegunOnce(calls);
        refuseWeaker(minimum, call);
        BindingCertificate certificate = certificate(call);
        try {
            return acquire(bare, certificate, policy, call);
        } catch (MsalException failure) {
            if (!CertificateRefusal.isIn(failure)) {
                throw failure;
            }
            return acquire(bare, certificate(call), policy, call);
        }
    }

    private AuthenticationResult acquire(
            String bare, BindingCertificate certificate, CachePolicy policy, Supplier<CallContext> call) {
        CachePolicy bound = new CachePolicy(
                policy.forceRefresh(),
                policy.shape().presentedBy(AuthenticationScheme.mutualTls(certificate.identity())),
                policy.minimumLifetime());
        return cacheFirst.acquire(new BoundToken(bare, certificate, bound), bound, call);
    }

    private void refuseWeaker(BindingStrength minimum, Supplier<CallContext> calls) {
        if (minimum == BindingStrength.NONE) {
            return;
        }
        BindingStrength offered = strength(calls);
        if (!offered.isAtLeast(minimum)) {
            throw new MsalConfigurationException(
                    "min_strength_not_met",
                    "A key kept by " + minimum + " at least was asked for, and the application's keys are kept by "
                            + offered + ". Nothing was sent. Give the application a stronger source of keys, with"
                            + " bindingKeys(...), or ask for less.");
        }
    }

    private BindingCertificate certificate(Supplier<CallContext> calls) {
        return certificates.get(owner, calls, call -> {
            ManagedIdentitySource source = HostCode.select(selection, exchange, call);
            CertificateDemand demand = new CertificateDemand(id, key(call), means.attestation());
            return patience.asking(
                    source.name(),
                    owner,
                    () -> HostCode.ask(
                            source,
                            call,
                            () -> Objects.requireNonNull(
                                    source.certificate(demand, exchange.call(source, call)), "certificate")));
        });
    }

    private BindingStrength strength(Supplier<CallContext> calls) {
        return ofTheKeys(calls, () -> Objects.requireNonNull(means.keys().strength(), "strength"));
    }

    private BindingKey key(CallContext call) {
        return ofTheKeys(() -> call, () -> keyAsPromised(call));
    }

    private static <T> T ofTheKeys(Supplier<CallContext> calls, Supplier<T> code) {
        return Callback.of(
                "The source of the keys that tokens are bound to",
                "binding_key_failed",
                "so nothing was issued",
                calls,
                code);
    }

    private BindingKey keyAsPromised(CallContext call) {
        try {
            BindingKey key = means.keys().key();
            BindingStrength promised = strength(() -> call);
            if (!key.strength().isAtLeast(promised)) {
                throw new GeneralSecurityException(
                        "It is kept by " + key.strength() + ", and its source promised " + promised + ".");
            }
            return key;
        } catch (GeneralSecurityException unusable) {
            throw new MsalConfigurationException(
                    "binding_key_failed",
                    "There is no key to bind a token to: " + unusable.getMessage()
                            + " Nothing was issued. Look at the cause.",
                    call.correlationId(),
                    unusable);
        }
    }

    /**
     * Finds out what can be had here, without a token. Sends one or two short requests at most, which are not retried. A host that is
     * there and fails stays the host; the reason says how it failed.
     *
     * @param call the call on whose behalf
     * @return what can be had, and why not the rest
     * @throws MsalException when the call was cancelled or ran out of time, or the search for the host failed
     */
    public ManagedIdentityCapabilities capabilities(CallContext call) {
        ManagedIdentitySource source;
        try {
            source = HostCode.select(selection, exchange, call);
        } catch (MsalConfigurationException | MsalTransportException failure) {
            if (!SourceSelection.isForWantOfAHost(failure)) {
                throw failure;
            }
            return ManagedIdentityCapabilities.none(reasonIn(failure));
        }
        try {
            BindingSupport support =
                    HostCode.ask(source, call, () -> source.bindingSupport(exchange.call(source, call)));
            return new ManagedIdentityCapabilities(
                    Optional.of(source.name()),
                    support.isOffered() ? strength(() -> call) : support.strongest(),
                    support.isOffered(),
                    support.reason());
        } catch (MsalConfigurationException | MsalTransportException failure) {
            return new ManagedIdentityCapabilities(
                    Optional.of(source.name()), BindingStrength.NONE, false, reasonIn(failure));
        }
    }

    private static String reasonIn(MsalException failure) {
        return String.valueOf(failure.getMessage()).replaceAll("(?s)\\.?\\n.*", "");
    }

    private record Flight(ManagedIdentityId id, String resource, CachePolicy policy, List<String> capabilities) {}

    private final class BoundToken implements CacheFirst.Wanted {

        private final String resource;
        private final Scopes scopes;
        private final BindingCertificate certificate;
        private final CachePolicy policy;

        BoundToken(String resource, BindingCertificate certificate, CachePolicy policy) {
            this.resource = resource;
            this.scopes = Scopes.requested(resource);
            this.certificate = certificate;
            this.policy = policy;
        }

        @Override
        public Object flight() {
            return new Flight(id, resource, policy, capabilities);
        }

        @Override
        public LeaseKey lease() {
            return tokens.lease(scopes, policy.shape().kind());
        }

        @Override
        public @Nullable AccessToken find(long now) {
            return tokens.find(scopes, policy.shape().kind(), now, policy.minimumLifetime());
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
            TokensIssued issued;
            try {
                issued = redeemed(call);
            } catch (MsalException failure) {
                if (CertificateRefusal.isIn(failure)) {
                    certificates.drop(owner, certificate);
                }
                throw failure;
            }
            AccessToken token = tokens.keep(
                    issued.accessToken(),
                    issued.tokenType(),
                    scopes,
                    policy.shape().kind(),
                    issued.expiresIn(),
                    issued.refreshIn().isPresent()
                            ? issued.refreshIn()
                            : SourceToken.of(issued.accessToken(), issued.tokenType(), issued.expiresIn())
                                    .refreshIn());
            return AuthenticationResult.fromProvider(token, null, null, reason, scopes, call.correlationId());
        }

        private TokensIssued redeemed(CallContext call) {
            Authority authority = OidcAuthority.of(certificate.authority().toString(), LoopbackHttp.REFUSED);
            URI address = URI.create(certificate.authority() + TOKEN);
            Endpoints endpoints = Endpoints.at(address, address)
                    .mutualTlsToken(Optional.of(address))
                    .build();
            return new TokenEndpoint(
                            new ClientIdentity(certificate.clientId(), ClientCredential.none()),
                            claims,
                            exchange.beyondTheHost(),
                            means.mutualTls(),
                            throttle,
                            telemetry,
                            codec,
                            clock,
                            random)
                    .redeem(
                            authority,
                            endpoints,
                            new ClientCredentialsGrant(),
                            HostTokens.defaultScope(resource),
                            policy.shape(),
                            call)
                    .orThrow();
        }

        @Override
        public void postpone(AccessToken token, long instant) {
            tokens.postpone(token, instant);
        }
    }
}

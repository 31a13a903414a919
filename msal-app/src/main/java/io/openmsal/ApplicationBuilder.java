package io.openmsal;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.authority.AdfsAuthority;
import io.openmsal.domain.authority.Authorities;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.B2cAuthority;
import io.openmsal.domain.authority.CiamAuthority;
import io.openmsal.domain.authority.Cloud;
import io.openmsal.domain.authority.DstsAuthority;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.authority.InstanceDiscovery;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.authority.Region;
import io.openmsal.domain.cache.CacheBounds;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.client.ClientIdentity;
import io.openmsal.domain.exchange.Introduction;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.RefreshTokenCustody;
import io.openmsal.domain.token.OpenIdScopes;
import io.openmsal.port.broker.Broker;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.store.TokenStore;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of all applications have in common. Options that exclude each other fail in {@code build()}. Not for many
 * threads.
 *
 * @param <B> the kind of builder, so that options chain
 */
public abstract sealed class ApplicationBuilder<B extends ApplicationBuilder<B>>
        permits PublicClientApplicationBuilder, ConfidentialClientApplicationBuilder {

    private @Nullable BiFunction<LoopbackHttp, InstanceDiscovery, Authority> authority;
    private boolean hostIsLookedUp = true;
    private @Nullable String instanceMetadata;
    private boolean liveInstanceDiscovery;
    private @Nullable String providerMetadata;
    private boolean acrossClouds;
    private LoopbackHttp loopbackHttp = LoopbackHttp.REFUSED;
    private final WorldOptions options = new WorldOptions();
    private @Nullable TokenStore tokenStore;
    private @Nullable StoreOptions storeOptions;
    private boolean throttled = true;
    private @Nullable UnaryOperator<Introduction> introduction;
    private List<String> capabilities = Collections.emptyList();
    private OpenIdScopes openIdScopes = OpenIdScopes.ALL;
    private CacheBounds cacheBounds = CacheBounds.STANDARD;
    private Duration timeout = Duration.ofSeconds(60);
    private RefreshTokenCustody custody = RefreshTokenCustody.CACHE_ALONE;

    ApplicationBuilder() {}

    /**
     * Sets an authority whose kind its host tells: a tenant of Microsoft Entra on a host of a known cloud, an external tenant
     * on {@code *.ciamlogin.com}, a policy of Azure AD B2C on {@code *.b2clogin.com} and its national likes. All others have
     * options of their own, because a path proves nothing.
     *
     * @param url the address, such as {@code https://login.microsoftonline.com/common}, which is the default
     * @return this builder
     */
    public B authority(String url) {
        Objects.requireNonNull(url, "url");
        return authority(true, (allowed, instances) -> Authorities.parse(url, instances));
    }

    /**
     * Sets a tenant of Microsoft Entra.
     *
     * @param cloud the cloud
     * @param tenant a tenant id, a domain, {@code common}, {@code organizations} or {@code consumers}
     * @return this builder
     */
    public B authority(Cloud cloud, String tenant) {
        Objects.requireNonNull(cloud, "cloud");
        Objects.requireNonNull(tenant, "tenant");
        return authority(false, (allowed, instances) -> EntraAuthority.of(cloud, tenant));
    }

    /**
     * Sets a host that speaks Microsoft Entra's protocol without being one of its known hosts, such as an emulator. The application's secrets
     * are sent there. It has to issue tokens under its own name: a gateway that passes requests on to Microsoft Entra signs nobody in, since
     * the ID tokens name Microsoft's host and are refused.
     *
     * @param url {@code https://{host}[:{port}]/{tenant}}
     * @return this builder
     */
    public B trustedAuthority(String url) {
        Objects.requireNonNull(url, "url");
        return authority(false, (allowed, instances) -> EntraAuthority.trusted(url, allowed));
    }

    /**
     * Sets a policy of Azure AD B2C on any host, such as a domain of the tenant's own. The application's secrets are sent there.
     *
     * @param url {@code https://{host}/[tfp/]{tenant}/{policy}}
     * @return this builder
     */
    public B b2cAuthority(String url) {
        Objects.requireNonNull(url, "url");
        return authority(false, (allowed, instances) -> B2cAuthority.of(url, allowed));
    }

    /**
     * Sets an external tenant (Microsoft Entra External ID, CIAM) on any host, such as a domain of the tenant's own. The
     * application's secrets are sent there.
     *
     * @param url {@code https://{host}/{tenant}}; the tenant may be left out on {@code *.ciamlogin.com}
     * @return this builder
     */
    public B ciamAuthority(String url) {
        Objects.requireNonNull(url, "url");
        return authority(false, (allowed, instances) -> CiamAuthority.of(url, allowed));
    }

    /**
     * Sets an AD FS server. No other host is ever asked.
     *
     * @param url {@code https://{host}/adfs}
     * @return this builder
     */
    public B adfsAuthority(String url) {
        Objects.requireNonNull(url, "url");
        return authority(false, (allowed, instances) -> AdfsAuthority.of(url, allowed));
    }

    /**
     * Sets a tenant of dSTS.
     *
     * @param url {@code https://{host}/dstsv2/{tenant}}
     * @return this builder
     */
    public B dstsAuthority(String url) {
        Objects.requireNonNull(url, "url");
        return authority(false, (allowed, instances) -> DstsAuthority.of(url, allowed));
    }

    /**
     * Sets any OpenID Connect provider.
     *
     * @param issuer the provider's issuer, whose metadata is at {@code {issuer}/.well-known/openid-configuration}
     * @return this builder
     */
    public B oidcAuthority(String issuer) {
        Objects.requireNonNull(issuer, "issuer");
        return authority(false, (allowed, instances) -> OidcAuthority.of(issuer, allowed));
    }

    private B authority(boolean lookedUp, BiFunction<LoopbackHttp, InstanceDiscovery, Authority> choice) {
        if (authority != null) {
            throw new MsalConfigurationException(
                    "duplicate_authority", "The authority was set twice. Set exactly one.");
        }
        authority = choice;
        hostIsLookedUp = lookedUp;
        return self();
    }

    /**
     * Sets the deployments of Microsoft Entra that {@link #authority(String)} may name, instead of those built in. No request is
     * made to any host but the authority's own. For closed networks and sovereign clouds.
     *
     * @param json an answer of the instance discovery endpoint: {@code preferred_network}, {@code preferred_cache} and
     *     {@code aliases} of each; excludes {@link #liveInstanceDiscovery} and regions
     * @return this builder
     */
    public B instanceMetadata(String json) {
        instanceMetadata = Objects.requireNonNull(json, "json");
        return self();
    }

    /**
     * Lets {@link #authority(String)} name a host that is not built in: {@code login.microsoftonline.com} is asked about it when
     * the first token is needed. While it cannot answer, the host is used as it is, and an event {@code instance.unconfirmed} says so.
     *
     * @return this builder
     */
    public B liveInstanceDiscovery() {
        liveInstanceDiscovery = true;
        return self();
    }

    /**
     * Lets people of every known cloud sign in at this one ({@code instance_aware}): the answer names their cloud, which issues
     * their tokens then.
     *
     * @return this builder
     */
    public B multiCloudSignIn() {
        acrossClouds = true;
        return self();
    }

    /**
     * Sets the metadata of the {@link #oidcAuthority}, so that it is not fetched.
     *
     * @param json the document that is at {@code {issuer}/.well-known/openid-configuration}
     * @return this builder
     */
    public B providerMetadata(String json) {
        providerMetadata = Objects.requireNonNull(json, "json");
        return self();
    }

    /**
     * Accepts an authority on this machine's loopback interface without TLS. For development and tests.
     *
     * @return this builder
     */
    public B allowHttpOnLoopback() {
        loopbackHttp = LoopbackHttp.ALLOWED;
        return self();
    }

    /**
     * Sets the whole outside world at once.
     *
     * @param all one implementation of each port; excludes {@link #transport}, {@link #http} and {@link #events}
     * @return this builder
     */
    public B adapters(Adapters all) {
        options.whole = Objects.requireNonNull(all, "all");
        return self();
    }

    /**
     * Sends every request through a transport of your own. Where a client certificate has to be shown, calls fail unless
     * {@link #mutualTlsTransports} says what sends there.
     *
     * @param own what sends, as it is: no retries are added; excludes {@link #http} and {@link #adapters}
     * @return this builder
     */
    public B transport(HttpTransport own) {
        options.transport = Objects.requireNonNull(own, "own");
        return self();
    }

    /**
     * Sets what sends where a client certificate has to be shown in the TLS handshake.
     *
     * @param own makes transports, which are used as they are: no retries are added; excludes {@link #adapters}
     * @return this builder
     */
    public B mutualTlsTransports(MutualTlsTransports own) {
        options.mutualTls = Objects.requireNonNull(own, "own");
        return self();
    }

    /**
     * Sets how the built-in transport connects: proxy, trust, time limits.
     *
     * @param settings excludes {@link #transport} and {@link #adapters}
     * @return this builder
     */
    public B http(HttpSettings settings) {
        options.http = Objects.requireNonNull(settings, "settings");
        return self();
    }

    /**
     * Sets who is told what happens.
     *
     * @param sink nobody by default; excludes {@link #adapters}
     * @return this builder
     */
    public B events(EventSink sink) {
        options.events = Objects.requireNonNull(sink, "sink");
        return self();
    }

    /**
     * Sets where tokens outlive the process: in one document, as {@link StoreOptions#wholeDocument()} says.
     *
     * @param store nowhere by default
     * @return this builder
     */
    public B tokenStore(TokenStore store) {
        return tokenStore(store, StoreOptions.wholeDocument());
    }

    /**
     * Sets where tokens outlive the process, and how they lie there. Applications that share a store need the same layout.
     *
     * @param store nowhere by default
     * @param options {@link StoreOptions#perPartition()} for a server
     * @return this builder
     */
    public B tokenStore(TokenStore store, StoreOptions options) {
        tokenStore = Objects.requireNonNull(store, "store");
        storeOptions = Objects.requireNonNull(options, "options");
        return self();
    }

    /**
     * Sets how much the process keeps in memory. What was used longest ago makes room: who is forgotten so has to sign in again, and a
     * token is fetched again. With a {@link #tokenStore} of one whole document the copy in memory is as large as what is stored, and this has no effect;
     * with a document for each partition, it is read again.
     *
     * @param people the most people, tenants of the application's own tokens, and user assertions, of each; 100 000 by default
     * @return this builder
     */
    public B cacheAtMost(int people) {
        cacheBounds = new CacheBounds(people);
        return self();
    }

    /**
     * Sets how long an acquisition may take that waits for nobody. Where one waits for a person, this bounds each single request to
     * the provider, and {@link TokenRequest#timeout} the whole.
     *
     * @param limit a minute by default
     * @return this builder
     */
    public B timeout(Duration limit) {
        timeout = OptionChecks.timeout(limit);
        return self();
    }

    /**
     * Sets what the application can do, which the issuer of its tokens is told with every request. It then may expect that: an
     * application with {@code CP1} gets tokens that live for longer and must be ready for a claims challenge from an API. Tokens
     * from the cache are served as before.
     *
     * @param names the capabilities, none by default
     * @return this builder
     */
    public B clientCapabilities(String... names) {
        capabilities = OptionChecks.capabilities(names);
        return self();
    }

    /**
     * Leaves out scopes that are otherwise added wherever a person stands behind the request: {@code openid}, {@code profile} and
     * {@code offline_access}. Without {@code offline_access} most providers issue no refresh token, so people sign in again, or through
     * their session at the provider, when the access token has expired; Microsoft Entra then also leaves it off the consent page.
     *
     * @param scopes {@code offline_access}, {@code profile}, or both
     * @return this builder
     * @throws MsalConfigurationException when {@code openid} is among them, which cannot be left out, or another scope
     */
    public B excludeScopes(String... scopes) {
        openIdScopes = OpenIdScopes.without(scopes);
        return self();
    }

    /**
     * Tells servers which application asks, for the logs of those who run them.
     *
     * @param name sent as {@code x-app-name}; printable ASCII
     * @param version sent as {@code x-app-ver}; printable ASCII
     * @return this builder
     */
    public B applicationName(String name, String version) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        introduction = library -> library.withApplication(name, version);
        return self();
    }

    /**
     * Hands refresh tokens out: what comes from the provider for a person has the refresh token that came with it
     * ({@code AuthenticationResult.refreshToken()}), beside what the cache keeps. For who moves people to or from another store of their
     * own; everybody else is safer without. A token from the cache, of a broker or of a session on behalf of a person comes without.
     *
     * @return this builder
     */
    public B refreshTokensInResults() {
        custody = RefreshTokenCustody.CALLER_TOO;
        return self();
    }

    /**
     * Sends every request, even one that was refused a moment ago. Usually the very same request is held back while the server
     * has asked for patience (up to an hour), for 5 seconds after 429 or 5xx without a time, and for a minute after it was
     * refused with 400 or for a wrong password; a corrected password, secret or scope makes it another request. What is sent to the server
     * of a person's organization is held back alike.
     *
     * @return this builder
     */
    public B noThrottling() {
        throttled = false;
        return self();
    }

    abstract B self();

    Engine engine(ClientIdentity client) {
        Adapters world = world();
        Authority issuer = askedOnBehalfOf(issuer(world.codec()));
        TokenCache cache = tokenStore == null || storeOptions == null
                ? TokenCache.inProcess(world.clock(), world.events(), cacheBounds)
                : TokenCache.backedBy(
                        tokenStore,
                        world.codec(),
                        world.clock(),
                        world.sleeper(),
                        world.events(),
                        cacheBounds,
                        storeOptions);
        EngineSettings settings = new EngineSettings(
                capabilities,
                openIdScopes,
                regionIn(world.environment()),
                introduced(Introduction.of(world.environment())),
                throttled,
                timeout,
                custody,
                broker());
        return new Engine(client, issuer, settings, world, cache);
    }

    private Introduction introduced(Introduction library) {
        return introduction == null ? library : introduction.apply(library);
    }

    /** Only servers run in a region of a cloud. */
    Region regionIn(Environment surroundings) {
        return Region.central();
    }

    /** Only applications that can prove who they are act on behalf of others. */
    Authority askedOnBehalfOf(Authority issuer) {
        return issuer;
    }

    /** Only programs that a person runs have one. */
    Broker broker() {
        return Broker.none();
    }

    /** Whether requests may go to the authority's own host alone. */
    final boolean keepsToGivenHosts() {
        return instanceMetadata != null;
    }

    private Authority issuer(JsonCodec codec) {
        InstanceDiscovery instances = instances(codec);
        Authority issuer = authority == null
                ? Authorities.parse("https://login.microsoftonline.com/common", instances)
                : authority.apply(loopbackHttp, instances);
        OptionChecks.refuseBoth(
                acrossClouds && instanceMetadata != null, "multiCloudSignIn()", "instanceMetadata(...)");
        Authority reaching = acrossClouds ? issuer.acrossClouds() : issuer;
        return providerMetadata == null ? reaching : reaching.withMetadata(codec, providerMetadata);
    }

    private InstanceDiscovery instances(JsonCodec codec) {
        OptionChecks.refuseBoth(
                instanceMetadata != null && liveInstanceDiscovery, "instanceMetadata(...)", "liveInstanceDiscovery()");
        OptionChecks.refuseBoth(
                instanceMetadata != null && !hostIsLookedUp,
                "instanceMetadata(...)",
                "an authority whose host is not looked up");
        OptionChecks.refuseBoth(
                liveInstanceDiscovery && !hostIsLookedUp,
                "liveInstanceDiscovery()",
                "an authority whose host is not looked up");
        if (instanceMetadata != null) {
            return InstanceDiscovery.given(codec, instanceMetadata);
        }
        return liveInstanceDiscovery ? InstanceDiscovery.live() : InstanceDiscovery.builtIn();
    }

    private Adapters world() {
        Adapters whole = options.wholeOrNull();
        return whole == null ? options.sendingThrough(Adapters.standard(options.settings(), options.sink())) : whole;
    }
}

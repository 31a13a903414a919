package io.openmsal;

import io.openmsal.adapter.crypto.SoftwareBindingKeys;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.JdkPinnedTransports;
import io.openmsal.adapter.http.RetryPolicy;
import io.openmsal.domain.cache.CacheBounds;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.BindingMeans;
import io.openmsal.domain.flow.BoundManagedIdentityFlow;
import io.openmsal.domain.flow.ManagedIdentityCache;
import io.openmsal.domain.flow.ManagedIdentityFlow;
import io.openmsal.domain.managedidentity.Jitter;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.managedidentity.ManagedIdentitySource;
import io.openmsal.domain.managedidentity.SourceDetection;
import io.openmsal.domain.managedidentity.SourceExchange;
import io.openmsal.domain.managedidentity.SourceSelection;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.port.crypto.BindingKeys;
import io.openmsal.port.crypto.KeyAttestation;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import io.openmsal.port.http.PinnedTransports;
import io.openmsal.port.store.TokenStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ManagedIdentityApplication}. Options that exclude each other fail in {@link #build()}. Not for many threads. */
public final class ManagedIdentityApplicationBuilder {

    private final ManagedIdentityId id;
    private @Nullable ManagedIdentitySource source;
    private List<ManagedIdentitySource> further = Collections.emptyList();
    private List<String> capabilities = Collections.emptyList();
    private final WorldOptions options = new WorldOptions();
    private @Nullable PinnedTransports pinnedTransports;
    private @Nullable BindingKeys bindingKeys;
    private @Nullable KeyAttestation attestation;
    private boolean throttled = true;
    private @Nullable ManagedIdentityCache cache;
    private @Nullable TokenStore tokenStore;
    private StoreOptions storeOptions = StoreOptions.wholeDocument();
    private Duration timeout = Duration.ofSeconds(90);

    ManagedIdentityApplicationBuilder(ManagedIdentityId id) {
        this.id = Objects.requireNonNull(id, "id");
    }

    /**
     * Names the host, instead of having it detected from the environment.
     *
     * @param host one of the sources in {@code io.openmsal.domain.managedidentity}, or one of your own; it is neither detected
     *     nor probed
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder source(ManagedIdentitySource host) {
        source = Objects.requireNonNull(host, "host");
        return this;
    }

    /**
     * Adds hosts to those that are looked for in the environment.
     *
     * @param hosts hosts of your own, looked for before Azure's; excludes {@link #source}
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder alsoLookFor(ManagedIdentitySource... hosts) {
        further = new ArrayList<>(Arrays.asList(hosts));
        return this;
    }

    /**
     * Sets what the application can handle.
     *
     * @param all such as {@code cp1}: it can handle claims challenges
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder clientCapabilities(String... all) {
        capabilities = OptionChecks.capabilities(all);
        return this;
    }

    /**
     * Sets the whole outside world at once.
     *
     * @param all one implementation of each port; excludes {@link #transport}, {@link #http} and {@link #events}
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder adapters(Adapters all) {
        options.whole = Objects.requireNonNull(all, "all");
        return this;
    }

    /**
     * Sends every request through a transport of your own. Bound tokens need {@link #mutualTlsTransports} beside it.
     *
     * @param own what sends, as it is; retries by the host's own rules come on top; excludes {@link #http} and {@link #adapters}
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder transport(HttpTransport own) {
        options.transport = Objects.requireNonNull(own, "own");
        return this;
    }

    /**
     * Sets what sends where a client certificate has to be shown in the TLS handshake, which bound tokens need.
     *
     * @param own makes transports, which are used as they are; excludes {@link #adapters}
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder mutualTlsTransports(MutualTlsTransports own) {
        options.mutualTls = Objects.requireNonNull(own, "own");
        return this;
    }

    /**
     * Sets how the built-in transport connects: proxy, trust, time limits. A host on this machine's loopback interface or a link-local address
     * is asked without the proxy.
     *
     * @param settings its retries serve the token endpoint of bound tokens alone, since each host has its own; excludes {@link #transport}
     *     and {@link #adapters}
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder http(HttpSettings settings) {
        options.http = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /**
     * Sets what makes transports that trust one certificate, which Service Fabric alone needs.
     *
     * @param own needed for that host when a transport or adapters of your own are set, since the library does not go around
     *     them; otherwise the built-in one is used
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder pinnedTransports(PinnedTransports own) {
        pinnedTransports = Objects.requireNonNull(own, "own");
        return this;
    }

    /**
     * Sets where the keys come from that tokens are bound to.
     *
     * @param own such as keys of a security module; by default they are in the memory of this process
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder bindingKeys(BindingKeys own) {
        bindingKeys = Objects.requireNonNull(own, "own");
        return this;
    }

    /**
     * Has somebody attest how those keys are kept, before a certificate is asked for.
     *
     * @param service nobody by default; when it fails, the token request does
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder keyAttestation(KeyAttestation service) {
        attestation = Objects.requireNonNull(service, "service");
        return this;
    }

    /**
     * Sends every request, even to a host that asked for patience a moment ago. Usually the very same question is held back for as long as a
     * host asks (up to an hour), and for 5 seconds after it was in trouble or answered 429 without a time, all retries included.
     *
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder noThrottling() {
        throttled = false;
        return this;
    }

    /**
     * Sets where tokens are kept and who shares them.
     *
     * @param shared by default, applications that bring no adapters, HTTP settings, keys and hosts of their own share one cache of the process, and
     *     every other has its own; excludes {@link #tokenStore}
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder cache(ManagedIdentityCache shared) {
        cache = Objects.requireNonNull(shared, "shared");
        return this;
    }

    /**
     * Sets where tokens outlive the process, those of a user-assigned identity. A system-assigned one is called the same on every machine, so its
     * tokens stay in this process: nothing of them is written to the store, or read from it.
     *
     * @param store nowhere by default; excludes {@link #cache}
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder tokenStore(TokenStore store) {
        return tokenStore(store, StoreOptions.wholeDocument());
    }

    /**
     * Sets where tokens outlive the process, those of a user-assigned identity, and how they lie there.
     *
     * @param store nowhere by default; excludes {@link #cache}
     * @param options {@link StoreOptions#perPartition()} where people's tokens lie in the same store
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder tokenStore(TokenStore store, StoreOptions options) {
        tokenStore = Objects.requireNonNull(store, "store");
        storeOptions = Objects.requireNonNull(options, "options");
        return this;
    }

    /**
     * Sets who is told what happens.
     *
     * @param sink nobody by default; excludes {@link #adapters}
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder events(EventSink sink) {
        options.events = Objects.requireNonNull(sink, "sink");
        return this;
    }

    /**
     * Sets how long an acquisition may take, retries and waiting for other callers included.
     *
     * @param limit 90 seconds by default
     * @return this builder
     */
    public ManagedIdentityApplicationBuilder timeout(Duration limit) {
        timeout = OptionChecks.timeout(limit);
        return this;
    }

    /**
     * Builds the application. Sends nothing, reads nothing, starts nothing.
     *
     * @return a new application
     * @throws MsalConfigurationException when the options make no sense together
     */
    public ManagedIdentityApplication build() {
        Adapters world = world();
        SourceSelection selection = selection();
        SourceExchange exchange = new SourceExchange(
                world.transport(),
                pinned(),
                world.codec(),
                world.environment(),
                world.clock(),
                world.sleeper(),
                Jitter.upToATenth(world.random()),
                world.events());
        ManagedIdentityCache tokens =
                throttled ? cacheOf(world) : cacheOf(world).withoutThrottling();
        RandomValues random = new RandomValues(world.random());
        BindingMeans means = new BindingMeans(
                bindingKeys == null ? new SoftwareBindingKeys() : bindingKeys,
                Optional.ofNullable(attestation),
                world.mutualTls());
        return new StandardManagedIdentityApplication(
                id,
                new ManagedIdentityFlow(id, capabilities, selection, exchange, tokens, world.clock()),
                new BoundManagedIdentityFlow(
                        id, capabilities, selection, exchange, means, tokens, world.codec(), random, world.clock()),
                selection,
                world,
                timeout);
    }

    private SourceSelection selection() {
        if (source != null) {
            OptionChecks.refuseBoth(!further.isEmpty(), "alsoLookFor(...)", "source(...)");
            return SourceSelection.named(source);
        }
        List<ManagedIdentitySource> all = new ArrayList<>(further);
        all.addAll(SourceDetection.standardSources());
        return SourceSelection.detected(all);
    }

    private Adapters world() {
        Adapters whole = options.wholeOrNull();
        if (whole != null) {
            return whole;
        }
        Adapters local = connecting(localSettings())
                .withMutualTls(connecting(options.settings()).mutualTls());
        return options.sendingThrough(local);
    }

    /**
     * One small request to the machine itself, once an hour or so: a pool of connections would only cost start-up time. Who says how to
     * connect may have a proxy on the way, and the JDK's client shows it no password.
     */
    private Adapters connecting(HttpSettings settings) {
        return options.http == null
                ? Adapters.jdkOnly(settings, options.sink())
                : Adapters.standard(settings, options.sink());
    }

    /** Each host has retries of its own, so the transport to it has none; the token endpoint of bound tokens is no host. */
    private HttpSettings localSettings() {
        return options.settings().toBuilder().retryPolicy(RetryPolicy.none()).build();
    }

    private @Nullable PinnedTransports pinned() {
        return pinnedTransports != null || options.isSentByOthers()
                ? pinnedTransports
                : new JdkPinnedTransports(localSettings());
    }

    /** The cache that was handed in, the one that is shared, or a new one. */
    ManagedIdentityCache cacheOf(Adapters world) {
        if (cache != null) {
            OptionChecks.refuseBoth(tokenStore != null, "tokenStore(...)", "cache(...)");
            return cache;
        }
        if (isAllOurs()) {
            return ProcessWideCache.of(source);
        }
        TokenCache tokens = tokenStore == null
                ? TokenCache.inProcess(world.clock(), world.events())
                : TokenCache.backedBy(
                        tokenStore,
                        world.codec(),
                        world.clock(),
                        world.sleeper(),
                        world.events(),
                        CacheBounds.STANDARD,
                        storeOptions);
        return new ManagedIdentityCache(tokens, world.clock());
    }

    /** Whether nothing of the caller's own takes part, so that every such application sees the same hosts and the same keys. */
    private boolean isAllOurs() {
        boolean ownAdapters = !options.isSentAsUsual() || pinnedTransports != null;
        boolean ownKeys = bindingKeys != null || attestation != null;
        boolean ownHost = !further.isEmpty() || (source != null && !ProcessWideCache.knows(source));
        return tokenStore == null && !ownAdapters && !ownKeys && !ownHost;
    }
}

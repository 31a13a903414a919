package io.openmsal;

import io.openmsal.adapter.crypto.JoseSignatureVerifier;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.exchange.Introduction;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.validation.TokenValidation;
import io.openmsal.domain.validation.ValidationRules;
import io.openmsal.port.crypto.JwsAlgorithm;
import io.openmsal.port.crypto.SignatureVerifier;
import io.openmsal.port.event.EventSink;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds a {@link TokenValidator}. Not for many threads. */
public final class TokenValidatorBuilder {

    private static final Duration USUAL_SKEW = Duration.ofMinutes(5);
    private static final Duration LONGEST_SKEW = Duration.ofMinutes(15);

    private static final Pattern TENANT_ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final String issuer;
    private final Set<String> audiences;
    private Optional<Set<String>> tenants = Optional.empty();
    private final Set<String> furtherIssuers = new LinkedHashSet<>();
    private Set<JwsAlgorithm> algorithms = ValidationRules.USUAL_ALGORITHMS;
    private Duration clockSkew = USUAL_SKEW;
    private Duration timeout = Duration.ofSeconds(30);
    private LoopbackHttp loopbackHttp = LoopbackHttp.REFUSED;
    private @Nullable Adapters adapters;
    private @Nullable HttpSettings httpSettings;
    private SignatureVerifier verifier = new JoseSignatureVerifier();

    TokenValidatorBuilder(String issuer, String... audiences) {
        this.issuer = Objects.requireNonNull(issuer, "issuer");
        this.audiences = new LinkedHashSet<>(Arrays.asList(audiences));
        this.audiences.forEach(name -> Objects.requireNonNull(name, "audience"));
        if (this.audiences.isEmpty()
                || this.audiences.stream().anyMatch(name -> name.trim().isEmpty())) {
            throw new MsalConfigurationException(
                    "missing_audience",
                    "A token for any API would be accepted. Name this API: its client id, its application id URI, or both.");
        }
    }

    /**
     * Says whom this API serves where its issuer stands for many tenants ({@code common}, {@code organizations}).
     *
     * @param ids the tenants' ids, as in the claim {@code tid}, in letters of any case
     * @return this builder
     * @throws MsalConfigurationException when none is named, or something else than an id, such as a domain
     */
    public TokenValidatorBuilder tenants(String... ids) {
        if (ids.length == 0) {
            throw new MsalConfigurationException(
                    "missing_tenant", "No tenant was named. Name those this API serves, or say anyTenant().");
        }
        Set<String> served = new LinkedHashSet<>();
        for (String id : ids) {
            served.add(checkedTenant(Objects.requireNonNull(id, "tenant id")));
        }
        tenants = Optional.of(served);
        return this;
    }

    /** A domain stands in no token, so who named one would serve nobody. */
    private static String checkedTenant(String id) {
        if (!TENANT_ID.matcher(id).matches()) {
            throw new MsalConfigurationException(
                    "invalid_tenant",
                    "The tenant '" + id + "' is no tenant id, and tokens name their tenant by nothing else (tid)."
                            + " Give the id, as 11111111-2222-3333-4444-555555555555.");
        }
        return id.toLowerCase(Locale.ROOT);
    }

    /**
     * Serves every tenant that the issuer stands for. Anybody can have a tenant, so the API has to know its customers in another way.
     *
     * @return this builder
     */
    public TokenValidatorBuilder anyTenant() {
        tenants = Optional.of(Collections.emptySet());
        return this;
    }

    /**
     * Takes another name that the same provider gives itself in access tokens, as AD FS does ({@code access_token_issuer} in its metadata).
     * Its tokens are checked with the same keys.
     *
     * @param name the {@code iss} of tokens, letter for letter
     * @return this builder
     */
    public TokenValidatorBuilder alsoIssuedAs(String name) {
        furtherIssuers.add(Objects.requireNonNull(name, "name"));
        return this;
    }

    /**
     * Chooses how tokens may be signed.
     *
     * @param first one way; RS256, PS256 and ES256 when nothing is said
     * @param others further ways
     * @return this builder
     */
    public TokenValidatorBuilder algorithms(JwsAlgorithm first, JwsAlgorithm... others) {
        Set<JwsAlgorithm> chosen = new LinkedHashSet<>(Arrays.asList(others));
        chosen.add(Objects.requireNonNull(first, "first"));
        algorithms = chosen;
        return this;
    }

    /**
     * Sets how far this machine's clock and the provider's may be apart.
     *
     * @param apart 5 minutes when nothing is said, as everywhere at Microsoft; at most 15
     * @return this builder
     */
    public TokenValidatorBuilder clockSkew(Duration apart) {
        if (apart.isNegative() || apart.compareTo(LONGEST_SKEW) > 0) {
            throw new MsalConfigurationException(
                    "invalid_clock_skew", "Clocks may be apart by 0 to 15 minutes; set this machine's clock instead.");
        }
        clockSkew = apart;
        return this;
    }

    /**
     * Sets how long a call may take that has to ask the provider.
     *
     * @param limit half a minute when nothing is said
     * @return this builder
     */
    public TokenValidatorBuilder timeout(Duration limit) {
        timeout = OptionChecks.timeout(limit);
        return this;
    }

    /**
     * Accepts an issuer without TLS on this machine, for tests.
     *
     * @return this builder
     */
    public TokenValidatorBuilder allowHttpOnLoopback() {
        loopbackHttp = LoopbackHttp.ALLOWED;
        return this;
    }

    /**
     * Sets the outside world: the transport that asks the provider, JSON, the clock.
     *
     * @param world share those of the API's own applications, so that they share connections; excludes {@link #http}
     * @return this builder
     */
    public TokenValidatorBuilder adapters(Adapters world) {
        adapters = Objects.requireNonNull(world, "world");
        return this;
    }

    /**
     * Sets how the built-in transport connects to the provider: proxy, trust, time limits.
     *
     * @param settings excludes {@link #adapters}
     * @return this builder
     */
    public TokenValidatorBuilder http(HttpSettings settings) {
        httpSettings = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /**
     * Sets what checks signatures.
     *
     * @param other jose4j on the installed security providers when nothing is said
     * @return this builder
     */
    public TokenValidatorBuilder signatureVerifier(SignatureVerifier other) {
        verifier = Objects.requireNonNull(other, "other");
        return this;
    }

    /**
     * Builds the validator. Sends nothing.
     *
     * @return a new validator, which asks the provider when the first token comes
     * @throws MsalConfigurationException when the issuer is malformed, or two options exclude each other
     */
    public TokenValidator build() {
        OidcAuthority provider = OidcAuthority.of(issuer, loopbackHttp);
        Adapters world = world();
        ServerExchange exchange = new ServerExchange(
                Introduction.of(world.environment()), world.transport(), world.codec(), world.clock(), world.events());
        ValidationRules rules = new ValidationRules(audiences, tenants, furtherIssuers, algorithms, clockSkew);
        return new StandardTokenValidator(
                new TokenValidation(provider, rules, exchange, verifier, world.codec(), world.clock()), world, timeout);
    }

    private Adapters world() {
        OptionChecks.refuseBoth(adapters != null && httpSettings != null, "http(...)", "adapters(...)");
        return adapters == null
                ? Adapters.standard(httpSettings == null ? HttpSettings.defaults() : httpSettings, EventSink.none())
                : adapters;
    }
}

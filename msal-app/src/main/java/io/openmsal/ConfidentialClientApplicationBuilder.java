package io.openmsal;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.OnBehalfOfProtocol;
import io.openmsal.domain.authority.Region;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ClientIdentity;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.environment.Environment;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ConfidentialClientApplication}. Not for many threads. */
public final class ConfidentialClientApplicationBuilder
        extends ApplicationBuilder<ConfidentialClientApplicationBuilder> {

    private final ClientIdentity client;
    private @Nullable Environment environment;
    private boolean accountListing;
    private @Nullable Function<Environment, Region> region;
    private @Nullable OnBehalfOfProtocol onBehalfOf;

    ConfidentialClientApplicationBuilder(String clientId, ClientCredential credential) {
        this.client = new ClientIdentity(clientId, credential);
    }

    /**
     * Asks the token endpoint of one Azure region for the application's own tokens. Nothing is probed. Only Microsoft Entra has
     * regions.
     *
     * @param name such as {@code westus2}; excludes {@link #instanceMetadata} and a credential that provides the tokens itself
     * @return this builder
     */
    public ConfidentialClientApplicationBuilder region(String name) {
        Region named = Region.named(name);
        return region(ignored -> named);
    }

    /**
     * Asks the token endpoint of the region this process runs in for the application's own tokens: the one in
     * {@code REGION_NAME}, or else the one that Azure's instance metadata service names, which is asked once and for less than a
     * second. The central endpoint serves when neither says.
     *
     * @return this builder
     */
    public ConfidentialClientApplicationBuilder autoDetectRegion() {
        return region(Region::detected);
    }

    /**
     * Shares a region, and what was found out about it, among applications.
     *
     * @param shared the region
     * @return this builder
     */
    public ConfidentialClientApplicationBuilder region(Region shared) {
        Objects.requireNonNull(shared, "shared");
        return region(ignored -> shared);
    }

    /**
     * Asks the central token endpoint even if {@code MSAL_FORCE_REGION} is set.
     *
     * @return this builder
     */
    public ConfidentialClientApplicationBuilder noRegion() {
        return region(ignored -> Region.central());
    }

    /**
     * Lets {@link ConfidentialClientApplication#accountListing()} give everyone who is signed in, which it refuses otherwise.
     *
     * @return this builder
     */
    public ConfidentialClientApplicationBuilder allowAccountListing() {
        accountListing = true;
        return this;
    }

    private ConfidentialClientApplicationBuilder region(Function<Environment, Region> choice) {
        if (region != null) {
            throw new MsalConfigurationException(
                    "duplicate_region",
                    "The region was set twice. Choose one of region(...), autoDetectRegion() and noRegion().");
        }
        region = choice;
        return this;
    }

    /**
     * Sets where the environment variables {@code MSAL_FORCE_REGION} and {@code REGION_NAME} are read.
     *
     * @param surroundings those of the adapters by default
     * @return this builder
     */
    public ConfidentialClientApplicationBuilder environment(Environment surroundings) {
        environment = Objects.requireNonNull(surroundings, "surroundings");
        return this;
    }

    /**
     * Sets how the {@link #oidcAuthority} is asked for tokens on behalf of callers. Without it the provider's metadata decides: a provider
     * that lists the exchange of tokens (RFC 8693) among its grants is asked for one, any other as Microsoft Entra is. The other kinds of
     * authority leave no choice.
     *
     * @param protocol {@link OnBehalfOfProtocol#TOKEN_EXCHANGE} for a provider that does not list what it can do;
     *     {@link OnBehalfOfProtocol#JWT_BEARER} where what is traded was signed by another issuer
     * @return this builder
     */
    public ConfidentialClientApplicationBuilder onBehalfOf(OnBehalfOfProtocol protocol) {
        onBehalfOf = Objects.requireNonNull(protocol, "protocol");
        return this;
    }

    @Override
    Region regionIn(Environment usual) {
        Environment surroundings = environment == null ? usual : environment;
        Region wanted = region == null ? Region.unlessForced(surroundings) : region.apply(surroundings);
        OptionChecks.refuseBoth(keepsToGivenHosts() && wanted.isAskedFor(), "instanceMetadata(...)", "a region");
        OptionChecks.refuseBoth(
                client.credential().appTokenProvider().isPresent() && wanted.isAskedFor(),
                "a credential that provides the application's tokens",
                "a region");
        return keepsToGivenHosts() ? Region.central() : wanted;
    }

    /**
     * Builds the application. Sends nothing, reads nothing, starts nothing.
     *
     * @return a new application with a cache of its own
     * @throws io.openmsal.domain.failure.MsalConfigurationException when the options make no sense together
     */
    public ConfidentialClientApplication build() {
        return new StandardConfidentialClientApplication(engine(client), accountListing);
    }

    @Override
    Authority askedOnBehalfOf(Authority issuer) {
        return onBehalfOf == null ? issuer : issuer.withOnBehalfOf(onBehalfOf);
    }

    @Override
    ConfidentialClientApplicationBuilder self() {
        return this;
    }
}

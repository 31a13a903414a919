package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.net.URI;

/**
 * An AD FS server ("AD FS OpenID Connect/OAuth concepts" in Microsoft's documentation). Has one realm, {@code adfs}, knows a
 * person by the subject of their ID token, and takes assertions signed with RS256. Immutable and safe for many threads.
 *
 * <p>Its addresses are read once from the metadata that the server itself publishes; no other host is ever asked, and none but
 * this one is believed to be an address of it.
 */
public final class AdfsAuthority extends ServerAuthority {

    private static final String REALM = "adfs";

    private final URI metadata;

    private AdfsAuthority(AuthorityUrl url) {
        super(url.origin() + "/" + REALM, url.host(), REALM);
        this.metadata = URI.create(address() + OidcDiscovery.WELL_KNOWN);
    }

    /**
     * A server by its address. The application vouches for the host.
     *
     * @param url {@code https://{host}/adfs}
     * @param loopbackHttp whether http is accepted
     * @return the authority
     * @throws MsalConfigurationException when the address is malformed
     */
    public static AdfsAuthority of(String url, LoopbackHttp loopbackHttp) {
        AuthorityUrl parsed = AuthorityUrl.parse(url, loopbackHttp);
        if (parsed.segments().size() != 1 || !parsed.segments().get(0).equalsIgnoreCase(REALM)) {
            throw parsed.refused("the path of an AD FS server is /adfs and nothing more");
        }
        return new AdfsAuthority(parsed);
    }

    @Override
    Authority otherTenant(String wanted) {
        throw noOtherTenant("The AD FS server " + host()
                + " has no tenants to choose from. Build another application for another server.");
    }

    @Override
    public Endpoints endpoints(OidcDiscovery discovery, CallContext call) {
        return discovery.endpointsOf(address(), metadata, MetadataRules.OWN_SERVER, call);
    }

    @Override
    public SignatureAlgorithm assertionAlgorithm() {
        return SignatureAlgorithm.RS256;
    }
}

package io.openmsal.domain.authority;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Optional;

/**
 * Tells from an address alone which kind of authority it is. Only hosts that are known to be Microsoft's are recognised; the
 * path proves nothing, so a domain of one's own needs the factory of its kind, such as {@link B2cAuthority#of}.
 */
public final class Authorities {

    private Authorities() {}

    /**
     * An authority by its address, on a host this library knows.
     *
     * @param url the address of a tenant of Microsoft Entra, of External ID on {@code *.ciamlogin.com}, or of a policy of Azure
     *     AD B2C on {@code *.b2clogin.com} and its national likes
     * @return the authority
     * @throws MsalConfigurationException when the address is malformed, or its host is none of these; the message shows all
     *     accepted shapes
     */
    public static Authority parse(String url) {
        return parse(url, InstanceDiscovery.builtIn());
    }

    /**
     * An authority by its address.
     *
     * @param url the address
     * @param instances how hosts of Microsoft Entra are known
     * @return the authority
     * @throws MsalConfigurationException when the address is malformed, or its host is not known in that way
     */
    public static Authority parse(String url, InstanceDiscovery instances) {
        AuthorityUrl parsed = AuthorityUrl.parse(url, LoopbackHttp.REFUSED);
        Optional<Authority> recognised = B2cAuthority.recognise(parsed);
        if (!recognised.isPresent()) {
            recognised = CiamAuthority.recognise(parsed);
        }
        return recognised.orElseGet(() -> EntraAuthority.of(parsed, instances));
    }
}

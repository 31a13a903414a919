package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.json.JsonCodec;

/**
 * How an application comes to know which hosts are Microsoft Entra's, before it sends its secrets there. One of three ways, of
 * which the first two never send a request. Safe for many threads; may be shared among applications.
 *
 * <p>Only hosts of Microsoft Entra's own kind are looked up. Whoever names another kind of authority, or vouches for a host,
 * has answered the question.
 */
public abstract sealed class InstanceDiscovery permits BuiltInInstances, GivenInstances, LiveInstances {

    InstanceDiscovery() {}

    /**
     * The clouds this library knows, see {@link Cloud}; all other hosts are refused.
     *
     * @return the way taken when nothing else is said
     */
    public static InstanceDiscovery builtIn() {
        return new BuiltInInstances();
    }

    /**
     * The deployments that the caller supplies, and no others. For closed networks and sovereign clouds.
     *
     * @param codec what reads JSON
     * @param json an answer of the instance discovery endpoint: an object whose {@code metadata} lists objects with
     *     {@code preferred_network}, {@code preferred_cache} and {@code aliases}
     * @return the way
     * @throws MsalConfigurationException when the text is of another shape
     */
    public static InstanceDiscovery given(JsonCodec codec, String json) {
        return GivenInstances.read(codec, json);
    }

    /**
     * The clouds this library knows; {@code login.microsoftonline.com} is asked about all other hosts, once, when the first
     * token is needed. A host it calls invalid is refused. While it cannot answer, the host is used as it was given and the
     * question put again later, each time after a longer pause; operators are told once in each.
     *
     * @return a new way, which remembers the answers
     */
    public static InstanceDiscovery live() {
        return new LiveInstances();
    }

    /**
     * The deployment an address belongs to. Sends nothing.
     *
     * @throws MsalConfigurationException when it belongs to none
     */
    abstract Instance instanceOf(AuthorityUrl url);

    /**
     * Makes sure of a deployment before something is sent there.
     *
     * @throws MsalException when it is refused, or the call is over
     */
    abstract void confirm(EntraAuthority authority, OidcDiscovery network, CallContext call);
}

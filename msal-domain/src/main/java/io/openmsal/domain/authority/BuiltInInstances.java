package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;

/** The clouds this library knows. Never sends anything. */
final class BuiltInInstances extends InstanceDiscovery {

    @Override
    Instance instanceOf(AuthorityUrl url) {
        return Cloud.ofHost(url.host())
                .map(Instance::of)
                .orElseThrow(() -> url.unknownHost("the host " + url.host()
                        + " is not one of Microsoft's; if it speaks the protocol of Microsoft Entra and you trust it, vouch for"
                        + " it with trustedAuthority"));
    }

    @Override
    void confirm(EntraAuthority authority, OidcDiscovery network, CallContext call) {
        // a host that was found in the table needs no more
    }
}

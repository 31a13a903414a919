package io.openmsal;

import io.openmsal.port.crypto.BindingStrength;

/**
 * A token for an identity that the Azure host gives: from the cache, or from the host. A call takes 90 seconds at most by
 * default, since the metadata service of virtual machines may be away for 70 while it is being updated. Hosts have caches of
 * their own, so {@link #forceRefresh()} may bring the same token again.
 */
public interface ManagedIdentityRequest extends CachedRequest<ManagedIdentityRequest> {

    /**
     * Asks for a token that is bound to a certificate (managed identity v2, RFC 8705 §3): it is of use only with the certificate, which
     * has to be shown to the web API in the TLS handshake. The result holds it as {@code bindingIdentity()}. The metadata service of
     * virtual machines issues it, where it speaks version 2; no other host does. Without this, a token is a bearer token, whatever the
     * host could do.
     *
     * @return this request
     */
    default ManagedIdentityRequest withMutualTlsProofOfPossession() {
        return withMutualTlsProofOfPossession(BindingStrength.SOFTWARE);
    }

    /**
     * The same with a key that is kept well. When the application's keys are weaker, executing the request fails before anything is sent.
     *
     * @param minimum how well the key must be kept at least; in the memory of this process, {@link BindingStrength#SOFTWARE}, is what the
     *     library does by itself
     * @return this request
     */
    ManagedIdentityRequest withMutualTlsProofOfPossession(BindingStrength minimum);

    /**
     * Finds the host that would be asked, within this request's own time, and asks it for nothing. Sends one short request at most, where
     * nothing else tells whether the host is there.
     *
     * @return the host's name
     * @throws io.openmsal.domain.failure.MsalException when there is none, or it was not found in time
     */
    String findSource();
}

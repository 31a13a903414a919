package io.openmsal.port.crypto;

import java.security.GeneralSecurityException;

/**
 * Has somebody else attest how a key is kept, as Microsoft Azure Attestation does for KeyGuard. Safe for many threads.
 * {@code KeyAttestationContract} in {@code msal-testing} checks an adapter.
 */
@FunctionalInterface
public interface KeyAttestation {

    /**
     * Gets a statement. The core keeps it for the same key at the same service until it is about to expire.
     *
     * @param request what is to be attested, by whom, and until when
     * @return the statement
     * @throws GeneralSecurityException when there is none, also because the caller gave up; the token request ends with it
     */
    AttestationToken attest(AttestationRequest request) throws GeneralSecurityException;
}

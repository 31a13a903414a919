package io.openmsal.adapter.crypto;

import io.openmsal.port.crypto.SignatureVerifier;
import io.openmsal.testing.crypto.SignatureVerifierContract;

class JoseSignatureVerifierTest implements SignatureVerifierContract {

    @Override
    public SignatureVerifier verifier() {
        return new JoseSignatureVerifier();
    }
}

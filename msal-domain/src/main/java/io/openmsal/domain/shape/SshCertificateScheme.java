package io.openmsal.domain.shape;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.broker.TokenBinding;
import java.util.Optional;

/** Microsoft's {@code ssh-cert}: the access token is a certificate over the caller's key, for signing in to virtual machines. */
record SshCertificateScheme(String publicKey, String keyId) implements AuthenticationScheme {

    SshCertificateScheme {
        if (publicKey.trim().isEmpty() || keyId.trim().isEmpty()) {
            throw new MsalConfigurationException(
                    "invalid_ssh_key",
                    "An SSH certificate needs a public key as JSON Web Key and a name for it, and one of them is blank."
                            + " Give both.");
        }
    }

    @Override
    public String tokenType() {
        return "ssh-cert";
    }

    @Override
    public void addTo(Form form) {
        form.put("token_type", tokenType()).put("req_cnf", publicKey).put("key_id", keyId);
    }

    @Override
    public Optional<TokenBinding> forBroker() {
        return Optional.of(new TokenBinding.SshCertificate(publicKey, keyId));
    }

    /** A certificate goes into a file, not into a header, so it is handed out as it is. */
    @Override
    public AuthenticationResult present(AuthenticationResult result) {
        return result;
    }
}

package io.openmsal.adapter.crypto;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.RSAPrivateKey;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jws.JsonWebSignatureAlgorithm;

/** Which security provider signs with a private key. */
final class ProvidersOfKeys {

    private ProvidersOfKeys() {}

    /** One provider and no other. */
    static ProviderContext only(String provider) {
        ProviderContext context = new ProviderContext();
        context.getSuppliedKeyProviderContext().setSignatureProvider(provider);
        return context;
    }

    /**
     * Whichever takes the key. Java looks for the provider of a handle only among those without parameters, and PSS has some; so the one
     * of a handle is looked for here.
     */
    static ProviderContext forPss(PrivateKey key, JsonWebSignatureAlgorithm signature) {
        if (!(key instanceof RSAPrivateKey)) {
            for (Provider provider : Security.getProviders()) {
                Provider.Service service = provider.getService("Signature", signature.getJavaAlgorithm());
                if (service != null && service.supportsParameter(key)) {
                    return only(provider.getName());
                }
            }
        }
        return new ProviderContext();
    }
}

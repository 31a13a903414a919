package sample.adapter;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a key that stays in a vault: the protocol is that of HashiCorp Vault's transit engine. The private key never comes to
 * this machine; what is signed goes there, over the transport that the application uses for everything else.
 */
public final class VaultSigner implements AssertionSigner {

    private static final String MARK = "vault:v";

    private final URI signing;
    private final Supplier<Secret> token;
    private final List<X509Certificate> chain;
    private final HttpTransport transport;
    private final JsonCodec json;

    /**
     * Makes a signer.
     *
     * @param vault the vault's address, with the path it has behind a gateway
     * @param key the key's name in the transit engine
     * @param token asked for each signature, so that it may be renewed
     * @param chain the certificate of the key and those that issued it
     * @param transport reaches the vault
     * @param json reads and writes the vault's JSON
     */
    public VaultSigner(
            URI vault,
            String key,
            Supplier<Secret> token,
            List<X509Certificate> chain,
            HttpTransport transport,
            JsonCodec json) {
        String behind = vault.getRawPath().endsWith("/") ? vault.getRawPath() : vault.getRawPath() + "/";
        this.signing = vault.resolve(behind + "v1/transit/sign/" + key + "/sha2-256");
        this.token = token;
        this.chain = List.copyOf(chain);
        this.transport = transport;
        this.json = json;
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] content) throws GeneralSecurityException {
        String question = json.write(Map.of(
                "input",
                Base64.getEncoder().encodeToString(content),
                "signature_algorithm",
                algorithm == SignatureAlgorithm.PS256 ? "pss" : "pkcs1v15",
                "salt_length",
                "hash"));
        HttpRequest request = HttpRequest.post(signing, "application/json", question)
                .withHeader("X-Vault-Token", token.get().reveal());
        try {
            HttpResponse response = transport.send(request);
            if (response.status() != 200) {
                throw new KeyException("The vault at " + signing.getHost() + " answered " + response.status()
                        + " when asked to sign. See whether its policy lets this application sign.");
            }
            return signature(json.read(response.text()));
        } catch (IOException | MalformedJsonException | IllegalArgumentException noAnswer) {
            throw new KeyException("The vault at " + signing.getHost() + " gave no signature.", noAnswer);
        }
    }

    /** {@code {"data": {"signature": "vault:v1:…"}}}, the number being the key's version. */
    private byte[] signature(@Nullable Object answer) throws KeyException {
        if (answer instanceof Map<?, ?> all
                && all.get("data") instanceof Map<?, ?> data
                && data.get("signature") instanceof String text
                && text.startsWith(MARK)) {
            return Base64.getDecoder().decode(text.substring(text.indexOf(':', MARK.length()) + 1));
        }
        throw new KeyException("The vault at " + signing.getHost() + " answered without a signature.");
    }

    @Override
    public List<X509Certificate> certificateChain() {
        return chain;
    }

    /** Where the key is. */
    @Override
    public String toString() {
        return "key at " + signing.getHost();
    }
}

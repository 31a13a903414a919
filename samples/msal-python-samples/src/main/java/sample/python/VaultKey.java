package sample.python;

import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The key of a certificate in Azure Key Vault. It never leaves the vault, which signs what it is sent the hash of. */
final class VaultKey implements AssertionSigner {

    private static final String VERSION = "?api-version=7.4";

    private final URI vault;
    private final String name;
    private final Supplier<String> authorization;
    private final HttpTransport transport;
    private final JsonCodec codec;

    VaultKey(URI vault, String name, Supplier<String> authorization, HttpTransport transport, JsonCodec codec) {
        this.vault = vault;
        this.name = name;
        this.authorization = authorization;
        this.transport = transport;
        this.codec = codec;
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] content) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        String body = codec.write(Map.of("alg", algorithm.name(), "value", value));
        URI address = vault.resolve("/keys/" + name + "/sign" + VERSION);
        return Base64.getUrlDecoder().decode(ask(HttpRequest.post(address, "application/json", body), "value"));
    }

    @Override
    public List<X509Certificate> certificateChain() throws GeneralSecurityException {
        URI address = vault.resolve("/certificates/" + name + VERSION);
        byte[] der = Base64.getDecoder().decode(ask(HttpRequest.get(address), "cer"));
        return List.of((X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
    }

    private String ask(HttpRequest question, String member) throws KeyException {
        try {
            var answer = transport.send(question.withHeader("Authorization", authorization.get()));
            if (answer.status() == 200 && codec.read(answer.text()) instanceof Map<?, ?> members) {
                return Settings.text(members, member)
                        .orElseThrow(() -> new KeyException("The vault's answer has no " + member + "."));
            }
            throw new KeyException("The vault answered " + answer.status() + " about " + name + ".");
        } catch (IOException | MalformedJsonException failure) {
            throw new KeyException("The vault did not answer about " + name + ".", failure);
        }
    }
}

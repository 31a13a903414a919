package sample.python;

import io.openmsal.Adapters;
import io.openmsal.ApplicationBuilder;
import io.openmsal.ClientCredentials;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the operator set in the environment, under the names that the samples of MSAL for Python use. */
final class Settings {

    private final Environment environment;
    private final JsonCodec codec;

    Settings(Adapters world) {
        environment = world.environment();
        codec = world.codec();
    }

    String get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("Set the environment variable " + name + "."));
    }

    Optional<String> find(String name) {
        return environment.variable(name).map(String::trim).filter(text -> !text.isEmpty());
    }

    /** {@code SCOPE}, separated by blanks. */
    String[] scopes() {
        return get("SCOPE").split("\\s+");
    }

    /**
     * Points an application at its provider: {@code OIDC_AUTHORITY}, the issuer of any; {@code TRUSTED_AUTHORITY}, a gateway or an
     * emulator that speaks as Microsoft Entra does; or else {@code AUTHORITY}.
     */
    <B extends ApplicationBuilder<B>> B aimed(B application) {
        if (find("OIDC_AUTHORITY").isPresent()) {
            return application.oidcAuthority(get("OIDC_AUTHORITY"));
        }
        if (find("TRUSTED_AUTHORITY").isPresent()) {
            return application.trustedAuthority(get("TRUSTED_AUTHORITY"));
        }
        return application.authority(get("AUTHORITY"));
    }

    /**
     * {@code CLIENT_CREDENTIAL_JSON}, a certificate in the form that MSAL for Python takes, or else {@code CLIENT_SECRET}. As there, {@code
     * public_certificate} has the certificate and its issuers sent along; beside a key it is also what the certificate is read from.
     */
    ClientCredential clientCredential() {
        Map<?, ?> json = object("CLIENT_CREDENTIAL_JSON");
        if (json.isEmpty()) {
            return ClientCredentials.secret(get("CLIENT_SECRET"));
        }
        Optional<Secret> passphrase = text(json, "passphrase").map(Secret::of);
        ClientCertificate certificate = text(json, "private_key_pfx_path")
                .map(file -> ClientCredentials.pfxCertificate(Path.of(file), passphrase.orElse(Secret.of(""))))
                .orElseGet(() -> ClientCredentials.pemCertificate(
                        certificateIn(json), Secret.of(text(json, "private_key").orElse("")), passphrase));
        return Optional.ofNullable(json.get("public_certificate"))
                        .filter(given -> !given.equals(false) && !given.equals(""))
                        .isPresent()
                ? certificate.withCertificateChain()
                : certificate;
    }

    private static String certificateIn(Map<?, ?> json) {
        if (text(json, "private_key").isEmpty()) {
            throw new IllegalStateException("CLIENT_CREDENTIAL_JSON has neither private_key_pfx_path nor private_key."
                    + " Put the key's PEM into private_key; no other kind of credential is taken here.");
        }
        return text(json, "public_certificate")
                .orElseThrow(() -> new IllegalStateException(
                        "CLIENT_CREDENTIAL_JSON has no public_certificate. A thumbprint does not stand for the certificate here:"
                                + " put the PEM of the certificate into public_certificate, beside private_key."));
    }

    /** A variable that holds a JSON object; an empty one when it is not set. */
    Map<?, ?> object(String name) {
        try {
            Object json = codec.read(find(name).orElse("{}"));
            if (json instanceof Map<?, ?> members) {
                return members;
            }
        } catch (MalformedJsonException malformed) {
            throw new IllegalStateException(name + " is no JSON: " + malformed.getMessage(), malformed);
        }
        throw new IllegalStateException(name + " is no JSON object.");
    }

    /** A text that is there; an empty one is not, as in Python. */
    static Optional<String> text(Map<?, ?> object, String name) {
        return Optional.ofNullable(object.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isEmpty());
    }
}

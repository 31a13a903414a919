package io.openmsal.cli;

import io.openmsal.ClientCredentials;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.KeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/**
 * A token behind a PKCS#11 module, by the provider of the JDK. Its key signs where it is and never comes out.
 *
 * @param file the provider's configuration, or the module's library
 */
record Pkcs11Token(Path file) implements KeyPlace {

    private static final Pattern LIBRARY = Pattern.compile("(?i).*\\.(so(\\.\\d+)*|dll|dylib)");

    @Override
    public ClientCertificate open(KeyAccess access) {
        if (!Files.isReadable(file)) {
            throw refused("it does not exist or may not be read by you", "Check its name.", null);
        }
        Provider provider = provider();
        // the key is a handle: what signs with it, and what shakes hands with it, looks for its provider among these
        Security.addProvider(provider);
        KeyStore store = store(provider, access.passphrase("PIN of the token"));
        return ClientCredentials.certificate(new KeyMaterial.InKeyStore(store, access.alias(), Optional.empty()));
    }

    private Provider provider() {
        Provider module = Security.getProvider("SunPKCS11");
        if (module == null) {
            throw refused(
                    "this Java has no provider SunPKCS11", "Use a JDK with the module jdk.crypto.cryptoki.", null);
        }
        try {
            return module.configure(configuration());
        } catch (InvalidParameterException | ProviderException unusable) {
            // not as the cause: it may quote the file, which may be anything
            throw refused(
                    "the provider does not take it" + reported(unusable),
                    "Name the configuration of SunPKCS11, or the library of the module.",
                    null);
        }
    }

    private String configuration() {
        String path = file.toAbsolutePath().toString();
        if (!LIBRARY.matcher(path).matches()) {
            return path;
        }
        // two dashes tell the provider that this is no file but what would stand in one
        return "--name = msal\nlibrary = \"" + path.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\"\nslotListIndex = 0\n";
    }

    private KeyStore store(Provider provider, Optional<Secret> pin) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin.map(secret -> secret.reveal().toCharArray()).orElse(null));
            return store;
        } catch (IOException unopened) {
            throw unopened.getCause() instanceof LoginException
                    ? refused(
                            "the PIN is " + (pin.isPresent() ? "another one" : "missing") + reported(unopened),
                            "A token locks itself after a few wrong ones.",
                            unopened)
                    : refused("it did not open" + reported(unopened), "Check that it is inserted.", unopened);
        } catch (GeneralSecurityException | ProviderException absent) {
            throw refused("there is no token" + reported(absent), "Check that it is inserted.", absent);
        }
    }

    /** The word of the module for what happened, such as CKR_PIN_INCORRECT. */
    private static String reported(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.startsWith("CKR_")) {
                return " (" + message.split("[^A-Z0-9_]", 2)[0] + ")";
            }
        }
        return "";
    }

    private MsalConfigurationException refused(String why, String nextStep, @Nullable Throwable cause) {
        return new MsalConfigurationException(
                "invalid_client_certificate",
                "The token of --pkcs11 " + FileName.of(file) + " cannot be used: " + why + ". " + nextStep,
                null,
                cause);
    }
}

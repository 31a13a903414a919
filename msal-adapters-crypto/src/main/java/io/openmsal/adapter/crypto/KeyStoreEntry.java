package io.openmsal.adapter.crypto;

import static io.openmsal.adapter.crypto.PrivateKeyText.refused;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.UnusableKeyMaterialException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one private key of a key store that is meant, with its certificates.
 *
 * @param key the key, or a handle to one that never leaves the store
 * @param chain its certificates, the key's own first
 * @param provider the security provider of the store
 */
record KeyStoreEntry(PrivateKey key, List<X509Certificate> chain, String provider) {

    private static final String NOT_ANSWERED = "Check that it is loaded and that its security provider can reach it.";

    static KeyStoreEntry read(KeyStore store, Optional<String> alias, Optional<Secret> password)
            throws UnusableKeyMaterialException {
        try {
            String name = onlyAlias(privateKeys(store), alias, Collections.list(store.aliases()));
            PrivateKey key = key(store, name, password);
            List<X509Certificate> chain = chain(store.getCertificateChain(name), name);
            if (!key.getAlgorithm().equals("RSA")) {
                throw PrivateKeyText.notRsa(key.getAlgorithm());
            }
            if (chain.get(0).getPublicKey() instanceof RSAKey size) {
                PrivateKeyText.refuseShort(size);
            }
            return new KeyStoreEntry(key, chain, store.getProvider().getName());
        } catch (KeyStoreException | ProviderException notAnswered) {
            throw refused("an opened key store", "one that does not answer", NOT_ANSWERED);
        }
    }

    /** Whether the key can only be used by the provider of its store. */
    boolean isHandle() {
        return !(key instanceof RSAPrivateKey);
    }

    private static List<String> privateKeys(KeyStore store) throws KeyStoreException {
        List<String> names = new ArrayList<>();
        for (String name : Collections.list(store.aliases())) {
            if (store.isKeyEntry(name) && !store.entryInstanceOf(name, KeyStore.SecretKeyEntry.class)) {
                names.add(name);
            }
        }
        Collections.sort(names);
        return names;
    }

    private static String onlyAlias(List<String> keys, Optional<String> alias, List<String> all)
            throws UnusableKeyMaterialException {
        if (keys.isEmpty()) {
            throw refused(
                    "a private key with its certificate",
                    all.isEmpty() ? "an empty store" : "a store with " + all.size() + " entries, none of them a key",
                    "Export the certificate again together with its private key.");
        }
        if (alias.isPresent()) {
            return named(alias.get(), keys);
        }
        if (keys.size() > 1) {
            throw refused(
                    "one private key, or the alias of the one that is meant",
                    keys.size() + " keys under " + String.join(", ", keys),
                    "Name one of these as alias.");
        }
        return keys.get(0);
    }

    /** Some stores tell upper case from lower, and people may not. */
    private static String named(String alias, List<String> keys) throws UnusableKeyMaterialException {
        if (keys.contains(alias)) {
            return alias;
        }
        List<String> alike = keys.stream().filter(alias::equalsIgnoreCase).collect(Collectors.toList());
        if (alike.size() != 1) {
            throw refused(
                    "a private key under the alias " + alias,
                    "keys under " + String.join(", ", keys),
                    "Name one of these.");
        }
        return alike.get(0);
    }

    private static PrivateKey key(KeyStore store, String name, Optional<Secret> password)
            throws UnusableKeyMaterialException, KeyStoreException {
        char @Nullable [] characters =
                password.map(secret -> secret.reveal().toCharArray()).orElse(null);
        try {
            Key key = store.getKey(name, characters);
            if (key instanceof PrivateKey privateKey) {
                return privateKey;
            }
            throw refused("a private key under the alias " + name, "none that can be read", NOT_ANSWERED);
        } catch (UnusableKeyMaterialException | KeyStoreException said) {
            throw said;
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw refused(
                    "the password of the private key " + name,
                    characters == null ? "none" : "one that does not open it",
                    "Pass the password of this key; it may differ from the one of the store.");
        } finally {
            if (characters != null) {
                Arrays.fill(characters, ' ');
            }
        }
    }

    private static List<X509Certificate> chain(Certificate @Nullable [] certificates, String name)
            throws UnusableKeyMaterialException {
        List<X509Certificate> chain = new ArrayList<>();
        if (certificates != null) {
            for (Certificate certificate : certificates) {
                if (certificate instanceof X509Certificate x509) {
                    chain.add(x509);
                }
            }
        }
        if (chain.isEmpty()) {
            throw refused(
                    "a certificate with the private key " + name,
                    "the key alone",
                    "Export the key again together with its certificate.");
        }
        return Collections.unmodifiableList(chain);
    }
}

package io.openmsal;

import io.openmsal.adapter.crypto.JoseKeyMaterialReader;
import io.openmsal.adapter.system.SystemEnvironment;
import io.openmsal.domain.client.AppTokenProvider;
import io.openmsal.domain.client.AssertionRequest;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.KeyMaterial;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.crypto.UnusableKeyMaterialException;
import io.openmsal.port.environment.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Ways in which a confidential client proves who it is. */
public final class ClientCredentials {

    private ClientCredentials() {}

    /**
     * A secret shared with the provider.
     *
     * @param secret the secret
     * @return the credential
     */
    public static ClientCredential secret(String secret) {
        return ClientCredential.secret(Secret.of(secret));
    }

    /**
     * A secret that may change while the application runs.
     *
     * @param provider gives the present secret; asked for each token request, from many threads
     * @return the credential
     */
    public static ClientCredential secret(Supplier<Secret> provider) {
        return ClientCredential.secret(provider);
    }

    /**
     * A key that signs assertions and never leaves its home.
     *
     * @param signer the key
     * @return the credential
     */
    public static ClientCertificate certificate(AssertionSigner signer) {
        return ClientCredential.certificate(signer);
    }

    /**
     * A certificate and its key, in whatever form the caller holds them: for those forms that the other methods do not name, such
     * as one of several keys of a PFX file, or the only key of a store without its alias.
     *
     * @param material what to open, once and now
     * @return the credential
     * @throws MsalConfigurationException when it cannot be used
     */
    public static ClientCertificate certificate(KeyMaterial material) {
        return opened(material);
    }

    /**
     * A certificate and its key in PEM files (RFC 7468). They are read again for each token request, so that renewed ones are used from
     * then on; while they are being replaced and do not fit together, the earlier ones do as long as they are good.
     *
     * @param certificate the file with the certificate, followed by its issuers if wanted
     * @param privateKey the file with the key: PKCS#8, encrypted PKCS#8 or PKCS#1; may be the same file
     * @param passphrase what decrypts the key, or empty
     * @return the credential
     * @throws MsalConfigurationException when a file cannot be read, or its content cannot be used
     */
    public static ClientCertificate pemCertificate(Path certificate, Path privateKey, Optional<Secret> passphrase) {
        return inFiles(() -> new KeyMaterial.Pem(Secret.of(text(privateKey)), text(certificate), passphrase));
    }

    /**
     * A certificate and its key as PEM text (RFC 7468).
     *
     * @param certificate the certificate, followed by its issuers if wanted
     * @param privateKey the key: PKCS#8, encrypted PKCS#8 or PKCS#1
     * @param passphrase what decrypts the key, or empty
     * @return the credential
     * @throws MsalConfigurationException when it cannot be used
     */
    public static ClientCertificate pemCertificate(String certificate, Secret privateKey, Optional<Secret> passphrase) {
        return opened(new KeyMaterial.Pem(privateKey, certificate, passphrase));
    }

    /**
     * A certificate and its key in a PFX (PKCS#12) file that holds one key. It is read again for each token request, so that a renewed one
     * is used from then on; while it is being replaced and cannot be opened, the earlier one is as long as it is good.
     *
     * @param file the file
     * @param passphrase what decrypts it; an empty one when it has none
     * @return the credential
     * @throws MsalConfigurationException when the file cannot be read, or its content cannot be used
     */
    public static ClientCertificate pfxCertificate(Path file, Secret passphrase) {
        return inFiles(() -> new KeyMaterial.Pkcs12(bytes(file), passphrase, Optional.empty()));
    }

    /**
     * A certificate and its key in a key store: a Java key store, a PKCS#11 module, the key store of Windows. The key may be
     * one that never leaves it.
     *
     * @param store the store, opened
     * @param alias which key
     * @param keyPassword what protects the key
     * @return the credential
     * @throws MsalConfigurationException when the store has no such key, or it cannot be used
     */
    public static ClientCertificate keyStoreCertificate(KeyStore store, String alias, Secret keyPassword) {
        return opened(new KeyMaterial.InKeyStore(store, Optional.of(alias), Optional.of(keyPassword)));
    }

    /**
     * A certificate and its key in a key store that asks for no password of the key, as that of Windows.
     *
     * @param store the store, opened
     * @param alias which key
     * @return the credential
     * @throws MsalConfigurationException when the store has no such key, or it cannot be used
     */
    public static ClientCertificate keyStoreCertificate(KeyStore store, String alias) {
        return opened(new KeyMaterial.InKeyStore(store, Optional.of(alias), Optional.empty()));
    }

    private static ClientCertificate opened(KeyMaterial material) {
        try {
            return ClientCredential.certificate(new JoseKeyMaterialReader(Clock.systemUTC()).open(material));
        } catch (UnusableKeyMaterialException unusable) {
            throw unusable(unusable);
        }
    }

    private static ClientCertificate inFiles(Supplier<KeyMaterial> files) {
        Clock clock = Clock.systemUTC();
        return ClientCredential.certificate(new KeyInFiles(files, new JoseKeyMaterialReader(clock), clock));
    }

    static MsalConfigurationException unusable(UnusableKeyMaterialException reason) {
        return new MsalConfigurationException(
                "invalid_client_certificate", String.valueOf(reason.getMessage()), null, reason);
    }

    /**
     * An assertion that somebody else makes (RFC 7523 §2.2).
     *
     * @param provider gives the present assertion; asked for each token request, from many threads
     * @return the credential
     */
    public static ClientCredential assertion(Supplier<Secret> provider) {
        return ClientCredential.assertion(provider);
    }

    /**
     * An assertion that somebody else makes for the very request at hand (RFC 7523 §2.2): it is told the client id, the token
     * endpoint, the tenant, the claims and the path of the federated managed identity. It runs on the thread of the call and should
     * keep to the deadline it is told ({@code request.call()}), listen to the cancellation, and let itself be interrupted: nobody else can
     * stop it. When it comes back or fails later than that, the call ends as timed out or cancelled and nothing is sent. One that hangs
     * holds up the thread it runs on; whoever waits for the future of {@code executeAsync}, or for the same token in another call, is
     * answered by their own deadline all the same. A failure or a blank assertion is a typed failure of the call.
     *
     * @param callback makes the assertion; called for each token request, from many threads
     * @return the credential
     */
    public static ClientCredential assertion(Function<AssertionRequest, Secret> callback) {
        return ClientCredential.assertion(callback);
    }

    /**
     * An assertion that somebody else makes and binds to a certificate, which is shown in the TLS handshake of the token request
     * (Microsoft's {@code jwt-pop}): neither is worth anything without the other. Usually the assertion is a token that another
     * application got with {@link ClientCredentialsRequest#withMutualTlsProofOfPossession()} for
     * {@code api://AzureADTokenExchange/.default}. With it both bearer tokens and tokens bound to the certificate can be asked for.
     *
     * @param certificate gives the present certificate and its key, such as {@code certificateCredential::tlsIdentity}; asked for each
     *     token request, and for each request for a bound token, from many threads
     * @param callback makes the assertion for the certificate it is told, on the thread of the call and within its deadline; called for
     *     each token request, from many threads. One whose {@code cnf} names another certificate is refused before anything is sent
     * @return the credential
     */
    public static ClientCredential boundAssertion(
            Supplier<TlsIdentity> certificate, BiFunction<AssertionRequest, TlsIdentity, Secret> callback) {
        return ClientCredential.boundAssertion(certificate, callback);
    }

    /**
     * Two credentials of which one is being replaced, such as a certificate that is about to expire and the next. When the service refuses
     * the one as {@code invalid_client}, the same request is sent once more with the other, which stays first until it is refused
     * itself. No other refusal has that effect, and no token from the cache asks either of them. The other also takes over where the one
     * can prove nothing, as with a certificate to sign with that has run out.
     *
     * @param primary what is tried first
     * @param secondary what is tried when that is refused
     * @return the credential
     * @throws MsalConfigurationException when one of them is a pair itself
     */
    public static ClientCredential primaryAndSecondary(ClientCredential primary, ClientCredential secondary) {
        return ClientCredential.pair(primary, secondary);
    }

    /**
     * A provider of the application's own tokens in place of the token endpoint. Its tokens are cached, renewed ahead and shared by
     * concurrent callers like any others. An application that is built with it gets tokens for itself alone.
     *
     * @param provider gets a token; called when the cache has none that will do
     * @return what to build the application with
     */
    public static ClientCredential appTokenProvider(AppTokenProvider provider) {
        return ClientCredential.providedBy(provider);
    }

    /**
     * A federated token in a file that the platform renews, such as {@code AZURE_FEDERATED_TOKEN_FILE} of Azure Kubernetes
     * Service.
     *
     * @param file the file, which is read anew for each token request
     * @return the credential
     * @throws MsalConfigurationException when the path is no path but looks like a token itself
     */
    public static ClientCredential federatedTokenFile(Path file) {
        return federatedTokenFile(file, new SystemEnvironment());
    }

    /**
     * A federated token in a file of some environment.
     *
     * @param file the file, which is read anew for each token request
     * @param environment where the file is
     * @return the credential
     * @throws MsalConfigurationException when the path is no path but looks like a token itself
     */
    public static ClientCredential federatedTokenFile(Path file, Environment environment) {
        FederatedTokenFile tokens = new FederatedTokenFile(file, environment);
        return ClientCredential.assertion(tokens::read);
    }

    /**
     * A managed identity that the application was told to trust, instead of a secret (federated identity credentials).
     *
     * @param identity the identity; it is asked within the time of the token request, and its failures are those of that
     * @param audience what Microsoft Entra expects of such tokens in this cloud: {@code api://AzureADTokenExchange}, and
     *     {@code api://AzureADTokenExchangeUSGov} or {@code api://AzureADTokenExchangeChina} in national clouds
     * @return the credential
     */
    public static ClientCredential managedIdentity(ManagedIdentityApplication identity, String audience) {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(audience, "audience");
        return ClientCredential.assertion(request -> Secret.of(identity.acquireTokenForManagedIdentity(audience)
                .correlationId(request.call().correlationId())
                .deadline(request.call().deadline())
                .cancellation(request.call().cancellation())
                .execute()
                .accessToken()));
    }

    private static String text(Path file) {
        // Latin-1 reads any bytes, so that the reader can say what a file that is no PEM is instead
        return new String(bytes(file), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new MsalConfigurationException(
                    "invalid_client_certificate",
                    "The file " + file.getFileName() + " cannot be read ("
                            + unreadable.getClass().getSimpleName() + "). Check its path and its permissions.",
                    null,
                    unreadable);
        }
    }
}

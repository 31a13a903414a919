package io.openmsal.packaging.alone;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ConfidentialClientApplicationBuilder;
import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.token.AuthenticationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A whole application, run in a process of its own or by a module or bundle: gets a token with a certificate, over TLS, through
 * HttpClient, jose4j and Gson, and a second time from the cache.
 */
public final class GetsTokens {

    private GetsTokens() {}

    /**
     * Prints {@code IDENTITY_PROVIDER CACHE}.
     *
     * @param arguments the authority, the client id, and the files of the authority's certificate and of the client's
     *     certificate and key
     * @throws IOException when a file cannot be read
     */
    public static void main(String... arguments) throws IOException {
        System.out.println(tokens(arguments[0], arguments[1], Path.of(arguments[2]), Path.of(arguments[3])));
    }

    /**
     * Gets the two tokens.
     *
     * @param authority where from
     * @param clientId who asks
     * @param trust a file with the certificate of the authority's host
     * @param certificate a file with the client's certificate and key
     * @return {@code IDENTITY_PROVIDER CACHE}
     * @throws IOException when a file cannot be read
     */
    public static String tokens(String authority, String clientId, Path trust, Path certificate) throws IOException {
        return tokens(authority, clientId, trust, certificate, builder -> builder);
    }

    /** The same with more options. */
    static String tokens(
            String authority,
            String clientId,
            Path trust,
            Path certificate,
            UnaryOperator<ConfidentialClientApplicationBuilder> more)
            throws IOException {
        ConfidentialClientApplicationBuilder builder = ConfidentialClientApplication.builder(
                        clientId, ClientCredentials.pemCertificate(certificate, certificate, Optional.empty()))
                .trustedAuthority(authority)
                .http(HttpSettings.builder()
                        .trust(TrustSettings.pem(Files.readString(trust)))
                        .build())
                .tokenStore(new MemoryTokenStore());
        ConfidentialClientApplication app = more.apply(builder).build();
        AuthenticationResult first =
                app.acquireTokenForClient("api://orders/.default").execute();
        AuthenticationResult second =
                app.acquireTokenForClient("api://orders/.default").execute();
        return first.source() + " " + second.source();
    }
}

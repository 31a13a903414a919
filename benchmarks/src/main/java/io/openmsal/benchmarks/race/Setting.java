package io.openmsal.benchmarks.race;

import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What all processes of a race have in common, and how it is told to a new one.
 *
 * @param server what kind of server holds the store
 * @param port its port
 * @param clientId the application
 * @param authority the identity provider
 * @param trust a file with the certificate of the provider's authority
 * @param seconds how long to race
 * @param threads how many threads in each process
 */
record Setting(ServerKind server, int port, String clientId, String authority, Path trust, int seconds, int threads) {

    /** What is fetched again and again. */
    static final String SCOPE = "User.Read";

    /** Longer than the server is down, and than a request takes on a busy machine. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    static Setting of(String[] arguments) {
        return new Setting(
                ServerKind.valueOf(arguments[0]),
                Integer.parseInt(arguments[1]),
                arguments[2],
                arguments[3],
                Path.of(arguments[4]),
                Integer.parseInt(arguments[5]),
                Integer.parseInt(arguments[6]));
    }

    String[] arguments() {
        return new String[] {
            server.name(),
            Integer.toString(port),
            clientId,
            authority,
            trust.toString(),
            Integer.toString(seconds),
            Integer.toString(threads)
        };
    }

    /** Calls fail while the store is down: a refresh token that serves once must not be redeemed by whoever happens to have it. */
    PublicClientApplication application(TokenStore store) throws IOException {
        return PublicClientApplication.builder(clientId)
                .trustedAuthority(authority)
                .http(HttpSettings.builder()
                        .trust(TrustSettings.pem(Files.readString(trust)))
                        .build())
                .tokenStore(
                        store,
                        StoreOptions.perPartition()
                                .trustedFor(Duration.ofSeconds(1))
                                .failingWithStore()
                                .oneRenewalAmongNodes(LEASE))
                .build();
    }
}

package io.openmsal.packaging.alone;

import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.port.event.EventSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that lives for a second: built by hand on the transport of the JDK, it gets one token of its own with a secret. */
public final class GetsItsFirstToken {

    private GetsItsFirstToken() {}

    /**
     * Prints {@code IDENTITY_PROVIDER}.
     *
     * @param arguments the authority, the client id, the file of the authority's certificate, and the file of the secret
     * @throws IOException when a file cannot be read
     */
    public static void main(String... arguments) throws IOException {
        HttpSettings http = HttpSettings.builder()
                .trust(TrustSettings.pem(Files.readString(Path.of(arguments[2]))))
                .build();
        System.out.println(ConfidentialClientApplication.builder(
                        arguments[1], ClientCredentials.secret(Files.readString(Path.of(arguments[3]))))
                .trustedAuthority(arguments[0])
                .adapters(Adapters.jdkOnly(http, EventSink.none()))
                .build()
                .acquireTokenForClient("api://orders/.default")
                .execute()
                .source());
    }
}

package io.openmsal.benchmarks.startup;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import java.net.MalformedURLException;
import java.util.Collections;

/** msal4j with its own HTTP client, and without the discovery request that it would send to a known cloud. */
public final class FirstTokenFromMsal4j {

    private FirstTokenFromMsal4j() {}

    /**
     * Gets one token.
     *
     * @param args authority, client id, client secret
     * @throws MalformedURLException when the authority is none
     */
    public static void main(String[] args) throws MalformedURLException {
        boolean plain = args[0].startsWith("http:");
        ConfidentialClientApplication.Builder application = ConfidentialClientApplication.builder(
                        args[1], ClientCredentialFactory.createFromSecret(args[2]))
                .authority(plain ? args[0].replaceFirst("http:", "https:") : args[0])
                .validateAuthority(false)
                .instanceDiscovery(false);
        if (plain) {
            application.httpClient(new PlainHttpForMsal4j());
        }
        String token = application
                .build()
                .acquireToken(ClientCredentialParameters.builder(Collections.singleton("api://bench/.default"))
                        .build())
                .join()
                .accessToken();
        System.out.println(token.length());
    }
}
